import type { Catalog } from '../../core/model/catalog.ts';
import type { Journal } from '../../core/journal/journal.ts';
import type { Clouds } from '../../core/model/ports.ts';
import type { Policy } from '../../core/policy/policy.ts';
import { cloudsOf } from '../aws/clients.ts';
import type { PolicySource } from '../policy/source.ts';

type Environment = Readonly<Record<string, string | undefined>>;

interface Deployed {
  readonly catalog: Catalog;
  readonly journal: Journal;
  readonly now: () => Date;
}

/**
 * Clients as the deployment has them. With `WAXSEAL_READ_ROLE` every look assumes that role in the account it looks
 * at, and writes need `WAXSEAL_WRITE_ROLE`, the beginning of the names of the write roles; without it nothing can be
 * written. Without both, the function's own credentials do everything.
 */
export const cloudsFromEnv = async (
  env: Environment,
  { catalog, journal, now }: Deployed,
): Promise<Clouds> => {
  const readRole = env['WAXSEAL_READ_ROLE'];
  if (!readRole) return cloudsOf({ env });
  const { assumeRoleWithSts, noSessions, roleArn, sessionsOf } = await import('../aws/sessions.ts');
  const rolePrefix = env['WAXSEAL_WRITE_ROLE'];
  const externalId = env['WAXSEAL_EXTERNAL_ID'] ?? '';
  return cloudsOf({
    env,
    externalId,
    roleFor: (location) => roleArn(location, readRole),
    sessionFor: rolePrefix
      ? sessionsOf({ catalog, journal, now, rolePrefix, externalId, assumeRole: assumeRoleWithSts() })
      : noSessions,
  });
};

/**
 * The policy from a path or from `s3://BUCKET/KEY`, with the kill switch of `WAXSEAL_KILL_SWITCH` (the name of an SSM
 * parameter) laid over it. Where write roles are not deployed, the switch is on for good: whatever the file says, the
 * gate then answers with a report instead of failing at the write.
 */
export const policyFromEnv = async (
  env: Environment,
  { path, now, parse }: PolicySource,
): Promise<() => Promise<Policy>> => {
  const policy = await policyAt({ path, now, parse });
  if (env['WAXSEAL_READ_ROLE'] && !env['WAXSEAL_WRITE_ROLE']) {
    const { neverWrites, withKillSwitch } = await import('./kill-switch.ts');
    return withKillSwitch(policy, neverWrites);
  }
  const parameter = env['WAXSEAL_KILL_SWITCH'];
  if (!parameter) return policy;
  const { killSwitch, readParameter, withKillSwitch } = await import('./kill-switch.ts');
  return withKillSwitch(policy, killSwitch({ name: parameter, read: readParameter(parameter), now }));
};

const policyAt = async (source: PolicySource): Promise<() => Promise<Policy>> => {
  if (source.path.startsWith('s3://')) {
    const { getFromS3, parseS3Url, policyFromS3 } = await import('../policy/source-s3.ts');
    const location = parseS3Url(source.path);
    if (location) return policyFromS3({ ...source, url: source.path, get: getFromS3(location) });
  }
  const { policyFromFile } = await import('../policy/source.ts');
  return policyFromFile(source);
};
