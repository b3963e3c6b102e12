import type { Clouds, Ports } from '../../core/model/ports.ts';
import type { AthenaSetting } from '../../evidence/athena/workgroup.ts';
import { cloudsOf } from './clients.ts';

type Environment = Readonly<Record<string, string | undefined>>;

interface Reading {
  readonly clouds: Pick<Clouds, 'look'>;
  readonly now: () => Date;
  readonly pause: (milliseconds: number) => Promise<void>;
  readonly athena?: AthenaSetting;
}

/**
 * `WAXSEAL_ATHENA_WORKGROUP` and `WAXSEAL_ATHENA_DATABASES` (with commas): S3's access logs are asked by Athena, too, where a table of
 * them exists. Never without both: a query costs money.
 */
const athenaFrom = (env: Environment): AthenaSetting | undefined => {
  const workgroup = env['WAXSEAL_ATHENA_WORKGROUP'];
  const databases = (env['WAXSEAL_ATHENA_DATABASES'] ?? '').split(',').map((name) => name.trim());
  if (!workgroup || databases.includes('')) return undefined;
  return { workgroup, databases };
};

/** Readers of logs are loaded with the first question that the policy lets ask. */
export const evidenceBy =
  ({ clouds, now, pause, athena }: Reading): Ports['evidence'] =>
  async (inquiry) => {
    if (!inquiry.rules) return { is: 'unknown' };
    const [{ evidenceFrom }, { sourcesWith }] = await Promise.all([
      import('../../evidence/evidence.ts'),
      import('../../evidence/sources.ts'),
    ]);
    const sources = sourcesWith(athena);
    return evidenceFrom({ now, pause, look: (location) => clouds.look(location), sources })(inquiry);
  };

/** The readers of signals after a fix, loaded with the first fix that is watched. */
export const signalsBy =
  ({ clouds, now, pause }: Reading): NonNullable<Ports['signals']> =>
  async (watching) => {
    const { signalsFrom } = await import('../../evidence/signals/signals.ts');
    return signalsFrom({ now, pause, look: (location) => clouds.look(location) })(watching);
  };

/** What reads with a role of its own, or with the credentials at hand. `undefined`: looks assume a role, and none reads logs. */
const readingFrom = (env: Environment, { clouds, now, pause }: Reading): Reading | undefined => {
  const athena = athenaFrom(env);
  const more = { now, pause, ...(athena && { athena }) };
  const role = env['WAXSEAL_EVIDENCE_ROLE'];
  if (role) {
    const externalId = env['WAXSEAL_EXTERNAL_ID'] ?? '';
    const own = cloudsOf({
      env,
      externalId,
      roleFor: ({ partition, account }) => `arn:${partition}:iam::${account}:role/${role}`,
    });
    return { clouds: own, ...more };
  }
  return env['WAXSEAL_READ_ROLE'] ? undefined : { clouds, ...more };
};

const noRole = 'This installation has no role that reads logs.';

/**
 * `WAXSEAL_EVIDENCE_ROLE`: the name of the role that reads logs and metrics in each account. It is no part of the read role: logs
 * say more about people than configuration does. Absent: where looks assume a role, no log is read; else with the credentials at
 * hand.
 */
export const evidenceFromEnv = (
  env: Environment,
  parts: Reading,
): Pick<Ports, 'evidence'> & Required<Pick<Ports, 'signals'>> => {
  const reading = readingFrom(env, parts);
  if (reading) return { evidence: evidenceBy(reading), signals: signalsBy(reading) };
  return {
    evidence: async ({ rules }) => ({
      is: 'unknown',
      ...(rules && {
        why: 'no-access' as const,
        says: noRole,
        enable: {
          how: 'Deploy with the setting evidence.',
          costs: 'Nothing by itself; reading logs costs what docs/evidence.md says.',
        },
      }),
    }),
    signals: async ({ questions }) =>
      questions.map(({ of: name }) => ({ is: 'unknown', name, why: 'no-access', says: noRole })),
  };
};
