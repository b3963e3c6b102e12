import type { Meaning } from '../../../../families/steps.ts';
import type { HeadersPolicies } from '../../facts/response-headers.ts';
import type { Settings } from './settings.ts';

/** The next policy for a behaviour that has this one. `undefined`: it is none of those that the settings name, or the last. */
export const nextAfter = (value: string | null, { policies }: Settings): string | undefined => {
  // CloudFront may say of none as of an empty one.
  if (value === null || value === '') return policies[0];
  const at = policies.indexOf(value);
  return at < 0 ? undefined : policies[at + 1];
};

const isEnough = (value: string | null, known: HeadersPolicies, { seconds }: Settings): boolean =>
  value !== null && (known[value]?.hsts?.seconds ?? -1) >= seconds;

/** What the policy of a behaviour means. Where an obstacle is, the step is never taken. */
export const meaningOf = (
  value: string | null,
  known: HeadersPolicies,
  chosen: Settings,
): Meaning<string> => {
  if (isEnough(value, known, chosen)) return 'good';
  // No list says what it does: it was made or deleted in this moment.
  if (value !== null && value !== '' && !known[value]) return undefined;
  const to = nextAfter(value, chosen) ?? chosen.policies[0];
  return to === undefined ? undefined : { to, impact: ['breaks-plaintext'] };
};
