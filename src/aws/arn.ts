import type { Location } from '../core/model/target.ts';

/** The parts of an ARN. `region` and `account` are empty where the service leaves them out, as S3 does. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  /** Everything after the fifth colon; may contain colons and slashes. */
  readonly resource: string;
}

/**
 * `undefined` for anything that is not an ARN.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export const parseArn = (text: string): Arn | undefined => {
  const [arn, partition, service, region = '', account = '', ...rest] = text.split(':');
  const resource = rest.join(':');
  if (arn !== 'arn' || !partition || !service || !resource) return undefined;
  return { partition, service, region, account, resource };
};

/** Whether an ARN is of something in this account, Region and partition. */
export const isArnIn = (
  text: string,
  { account, region, partition }: Pick<Arn, 'account' | 'region' | 'partition'>,
): boolean => {
  const arn = parseArn(text);
  return arn?.partition === partition && arn.region === region && arn.account === account;
};

export const formatArn = ({ partition, service, region, account, resource }: Arn): string =>
  ['arn', partition, service, region, account, resource].join(':');

/** A bucket's own ARN: no Region, no account. */
export const bucketArn = (partition: string, bucket: string): string =>
  formatArn({ partition, service: 's3', region: '', account: '', resource: bucket });

/**
 * How resources are named whose ARN ends in a kind and an id (`vpc/vpc-0a1b2c3d`): AWS Config names them by the id, people
 * also by the ARN.
 */
export const namedById = (service: string, kind: string, id: RegExp) => {
  const start = `${kind}/`;
  const arnOf = ({ partition, region, account }: Location, one: string): string =>
    formatArn({ partition, service, region, account, resource: `${start}${one}` });
  /** The id in an ARN of such a resource, wherever it is. */
  const idIn = (text: string): string | undefined => {
    const { service: of, resource = '' } = parseArn(text) ?? {};
    const found = resource.startsWith(start) ? resource.slice(start.length) : '';
    return of === service && id.test(found) ? found : undefined;
  };
  /** The id of what is meant, by ARN or id. `undefined`: it is none of this place, or something else. */
  const idMeant = (text: string, place: Location): string | undefined => {
    if (id.test(text)) return text;
    const found = idIn(text);
    return found !== undefined && arnOf(place, found) === text ? found : undefined;
  };
  return { arnOf, idIn, idMeant };
};
