import type { Cause } from '../model/catalog.ts';
import type { Failure } from '../model/errors.ts';
import type { Evidence, Question } from '../model/evidence.ts';
import type { Outcome, OutcomeName, Reason } from '../model/outcome.ts';
import type { Plan } from '../model/plan.ts';
import type { ApprovalRequest } from '../model/ports.ts';
import type { Target } from '../model/target.ts';

/** The values of the journal's rows, one type for each kind, and how their keys are made. Dates are ISO 8601. */

/** Where one remediation stands on one resource: the row that the waker finds when it is due. */
export interface Finding {
  readonly remediation: string;
  readonly target: Target;
  readonly owner?: string;
  readonly is: OutcomeName;
  /** When it was first seen non-compliant since it was last compliant; absent while compliant. */
  readonly since?: string;
  readonly lastSeen: string;
  /** When the log had a line about it last. */
  readonly logged?: string;
  readonly plan?: string;
  /** The open run, which is finished before anything new is planned; else the last one that wrote. */
  readonly run?: string;
  /** The open approval request. */
  readonly approvalRequest?: string;
  /** `InputParameters` of the Config rule that named the resource last. */
  readonly ruleParameters?: Readonly<Record<string, string>>;
  /** How many approval requests were ever opened: makes the ids of the next one. */
  readonly approvalRequests: number;
  /** Looks in a row that ended unfinished, for the waker's backoff. */
  readonly attempts: number;
  /** When somebody undid what we had set: moments within the memory of the tug-of-war check. */
  readonly reverted: readonly string[];
  /** Runs that AWS's own log is to be asked about, and from when. */
  readonly lookBack?: { readonly at: string; readonly runs: readonly string[] };
  /** The last write that AWS refused as invalid: when, a hash of what had led to it, and what was said. */
  readonly refused?: { readonly at: string; readonly sent: string; readonly failure: Failure };
  /** What was read last about its clients: counts, principals, agents, dates; never what a log says besides. */
  readonly evidence?: { readonly at: string; readonly asked: string; readonly answer: Evidence };
}
export const findingKey = (target: Target, remediation: string): string => `${target.arn} ${remediation}`;

/** A plan whose writing has been decided: journalled once, before the first put. */
export interface Run {
  readonly id: string;
  readonly finding: string;
  readonly plan: Plan;
  readonly cause: Cause;
  readonly reasons: readonly Reason[];
  readonly approvedBy?: readonly string[];
  readonly approvalRequest?: string;
  /** For an undo: the run that it takes back. */
  readonly undoes?: string;
  readonly status: 'open' | 'done' | 'halted' | 'rolled-back';
  readonly opened: string;
  readonly closed?: string;
  /** How often a probe could not be made yet after its fix. */
  readonly probeTries?: number;
  /** What AWS's own log told later: writes of others that ours may have overwritten. `unread`: why it told nothing. */
  readonly lookedBack?: {
    readonly at: string;
    readonly overwritten: readonly Reason[];
    readonly unread?: string;
  };
}

/** One change of a run. Written as `begun` before its put and as `done` after the look that followed. */
export interface ChangeRecord {
  readonly run: string;
  readonly index: number;
  readonly set: string;
  readonly on: string;
  readonly before: unknown;
  readonly after: unknown;
  /** What AWS showed after the put. Undo compares the live value with this. */
  readonly became?: unknown;
  readonly status: 'begun' | 'done';
  /** `false`: it was already so when we came, so it is not ours to undo. */
  readonly ours: boolean;
  readonly at: string;
  /** When the look before the put was taken: there begins the window in which another's write is not seen. */
  readonly began?: string;
}
export const changeKey = (run: string, index: number): string => `${run}/${String(index).padStart(4, '0')}`;

/** One put of a document by us: hashes of what it added and of what it took away. */
export interface OwnWrite {
  readonly run: string;
  readonly at: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** AWS has taken it, whether it shows it yet or not. */
  readonly taken?: true;
}

/** Our latest puts of one document, the last one last: as many as a read may be older than. */
export interface OwnWrites {
  readonly writes: readonly OwnWrite[];
}

/** An approval asked for. `open` → `used` happens once, by compare-and-set, before the first put. */
export interface ApprovalRecord extends ApprovalRequest {
  readonly remediation: string;
  readonly target: Target;
  /** Absent while it waits for its turn to be put before people. */
  readonly reference?: string;
  /** The other approval requests that one answer decides together with this one. */
  readonly with?: readonly string[];
  readonly status: 'open' | 'used' | 'rejected' | 'expired' | 'stale';
  readonly run?: string;
  readonly closed?: string;
  readonly by?: readonly string[];
  readonly comment?: string;
  /** Why people may still be asked although an answer counts no more: the approving service did not take the question back. */
  readonly notWithdrawn?: string;
}

/** Keeps Waxseal from touching a finding until it is released or over: after an undo, after a rejection. */
export interface Hold {
  readonly finding: string;
  readonly remediation: string;
  readonly target: Target;
  readonly by: string;
  readonly reason: string;
  readonly from: string;
  /** Absent: until released. */
  readonly until?: string;
  readonly released?: { readonly by: string; readonly at: string };
}

/** One fix whose clients are watched. */
export interface Watch {
  readonly run: string;
  readonly finding: string;
  readonly target: Target;
  /** As they were asked before the fix: they name what tells afterwards. */
  readonly questions: readonly Question[];
  /** When the run was opened. */
  readonly opened: string;
  /** What people were told of it. */
  readonly told?: readonly string[];
}

/** Fixes whose clients are watched, under what their signals are about: a bucket, a load balancer, a database. */
export interface Canary {
  readonly watches: readonly Watch[];
}

/** Logging that somebody let Waxseal switch on: written before its first call, and after each. */
export interface Enabled {
  /** ARN of what the traffic goes to. */
  readonly of: string;
  readonly target: Target;
  /** The principal ARN of who asked for it. */
  readonly by: string;
  readonly at: string;
  readonly steps: readonly { readonly operation: string; readonly input: object }[];
  /** How many of them were made. */
  readonly made: number;
  /** Commands that take it back. */
  readonly undo: readonly string[];
}
export const enabledKey = ({ arn }: Target, at: string, id: string): string => `${arn} ${at} ${id}`;

/** Who may write below one root. Never trusted to expire by itself: `until` is compared with the clock. */
export interface Lease {
  readonly holder: string;
  readonly until: string;
}

/** One line of the log: what one look ended in. Written only when something is new or was written. */
export interface Entry {
  readonly finding: string;
  readonly remediation: string;
  readonly target: Target;
  readonly owner?: string;
  readonly at: string;
  readonly cause: Cause;
  readonly outcome: Outcome;
}
export const entryKey = (finding: string, at: string, id: string): string => `${finding} ${at} ${id}`;
