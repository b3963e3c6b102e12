import type { Clouds, Ports } from '../../core/model/ports.ts';
import { cloudsOf } from './clients.ts';

type Environment = Readonly<Record<string, string | undefined>>;

interface Reading {
  readonly clouds: Pick<Clouds, 'look'>;
  readonly now: () => Date;
  readonly pause: (milliseconds: number) => Promise<void>;
}

/** Readers of logs are loaded with the first question that the policy lets ask. */
export const evidenceBy =
  ({ clouds, now, pause }: Reading): Ports['evidence'] =>
  async (inquiry) => {
    if (!inquiry.rules) return { is: 'unknown' };
    const { evidenceFrom } = await import('../../evidence/evidence.ts');
    return evidenceFrom({ now, pause, look: (location) => clouds.look(location) })(inquiry);
  };

/**
 * `WAXSEAL_EVIDENCE_ROLE`: the name of the role that reads logs in each account. It is no part of the read role: logs say more
 * about people than configuration does. Absent: where looks assume a role, no log is read; else with the credentials at hand.
 */
export const evidenceFromEnv = (env: Environment, { clouds, now, pause }: Reading): Ports['evidence'] => {
  const role = env['WAXSEAL_EVIDENCE_ROLE'];
  if (role) {
    const externalId = env['WAXSEAL_EXTERNAL_ID'] ?? '';
    const own = cloudsOf({
      env,
      externalId,
      roleFor: ({ partition, account }) => `arn:${partition}:iam::${account}:role/${role}`,
    });
    return evidenceBy({ clouds: own, now, pause });
  }
  if (!env['WAXSEAL_READ_ROLE']) return evidenceBy({ clouds, now, pause });
  return async ({ rules }) => ({
    is: 'unknown',
    ...(rules && {
      why: 'no-access' as const,
      says: 'This installation has no role that reads logs.',
      enable: {
        how: 'Deploy with the setting evidence.',
        costs: 'Nothing by itself; reading logs costs what docs/evidence.md says.',
      },
    }),
  });
};
