import { hashOf } from './json.ts';
import type { OwnedBy } from './surroundings.ts';
import type { Change, MigrationStep, Remediation, Source, Verdict } from './remediation.ts';
import { sentence, type Sentence } from '../say/said.ts';
import type { Target } from './target.ts';

/** What would be done to one resource and why: the thing that is shown, approved, applied and kept. */
export interface Plan {
  /** 128 bits of SHA-256: the same changes for the same reasons always carry the same id. */
  readonly id: string;
  readonly kind: 'remediate' | 'undo';
  readonly remediation: string;
  readonly version: number;
  readonly target: Target;
  readonly changes: readonly Change[];
  /** What only people can change. */
  readonly advises?: readonly Change[];
  /** Which step of a migration this is. Its changes say it, so that it is no part of the id. */
  readonly step?: MigrationStep;
  readonly why: Sentence;
  readonly hazards: readonly Sentence[];
  readonly notes: readonly Sentence[];
  /** What made the resource and may put it back. No part of the id. */
  readonly ownedBy?: OwnedBy;
}

/** The same change where the resource is described in code. */
export interface SourceChange extends Source {
  readonly set: string;
  readonly on: string;
}

/** What to write into CloudFormation, CDK or Terraform for each change of a plan or of its advice, where its unit can say so. */
export const sourcesOf = (
  unit: Remediation,
  { changes, advises = [], target }: Plan,
): readonly SourceChange[] =>
  [...changes, ...advises].flatMap((change) => {
    const source = unit.source?.(change, target);
    return source ? [{ set: change.set, on: change.on, ...source }] : [];
  });

type NonCompliantVerdict = Extract<Verdict, { is: 'non-compliant' }>;

/** A unit's verdict made into a plan. Notes, evidence and dates are no part of the id: they do not change what is done. */
export const planOf = (unit: Remediation, target: Target, verdict: NonCompliantVerdict): Plan => {
  const { id: remediation, version, messages } = unit.meta;
  const { changes, advises, step, hazards = [], notes = [], message, data } = verdict;
  return {
    id: hashOf({ kind: 'remediate', remediation, version, target, changes, advises, message, data, hazards }),
    kind: 'remediate',
    remediation,
    version,
    target,
    changes,
    ...(advises && { advises }),
    ...(step && { step }),
    why: sentence(messages, verdict),
    hazards: hazards.map((hazard) => sentence(messages, hazard)),
    notes: notes.map((note) => sentence(messages, note)),
  };
};
