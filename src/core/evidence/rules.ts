import type { EvidenceRules } from '../model/evidence.ts';

/** Where the policy says only that evidence counts. Two weeks see what runs weekly; jobs at the end of a month need 35 days. */
export const defaultEvidence: EvidenceRules = {
  days: 14,
  bestEffort: 'ask',
  budget: { megabytes: 256, objects: 2_000, seconds: 60, dollars: 1 },
};
