import type { Cause } from './catalog.ts';
import type { Endpoint, Plaintext } from './endpoint.ts';
import type { Failure } from './errors.ts';
import type { Evidence, EvidenceRules, Question } from './evidence.ts';
import type { Signal, Watching } from './canary.ts';
import type { Journal } from '../journal/journal.ts';
import type { Outcome } from './outcome.ts';
import type { Plan, SourceChange } from './plan.ts';
import type { Ownership, Policy } from '../policy/policy.ts';
import type { Surroundings } from './surroundings.ts';
import type { Aws, Meta } from './remediation.ts';
import type { Location, Target } from './target.ts';

/** What a write session is for: the credentials are cut to exactly this, and CloudTrail shows the run. */
export interface WriteSession {
  readonly run: string;
  readonly remediation: string;
  readonly kind: Plan['kind'];
}

export interface Clouds {
  /** A fresh look: reads only; the same question is asked once within it. */
  look(location: Location): Aws;
  /** Writes, sent once each: the SDK must not resend a whole-document write whose answer was lost. */
  write(location: Location, session: WriteSession): Promise<Aws>;
}

/** Clouds for one look that evaluates: some answers may be a moment old, shared with looks at neighbours. */
export interface Evaluating {
  readonly clouds: Clouds;
  /** Whether everything that was seen was asked by this very look. */
  isFresh(): boolean;
}

/** What is asked about the clients of one resource. */
export interface Inquiry {
  readonly target: Target;
  readonly questions: readonly Question[];
  /** Absent: the policy does not speak of evidence, and nothing is read. */
  readonly rules?: EvidenceRules;
}

/** One request for approval: one finding, one plan, used once. */
export interface ApprovalRequest {
  readonly id: string;
  readonly finding: string;
  readonly plan: Plan;
  readonly reasons: readonly string[];
  readonly approvers: readonly string[];
  readonly minimum: number;
  /** ISO 8601. */
  readonly opened: string;
  readonly expires: string;
  /** For the people who decide: whose resource it is, what is known of its clients, and whether there is a way back. */
  readonly owner?: string;
  readonly evidence?: Evidence;
  readonly reversible?: Meta['reversible'];
  /** The same changes where the resource is described in code; only when something is known to have made it. */
  readonly sources?: readonly SourceChange[];
}

/** The state of an approval request as the approving service itself tells it. `by` are principal ARNs. */
export type ApprovalState =
  | { readonly is: 'waiting' }
  | { readonly is: 'approved'; readonly by: readonly string[]; readonly comment?: string }
  | { readonly is: 'rejected'; readonly by: readonly string[]; readonly comment?: string }
  /** Approved by people whom the policy does not name any more, or by fewer than it wants now. It can be approved no more. */
  | { readonly is: 'void'; readonly by: readonly string[]; readonly says: string }
  | { readonly is: 'expired' };

export interface ApprovalService {
  /** Asks nobody unless the policy names who may approve: such an approval request stays in the journal until it does. */
  readonly needsApprovers?: true;
  /**
   * Opens the approval request; asked again with the same id it changes nothing. Answers the reference to look it up by.
   * `undefined`: too many are open already; the approval request waits in the journal and is tried again.
   */
  open(approvalRequest: ApprovalRequest): Promise<string | undefined>;
  /** Where it can: one question about several plans, so that people are not asked ten thousand times. */
  readonly together?: {
    readonly most: number;
    open(approvalRequests: readonly ApprovalRequest[]): Promise<string | undefined>;
  };
  decision(reference: string): Promise<ApprovalState>;
  /** A person's answer, with that person's own credentials. */
  signal(reference: string, answer: 'approve' | 'reject', comment: string): Promise<void>;
  /** The plan is stale or no longer needed: nobody should approve it any more. */
  withdraw(reference: string, why: string): Promise<void>;
}

/** One write that AWS's own log (CloudTrail) tells of. */
export interface CloudTrailCall {
  readonly id: string;
  /** ISO 8601, in whole seconds. */
  readonly at: string;
  /** A principal ARN, or the service that did it by itself. */
  readonly by: string;
  /** The call, such as `PutBucketPolicy`. */
  readonly operation: string;
  /** The caller's user agent: `waxseal`, Terraform, a console. */
  readonly agent?: string;
}

/** What is asked of the log: calls by these names that speak of one of these things. */
export interface CloudTrailQuestion {
  readonly target: Target;
  readonly operations: readonly string[];
  /** Ids, names or ARNs as a request carries them. */
  readonly about: readonly string[];
  readonly from: Date;
  readonly to: Date;
}

/** A change calendar that forbids changes now. `until`: ISO 8601, when it is worth asking again. */
export interface Closed {
  readonly until: string;
}

/** What a look was for, for those who are told how it ended. */
export interface About {
  readonly remediation: string;
  readonly cause: Cause;
  readonly owner?: string;
}

/** Everything outside the engine, so that time, chance, AWS and people can be scripted. */
export interface Ports {
  now(): Date;
  /** Waits between looks of one run; never longer than seconds. */
  pause(milliseconds: number): Promise<void>;
  /** A new name that sorts by time, unique without coordination. */
  newId(): string;
  readonly journal: Journal;
  readonly clouds: Clouds;
  /** Throws `WaxsealError` when the policy cannot be read or does not hold together. */
  policy(): Promise<Policy>;
  surroundings(
    target: Target,
    aws: Aws,
    ownerTags: readonly string[],
    ownership?: Ownership,
  ): Promise<Surroundings>;
  /** Where an account stands in the organization, such as `/prod/payments`; asked only when the policy speaks of it. */
  ouPath?(account: string): Promise<string>;
  /** Where AWS's own log can be read: minutes late, and only for what has happened. */
  cloudTrail?(question: CloudTrailQuestion): Promise<readonly CloudTrailCall[]>;
  /** Whether the change calendars that this installation keeps to are closed; throws when that cannot be read. */
  calendar?(): Promise<Closed | undefined>;
  /** Reads what records traffic, within the budget of the policy. Must not throw for what it may not read: that is `unknown`. */
  evidence(inquiry: Inquiry): Promise<Evidence>;
  /**
   * What clients show after a fix: errors, lost connections. Must not throw for what it may not read: that is `unknown`. Left out:
   * nobody watches.
   */
  signals?(watching: Watching): Promise<readonly Signal[]>;
  /** What a client meets that speaks plaintext, seen twice alike. Left out: nobody is asked after a fix. */
  probe?(endpoint: Endpoint, target: Target): Promise<Plaintext>;
  readonly approvals: ApprovalService;
  /** Tells the world outside; must not throw, and is told only what is new. */
  notify(target: Target, outcome: Outcome, about: About): Promise<void>;
  /** Tells what was gathered, when its time has come; asked by the waker. Must not throw. */
  notifyGathered?(): Promise<void>;
  /** Any thrown thing as a failure with a code and a remedy. */
  explain(error: unknown): Failure;
}
