import type { Clouds, Ports } from '../../core/model/ports.ts';
import type { Aws } from '../../core/model/remediation.ts';
import { WaxsealError } from '../../core/model/errors.ts';
import { cloudsOf } from './clients.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const wrong = (name: string, value: string, forms: string): WaxsealError =>
  new WaxsealError({
    code: 'bad-environment',
    says: `${name} is "${value}", which is not understood.`,
    todo: `Set it to ${forms}, or leave it out.`,
  });

/** Organizations is one service for the whole partition; the SDK finds its endpoint from any Region. */
const organizationFrom = (env: Environment, now: () => Date): Pick<Ports, 'ouPath'> => {
  const value = env['WAXSEAL_ORGANIZATION'];
  if (!value) return {};
  if (value !== 'own' && !value.startsWith('arn:'))
    throw wrong('WAXSEAL_ORGANIZATION', value, '`own` or the ARN of a role');
  const region = env['AWS_REGION'] ?? 'us-east-1';
  const externalId = env['WAXSEAL_EXTERNAL_ID'] ?? '';
  // A read role of ours asks for the external id; another role does not mind it.
  const clouds = cloudsOf({ env, externalId, roleFor: () => (value === 'own' ? undefined : value) });
  const aws = (): Aws => clouds.look({ account: 'organization', region, partition: 'aws' });
  let reading: Promise<NonNullable<Ports['ouPath']>> | undefined;
  return {
    ouPath: async (account) => {
      reading ??= import('./organization.ts').then(({ ouPathsOf }) => ouPathsOf(aws, now));
      return (await reading)(account);
    },
  };
};

const cloudTrailFrom = (env: Environment, clouds: Clouds): Pick<Ports, 'cloudTrail'> => {
  const value = env['WAXSEAL_TRAIL'];
  if (!value) return {};
  if (value !== 'on') throw wrong('WAXSEAL_TRAIL', value, '`on`');
  return { cloudTrail: async (question) => (await import('./cloudtrail.ts')).cloudTrailOf(clouds)(question) };
};

/**
 * What the engine can do without, and does better with.
 *
 * - `WAXSEAL_ORGANIZATION`: `own` (the credentials at hand, where Organizations is delegated to this account) or the ARN
 *   of a role of the management account. Needed when the policy speaks of `ous`.
 * - `WAXSEAL_TRAIL`: `on` asks CloudTrail who reverted a setting, and whether a write of ours took one away.
 */
export const optionalReads = (
  env: Environment,
  { clouds, now }: { readonly clouds: Clouds; readonly now: () => Date },
): Pick<Ports, 'ouPath' | 'cloudTrail'> => ({
  ...organizationFrom(env, now),
  ...cloudTrailFrom(env, clouds),
});
