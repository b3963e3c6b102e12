import {
  CloudWatchLogsClient,
  DescribeDeliveriesCommand,
  DescribeDeliveryDestinationsCommand,
  DescribeDeliverySourcesCommand,
  type Delivery,
  type OutputFormat,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Aws } from '../../core/model/remediation.ts';
import { allPages } from '../pages.ts';

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
  allPages(async (nextToken) => {
    const answer = await aws.use(CloudWatchLogsClient).send(new DescribeDeliveriesCommand({ nextToken }));
    return { items: answer.deliveries, next: answer.nextToken };
  });

/** Names of the delivery sources of logs of a type about a resource: what delivers them, wherever to. */
export const sourcesOf = async (resource: string, logType: string, aws: Aws): Promise<readonly string[]> => {
  const sources = await allPages(async (nextToken) => {
    const answer = await aws
      .use(CloudWatchLogsClient)
      .send(new DescribeDeliverySourcesCommand({ nextToken }));
    return { items: answer.deliverySources, next: answer.nextToken };
  });
  return sources
    .filter((source) => source.logType === logType && source.resourceArns?.includes(resource))
    .flatMap(({ name }) => name ?? []);
};

/** Where a log is delivered to, and how it is written there. */
export interface Destined {
  /** Of the delivery. */
  readonly id: string | undefined;
  readonly type: Delivery['deliveryDestinationType'];
  /** ARN of a log group, or of a bucket with a prefix; `undefined`: the destination is another account's. */
  readonly resource: string | undefined;
  readonly format: OutputFormat | undefined;
  /** Fields of a record, where it is known. */
  readonly fields: readonly string[] | undefined;
  readonly delimiter: string | undefined;
  readonly suffix: string | undefined;
  readonly hive: boolean;
  /** Logs of other resources go to the same place. */
  readonly isShared: boolean;
}

/** Where logs of a type about a resource are delivered to. */
export const destinationsOf = async (
  resource: string,
  logType: string,
  aws: Aws,
): Promise<readonly Destined[]> => {
  const own = new Set(await sourcesOf(resource, logType, aws));
  if (own.size === 0) return [];
  const deliveries = await deliveriesIn(aws);
  const destinations = await allPages(async (nextToken) => {
    const answer = await aws
      .use(CloudWatchLogsClient)
      .send(new DescribeDeliveryDestinationsCommand({ nextToken }));
    return { items: answer.deliveryDestinations, next: answer.nextToken };
  });
  const destinationOf = ({ deliveryDestinationArn: wanted }: Delivery) =>
    destinations.find(({ arn }) => arn === wanted);
  const placeOf = (one: Delivery): string | undefined =>
    destinationOf(one)?.deliveryDestinationConfiguration?.destinationResourceArn;
  const isOwn = ({ deliverySourceName: name }: Delivery): boolean => name !== undefined && own.has(name);
  const others = new Set(deliveries.filter((one) => !isOwn(one)).map(placeOf));
  return deliveries.filter(isOwn).map((one) => ({
    id: one.id,
    type: one.deliveryDestinationType,
    resource: placeOf(one),
    format: destinationOf(one)?.outputFormat,
    fields: one.recordFields,
    delimiter: one.fieldDelimiter,
    suffix: one.s3DeliveryConfiguration?.suffixPath,
    hive: one.s3DeliveryConfiguration?.enableHiveCompatiblePath === true,
    isShared: others.has(placeOf(one)),
  }));
};

/** Where logs of a type about a resource are delivered to, as far as that is CloudWatch Logs. */
export const deliveredTo = async (
  resource: string,
  logType: string,
  aws: Aws,
): Promise<readonly Delivered[]> =>
  (await destinationsOf(resource, logType, aws)).flatMap(
    ({ type, resource: logGroupArn, isShared, id, fields }) =>
      type === 'CWL' && logGroupArn !== undefined
        ? [{ logGroupArn, isShared, ...(id !== undefined && { id }), ...(fields && { fields }) }]
        : [],
  );
