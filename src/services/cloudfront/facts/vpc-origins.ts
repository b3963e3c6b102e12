import type { DistributionConfig, VpcOriginEndpointConfig } from '@aws-sdk/client-cloudfront';
import type { Change, Verdict } from '../../../core/model/remediation.ts';
import { saying, type Said } from '../../../core/say/said.ts';

/**
 * Origins in private subnets. How CloudFront speaks to one stands in the VPC origin and not in the distribution, so units of
 * distributions evaluate it and do not change it.
 * Source: https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_VpcOriginEndpointConfig.html
 */

/** By their ids, as far as they could be seen. */
export type Endpoints = Readonly<Record<string, VpcOriginEndpointConfig>>;

export const vpcOriginIds = ({ Origins }: DistributionConfig): readonly string[] =>
  [
    ...new Set((Origins?.Items ?? []).flatMap(({ VpcOriginConfig }) => VpcOriginConfig?.VpcOriginId ?? [])),
  ].toSorted();

/** `what` could not be seen of them. */
export const vpcOriginMessages = (what: string) =>
  ({
    'in-vpc-unread': {
      says: `For distribution {name} it could not be seen ${what} its VPC origins {origins}: they may not be read, are gone, or say what nobody here knows.`,
      todo: 'Let cloudfront:GetVpcOrigin be called, or look at them: aws cloudfront get-vpc-origin --id {first}',
    },
  }) as const;

/** `undefined`: it cannot be told whether the VPC origin of this id is as it should be. */
export type WrongIn = (id: string) => boolean | undefined;

/** Why a distribution is not good, or not known to be, whatever else it holds. */
export const vpcOriginTrouble = (
  config: DistributionConfig,
  name: string,
  wrongIn: WrongIn,
): readonly Said<'in-vpc' | 'in-vpc-unread'>[] => {
  const held = vpcOriginIds(config).map((id) => ({ id, wrong: wrongIn(id) }));
  const those = (wrong: boolean | undefined): readonly string[] =>
    held.filter((one) => one.wrong === wrong).map(({ id }) => id);
  const told = (ids: readonly string[]) => ({ name, origins: ids.join(', '), first: ids[0] ?? '' });
  const [wrong, unread] = [those(true), those(undefined)];
  return [
    ...saying('in-vpc', wrong.length > 0, told(wrong)),
    ...saying('in-vpc-unread', unread.length > 0, told(unread)),
  ];
};

/** The verdict about the distribution's own places, and about its VPC origins where those are good. */
export const withVpcOrigins = <Id extends string, C extends Change>(
  verdict: Verdict<Id, C>,
  trouble: ReturnType<typeof vpcOriginTrouble>,
): Verdict<Id | 'in-vpc' | 'in-vpc-unread', C> => {
  const [first] = trouble;
  if (verdict.is !== 'compliant' || !first) return verdict;
  return first.message === 'in-vpc'
    ? { is: 'non-compliant', ...first, changes: [] }
    : { is: 'unknown', ...first };
};
