import { formatArn, parseArn } from '../../../aws/arn.ts';
import type { Location } from '../../../core/model/target.ts';

/**
 * Up to 80 characters, the ending of FIFO queues included.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html
 */
const queueName = /^(?:[A-Za-z0-9_-]{1,80}|[A-Za-z0-9_-]{1,75}\.fifo)$/;

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html */
export const queueArn = ({ partition, region, account }: Location, name: string): string =>
  formatArn({ partition, service: 'sqs', region, account, resource: name });

export const isQueueArn = (text: string): boolean => {
  const arn = parseArn(text);
  return arn?.service === 'sqs' && queueName.test(arn.resource);
};

/**
 * The Region of an endpoint: today's, FIPS and those of VPCs first, then the ones from before. Other hosts, such as an
 * emulator's, say nothing of it.
 * https://docs.aws.amazon.com/general/latest/gr/sqs-service.html
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-internetwork-traffic-privacy.html
 */
const regionOf = (host: string): string | undefined => {
  const [, today, before] =
    /^(?:(?:.+\.)?sqs(?:-fips)?\.([a-z0-9-]+)\.|([a-z0-9-]+)\.queue\.)/.exec(host) ?? [];
  return today ?? before ?? (host === 'queue.amazonaws.com' ? 'us-east-1' : undefined);
};

/** Name, account, and Region where the URL tells it. URLs are taken apart and never made: only SQS knows them whole. */
const partsOf = (id: string): (Partial<Location> & { readonly name: string }) | undefined => {
  const arn = parseArn(id);
  if (arn) return arn.service === 'sqs' ? { ...arn, name: arn.resource } : undefined;
  const [, host = '', account, name] = /^https?:\/\/([^/:]+)(?::\d+)?\/(\d{12})\/([^/]+)$/.exec(id) ?? [];
  if (account === undefined || name === undefined) return { name: id };
  const region = regionOf(host);
  return { account, name, ...(region !== undefined && { region }) };
};

/**
 * The name of the queue that is meant: by URL, as AWS Config and CloudTrail have it, by ARN, or by its name alone.
 * `undefined`: it is none of this place, or no queue. A queue of the same name elsewhere is another one.
 */
export const queueNameIn = (id: string, place: Location): string | undefined => {
  const {
    name = '',
    partition = place.partition,
    region = place.region,
    account = place.account,
  } = partsOf(id) ?? {};
  const isHere = partition === place.partition && region === place.region && account === place.account;
  return isHere && queueName.test(name) ? name : undefined;
};
