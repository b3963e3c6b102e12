import type { Impact } from '../model/remediation.ts';
import type { CanaryRules } from '../model/canary.ts';
import type { EvidenceRules } from '../model/evidence.ts';
import type { Limits } from './limits.ts';
import type { Reason } from '../model/outcome.ts';
import type { Surroundings } from '../model/surroundings.ts';
import type { Target } from '../model/target.ts';

/** What may happen to a non-compliant resource: `dry-run` reports it, `ask` waits for an approval, `auto` applies it. */
export const modes = ['dry-run', 'ask', 'auto'] as const;
export type Mode = (typeof modes)[number];

/** Which resources a line is about. Lists are alternatives, keys are all required; an empty match is everything. */
export interface Match {
  readonly accounts?: readonly string[];
  readonly regions?: readonly string[];
  readonly remediations?: readonly string[];
  /** ARN patterns with `*` and `?`. */
  readonly resources?: readonly string[];
  /** Tag values, with `*` and `?`. */
  readonly tags?: Readonly<Record<string, string>>;
  /**
   * Paths of organizational units, such as `/prod/payments`, with `*` and `?`; `/prod/payments/*` is that unit and
   * everything below it.
   */
  readonly ous?: readonly string[];
}

/** Where a line stands in the file, for `policy explain` and for reasons in a plan. */
export interface Position {
  readonly line: number;
  readonly path: string;
}

/** Of a line a part of which can match nothing, as far as is known what there is. */
export interface Unmatchable {
  readonly unmatchable?: {
    /** What can match nothing, and why. */
    readonly says: string;
    /** Everything that may have been meant. */
    readonly meant: Match;
  };
}

export interface Rule extends Match, Partial<Position>, Unmatchable {
  readonly name?: string;
  readonly mode?: Mode;
  /** Raw settings by remediation id, laid over earlier ones. */
  readonly settings?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** A resource that is left alone until a day, because somebody said so. */
export interface Exemption extends Match, Partial<Position>, Unmatchable {
  readonly owner: string;
  readonly reason: string;
  /** ISO date; the exemption holds to the end of that day, UTC. */
  readonly expires: string;
}

/** An owner's dated word that clients are ready: lets `auto` write a change with this impact without evidence. */
export interface OptIn extends Match, Partial<Position>, Unmatchable {
  readonly impacts: readonly Impact[];
  readonly owner: string;
  readonly reason: string;
  /** ISO date from which the word counts. */
  readonly since: string;
}

export interface Approvals {
  readonly approvers: readonly string[];
  readonly minimum: number;
  /** Sessions of one role count as different people. */
  readonly countSessions?: boolean;
  /** Days that an approval request stays open. */
  readonly expiresAfterDays: number;
  /** Days that a rejection keeps a resource from being asked for again. */
  readonly rejectionHoldsDays: number;
}

/** How events are taken. */
export interface Events {
  /** Custom Config rules: a pattern over the ARN of the rule or of its function, and the remediations it stands for. */
  readonly aliases: Readonly<Record<string, readonly string[]>>;
  /** Accounts whose events may speak of every other account's resources. */
  readonly hubs: readonly string[];
}

/** What to do with a resource that something else made and may put back: fix it all the same, require an approval, or only report. */
export const ownedAnswers = ['fix', 'ask', 'report'] as const;
export type OwnedAnswer = (typeof ownedAnswers)[number];

/** Who makes resources here, and what follows from it. */
export interface Ownership {
  readonly onOwned: OwnedAnswer;
  /** Tag keys that mark what Terraform or Pulumi made: these two leave no tag by themselves. */
  readonly terraformTags: readonly string[];
  readonly pulumiTags: readonly string[];
}

/** The reviewed file, validated. `rules` are read from top to bottom; a later matching line wins. */
export interface Policy {
  readonly mode: Mode;
  /** Stops every write at once. */
  readonly killSwitch: boolean;
  /** Why it is on, when it is not the file that says so. */
  readonly stoppedBy?: Reason;
  /** Tag keys that name a resource's owner, the first that is present wins. */
  readonly ownerTags: readonly string[];
  readonly rules: readonly Rule[];
  readonly exemptions: readonly Exemption[];
  readonly optIns: readonly OptIn[];
  readonly approvals: Approvals;
  /** Absent: no aliases, and nobody speaks for others. */
  readonly events?: Events;
  /** Absent: ask, and no tag keys of one's own. */
  readonly ownership?: Ownership;
  /** Absent: none. */
  readonly limits?: Limits;
  /** Absent: no log is read. */
  readonly evidence?: EvidenceRules;
  /** Absent: nobody is watched after a fix. */
  readonly canary?: CanaryRules;
  /** Lines of top-level keys, by path. */
  readonly lines: Readonly<Record<string, number>>;
}

/** One line that had a say, in the order in which it was read. */
export interface TrailLine {
  readonly line?: number;
  readonly path: string;
  readonly says: string;
  /** Whether this line decided the mode. */
  readonly decided?: boolean;
}

/** The policy's answer for one remediation on one resource. */
export interface Ruling {
  readonly mode: Mode;
  /** Raw settings, merged; the unit's schema parses them. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly exemption?: Exemption;
  readonly optIns: readonly OptIn[];
  readonly trail: readonly TrailLine[];
}

export type Subject = {
  readonly target: Target;
  readonly remediation: string;
  readonly surroundings: Surroundings;
};
