import { parseArn } from '../../../aws/arn.ts';
import type { Location } from '../../../core/model/target.ts';

/** What ARNs call the kinds of caches: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticache.html */
export type Kind = 'cluster' | 'replicationgroup' | 'serverlesscache';

export const cacheArn =
  (kind: Kind) =>
  ({ partition, region, account }: Location, name: string): string =>
    `arn:${partition}:elasticache:${region}:${account}:${kind}:${name}`;

/** The name in an ARN of a cache of this kind; `undefined`: the ARN is of something else. */
export const cacheNameIn =
  (kind: Kind) =>
  (text: string): string | undefined => {
    const { service, resource = '' } = parseArn(text) ?? {};
    const [, found, name] = /^(\w+):([^:/]+)$/.exec(resource) ?? [];
    return service === 'elasticache' && found === kind ? name : undefined;
  };
