import {
  CloudWatchLogsClient,
  DescribeDeliveriesCommand,
  DescribeDeliveryDestinationsCommand,
  DescribeDeliverySourcesCommand,
  type Delivery,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Aws } from '../../core/model/remediation.ts';

/** More pages than any account has deliveries: an answer that leads back to itself must end. */
const mostPages = 200;

const all = async <Item>(
  page: (
    token: string | undefined,
  ) => Promise<{ readonly items: readonly Item[] | undefined; readonly next: string | undefined }>,
): Promise<readonly Item[]> => {
  const found: Item[] = [];
  let token: string | undefined;
  for (let count = 0; count < mostPages; count += 1) {
    const { items = [], next } = await page(token);
    found.push(...items);
    if (next === undefined || next === token) return found;
    token = next;
  }
  return found;
};

/** A log that a service delivers to a log group. */
export interface Delivered {
  /** Of the delivery. */
  readonly id?: string;
  readonly logGroupArn: string;
  /** Fields of a record, where somebody chose them. */
  readonly fields?: readonly string[];
  /** Other resources write to the same log group. */
  readonly isShared: boolean;
}

/** All deliveries of the account in this Region. */
export const deliveriesIn = async (aws: Aws): Promise<readonly Delivery[]> =>
  all(async (nextToken) => {
    const answer = await aws.use(CloudWatchLogsClient).send(new DescribeDeliveriesCommand({ nextToken }));
    return { items: answer.deliveries, next: answer.nextToken };
  });

/** Names of the delivery sources of logs of a type about a resource: what delivers them, wherever to. */
export const sourcesOf = async (resource: string, logType: string, aws: Aws): Promise<readonly string[]> => {
  const sources = await all(async (nextToken) => {
    const answer = await aws
      .use(CloudWatchLogsClient)
      .send(new DescribeDeliverySourcesCommand({ nextToken }));
    return { items: answer.deliverySources, next: answer.nextToken };
  });
  return sources
    .filter((source) => source.logType === logType && source.resourceArns?.includes(resource))
    .flatMap(({ name }) => name ?? []);
};

/** Where logs of a type about a resource are delivered to, as far as that is CloudWatch Logs. */
export const deliveredTo = async (
  resource: string,
  logType: string,
  aws: Aws,
): Promise<readonly Delivered[]> => {
  const client = aws.use(CloudWatchLogsClient);
  const own = new Set(await sourcesOf(resource, logType, aws));
  if (own.size === 0) return [];
  const deliveries = await deliveriesIn(aws);
  const destinations = await all(async (nextToken) => {
    const answer = await client.send(new DescribeDeliveryDestinationsCommand({ nextToken }));
    return { items: answer.deliveryDestinations, next: answer.nextToken };
  });
  const groupOf = ({ deliveryDestinationArn }: Delivery): string | undefined =>
    destinations.find(({ arn }) => arn === deliveryDestinationArn)?.deliveryDestinationConfiguration
      ?.destinationResourceArn;
  const isOwn = ({ deliverySourceName: name }: Delivery): boolean => name !== undefined && own.has(name);
  const others = new Set(deliveries.filter((one) => !isOwn(one)).map(groupOf));
  return deliveries
    .filter((one) => isOwn(one) && one.deliveryDestinationType === 'CWL')
    .flatMap((one) => {
      const logGroupArn = groupOf(one);
      if (logGroupArn === undefined) return [];
      const { id, recordFields: fields } = one;
      return [
        {
          logGroupArn,
          isShared: others.has(logGroupArn),
          ...(id !== undefined && { id }),
          ...(fields && { fields }),
        },
      ];
    });
};
