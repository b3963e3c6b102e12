import type { Job } from '../model/catalog.ts';
import type { Outcome } from '../model/outcome.ts';
import { isOpen, unfinished } from '../model/outcome.ts';
import { minutesAfter } from '../model/time.ts';
import { memoryDays } from './look-back.ts';
import type { Finding } from '../journal/records.ts';

/** Where a finding stands after an outcome, and when to look again. Pure. */

const longestWait = 6 * 60;
/** 1 minute, doubling to 6 hours. */
export const backoffMinutes = (attempts: number): number =>
  Math.min(2 ** Math.min(attempts, 20), longestWait);

export const dueAfter = (outcome: Outcome, attempts: number, now: Date): string | undefined => {
  if (!unfinished.includes(outcome.is)) return undefined;
  const backoff = minutesAfter(now, backoffMinutes(attempts));
  return outcome.is === 'deferred' && outcome.until > backoff ? outcome.until : backoff;
};

const planOfOutcome = (outcome: Outcome): string | undefined =>
  'plan' in outcome ? outcome.plan?.id : undefined;

/**
 * When somebody took back what we had proven, lately; `now` included when the finding was good through us until this
 * look found it non-compliant.
 */
export const revertsOf = (finding: Finding | undefined, now: Date): readonly string[] => {
  if (!finding) return [];
  const forget = minutesAfter(now, -memoryDays * 24 * 60);
  const remembered = finding.reverted.filter((moment) => moment > forget);
  const wasGood = finding.is === 'remediated' || (finding.is === 'compliant' && finding.run !== undefined);
  return wasGood ? [...remembered, now.toISOString()] : remembered;
};

export interface Marks {
  readonly owner?: string;
  /** `null`: no longer. */
  readonly run?: string | null;
  /** The run that this look began or meant to begin, whatever came of it. */
  readonly began?: string;
  /** Another worker has made a run the finding's own, and has not written it down yet. */
  readonly claimed?: boolean;
  readonly approvalRequest?: string | null;
  /** A run after which AWS's own log is to be asked. */
  readonly lookBack?: { readonly at: string; readonly run: string };
  /** What AWS has just refused as invalid. */
  readonly refused?: NonNullable<Finding['refused']>;
  /** What was read about clients, to be remembered for a while. */
  readonly evidence?: NonNullable<Finding['evidence']>;
}

/** The finding after an outcome. Pure; `undefined` members of the result are absent in the journal. */
export const advance = (
  before: Finding | undefined,
  { target, unit, ruleParameters = before?.ruleParameters }: Job,
  outcome: Outcome,
  {
    owner = before?.owner,
    run,
    approvalRequest,
    lookBack,
    evidence = before?.evidence,
    refused = before?.refused,
  }: Marks,
  now: Date,
): Finding => {
  const at = now.toISOString();
  const violated = isOpen(outcome.is) && outcome.is !== 'rolled-back' && outcome.is !== 'failed';
  const plan = planOfOutcome(outcome);
  const nextRun = run === undefined ? before?.run : (run ?? undefined);
  const nextApprovalRequest =
    approvalRequest === undefined ? before?.approvalRequest : (approvalRequest ?? undefined);
  const since = isOpen(outcome.is) ? (before?.since ?? at) : undefined;
  const logged = isNews(before, outcome, now) ? at : before?.logged;
  return {
    remediation: unit.meta.id,
    target,
    is: outcome.is,
    lastSeen: at,
    ...(logged !== undefined && { logged }),
    approvalRequests:
      (before?.approvalRequests ?? 0) +
      (nextApprovalRequest !== undefined && nextApprovalRequest !== before?.approvalRequest ? 1 : 0),
    attempts: before?.is === outcome.is ? before.attempts + 1 : 0,
    reverted: violated ? revertsOf(before, now) : (before?.reverted ?? []),
    ...(owner !== undefined && { owner }),
    ...(ruleParameters !== undefined && { ruleParameters }),
    ...(since !== undefined && { since }),
    ...(plan !== undefined && { plan }),
    ...(nextRun !== undefined && { run: nextRun }),
    ...(nextApprovalRequest !== undefined && { approvalRequest: nextApprovalRequest }),
    ...lookingBack(before, lookBack),
    ...(isOpen(outcome.is) && refused !== undefined && { refused }),
    ...(isOpen(outcome.is) && evidence !== undefined && { evidence }),
  };
};

const lookingBack = (before: Finding | undefined, next: Marks['lookBack']): Pick<Finding, 'lookBack'> => {
  const due = before?.lookBack;
  if (!next) return due ? { lookBack: due } : {};
  return { lookBack: { at: next.at, runs: [...new Set([...(due?.runs ?? []), next.run])] } };
};

/** What waits for somebody outside, such as a reboot that only the owner may do: said again after a day. */
const reminds: ReadonlySet<Outcome['is']> = new Set<Outcome['is']>(['settling', 'pending']);
const reminderHours = 24;

/** Worth a line in the log: something new, or a reminder. The same answer again is not. */
export const isNews = (before: Finding | undefined, outcome: Outcome, now: Date): boolean => {
  if (before?.is !== outcome.is || before.plan !== planOfOutcome(outcome)) return true;
  const dayAgo = minutesAfter(now, -reminderHours * 60);
  return reminds.has(outcome.is) && before.logged !== undefined && before.logged <= dayAgo;
};
