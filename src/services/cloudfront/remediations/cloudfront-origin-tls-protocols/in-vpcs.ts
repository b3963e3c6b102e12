import type { VpcOriginEndpointConfig } from '@aws-sdk/client-cloudfront';
import type { Said } from '../../../../core/say/said.ts';
import { olderThan } from '../../facts/origin-protocols.ts';
import type { Id } from './messages.ts';
import type { Settings } from './settings.ts';

type Endpoints = Readonly<Record<string, VpcOriginEndpointConfig>>;

const oldIn = (
  endpoint: VpcOriginEndpointConfig | undefined,
  oldest: string,
): readonly string[] | undefined =>
  endpoint?.OriginProtocolPolicy === 'http-only'
    ? []
    : olderThan(oldest, endpoint?.OriginSslProtocols?.Items ?? []);

/** What is to be said of VPC origins of a distribution that is good otherwise. `undefined`: they are good as well. */
export const aboutVpcOrigins = (
  ids: readonly string[],
  endpoints: Endpoints,
  name: string,
  { oldest }: Settings,
): ({ readonly is: 'old' | 'unread' } & Said<Id>) | undefined => {
  const held = ids.map((id) => ({ id, old: oldIn(endpoints[id], oldest) }));
  const told = (some: readonly string[]) => ({ name, origins: some.join(', '), first: some[0] ?? '' });
  const old = held.filter((one) => one.old !== undefined && one.old.length > 0).map(({ id }) => id);
  if (old.length > 0) return { is: 'old', message: 'in-vpc', data: told(old) };
  const unread = held.filter((one) => one.old === undefined).map(({ id }) => id);
  return unread.length > 0 ? { is: 'unread', message: 'in-vpc-unread', data: told(unread) } : undefined;
};
