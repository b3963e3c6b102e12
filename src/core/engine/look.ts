import { keptTo } from '../policy/calendars.ts';
import type { Job } from '../model/catalog.ts';
import { WaxsealError } from '../model/errors.ts';
import { revertsOf } from './findings.ts';
import { gate, tugOfWarLimit, type Decision } from '../policy/gate.ts';
import type { Reason } from '../model/outcome.ts';
import { planOf, type Plan } from '../model/plan.ts';
import { limitOn } from './counting.ts';
import type { Policy, Ruling } from '../policy/policy.ts';
import type { Surroundings } from '../model/surroundings.ts';
import type { Ports } from '../model/ports.ts';
import { findingKey, type Finding, type Hold } from '../journal/records.ts';
import type { Aws, Verdict } from '../model/remediation.ts';
import { asksForOus, ruling } from '../policy/ruling.ts';
import type { Target } from '../model/target.ts';
import { revertersOf } from './look-back.ts';

/** What one look at the live resource showed. */
export interface Look {
  readonly verdict: Verdict | { readonly is: 'gone' };
  /** Present for a violation; without changes when only people can mend it. */
  readonly plan?: Plan;
  readonly surroundings: Surroundings;
  readonly policy?: Policy;
  readonly ruling?: Ruling;
  readonly unreadable: readonly Reason[];
}

/** A passing failure is thrown, so that the whole look is tried again; a lasting one closes the gate instead. */
const readable = async <T>(what: string, reading: Promise<T>, ports: Ports): Promise<T | Reason> => {
  try {
    return await reading;
  } catch (error) {
    const failure = ports.explain(error);
    if (failure.retry) throw error;
    return { check: 'unreadable', says: `${what} could not be read: ${failure.says}`, todo: failure.todo };
  }
};
const isReason = (value: object): value is Reason => 'check' in value && 'says' in value;

const settingsOf = ({ unit, ruleParameters }: Job, raw: Ruling['settings']): unknown => {
  const fromRule = ruleParameters && unit.fromRule?.(ruleParameters);
  const parsed = unit.settings.safeParse({ ...fromRule, ...raw });
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues
    .map(({ path, code }) => `${path.join('.') || '(top)'}: ${code}`)
    .join(', ');
  throw new WaxsealError({
    code: 'bad-settings',
    says: `The policy's settings for ${unit.meta.id} are not valid (${where}).`,
    todo: 'Run waxseal policy check and mend the line that it names.',
  });
};

export type Judgement = Pick<Look, 'verdict' | 'plan'>;

/** The live state, read and decided upon; `settings` are the policy's raw ones. */
export const judge = async (
  job: Job,
  settings: Promise<Ruling['settings']>,
  aws: Aws,
): Promise<Judgement> => {
  const { unit, target } = job;
  const [state, raw] = await Promise.all([unit.read(target, aws), settings]);
  if (state === undefined) return { verdict: { is: 'gone' } };
  const verdict = unit.plan(state, target, settingsOf(job, raw));
  return verdict.is === 'violation' ? { verdict, plan: planOf(unit, target, verdict) } : { verdict };
};

/** Reads the resource, what surrounds it and the policy, and lets the unit decide. Never writes. */
export const look = async (job: Job, ports: Ports): Promise<Look> => {
  const aws = { ...ports.clouds.look(job.target), now: () => ports.now() };
  const context = around(job, aws, ports);
  const settings = context.then(({ ruling: rules }) => rules?.settings ?? {});
  const [judgement, known] = await Promise.all([judge(job, settings, aws), context]);
  const { ownedBy } = known.surroundings;
  const plan = judgement.plan && ownedBy ? { ...judgement.plan, ownedBy } : judgement.plan;
  return { ...judgement, ...(plan && { plan }), ...known };
};

const ouOf = async ({ account }: Target, ports: Ports): Promise<{ readonly ou: string }> => {
  if (ports.ouPath) return { ou: await ports.ouPath(account) };
  throw new WaxsealError({
    code: 'organization-unread',
    says: 'The policy speaks of organizational units, and this installation does not ask AWS Organizations.',
    todo: 'Set WAXSEAL_ORGANIZATION, or write account ids instead of ous.',
  });
};

const around = async (
  { unit, target }: Job,
  aws: Aws,
  ports: Ports,
): Promise<Omit<Look, keyof Judgement>> => {
  const policy = await readable('The policy', ports.policy(), ports);
  const ownerTags = isReason(policy) ? [] : policy.ownerTags;
  const made = isReason(policy) ? undefined : policy.ownership;
  const found = await readable('Tags', ports.surroundings(target, aws, ownerTags, made), ports);
  const ou =
    !isReason(policy) && asksForOus(policy)
      ? await readable('The organizational unit of the account', ouOf(target, ports), ports)
      : undefined;
  const seen: Surroundings = isReason(found) ? { tags: {} } : found;
  const surroundings: Surroundings = ou && !isReason(ou) ? { ...seen, ...ou } : seen;
  const unreadable = [policy, found, ...(ou ? [ou] : [])].filter(isReason);
  if (isReason(policy)) return { surroundings, unreadable };
  const rules = ruling(policy, { target, remediation: unit.meta.id, surroundings }, ports.now());
  return { surroundings, unreadable, policy, ruling: rules };
};

/** Asks the gate about a plan in the light of a look and of what the journal remembers. */
export const decide = async (
  { unit, target }: Job,
  plan: Plan,
  { policy, ruling: rules, unreadable }: Look,
  ports: Ports,
  {
    finding,
    approvedBy,
    liftsHold = false,
    resumed = false,
  }: {
    finding: Finding | undefined;
    approvedBy?: readonly string[];
    /** The hold is what the person who asks takes back. */
    liftsHold?: boolean;
    /** The run was begun before, and is only to be finished. */
    resumed?: boolean;
  },
): Promise<Decision> => {
  const hold = await ports.journal.read<Hold>('hold', findingKey(target, unit.meta.id));
  const reverted = revertsOf(finding, ports.now()).length;
  const fought = plan.kind === 'fix' && reverted >= tugOfWarLimit;
  const revertedBy = fought ? await revertersOf(unit, target, ports) : [];
  const { account } = target;
  const candidate = { account, remediation: unit.meta.id, changes: plan.changes.length, resumed };
  const limited = policy?.limits && plan.kind === 'fix';
  const limit = limited ? await limitOn(candidate, policy.limits, ports) : undefined;
  const decision = gate({
    plan,
    now: ports.now(),
    killSwitch: policy?.killSwitch ?? false,
    ...(policy?.stoppedBy && { stoppedBy: policy.stoppedBy }),
    unreadable,
    ...(rules && { ruling: rules }),
    ...(hold && !liftsHold && { hold: hold.value }),
    evidence: await ports.evidence(plan),
    reverted,
    revertedBy,
    reversible: unit.meta.reversible,
    ...(policy?.ownership && {
      ownership: {
        onOwned: policy.ownership.onOwned,
        ...(policy.lines['ownership'] !== undefined && { line: policy.lines['ownership'] }),
      },
    }),
    ...(approvedBy && { approvedBy }),
    ...(policy && isNobodyNamed(policy, ports) && { nobodyToAsk: true as const }),
    ...(limit && { limit }),
  });
  return keptTo(decision, plan, ports);
};

/** Then an ask waits in the journal until somebody is. */
const isNobodyNamed = ({ approvals }: Policy, ports: Ports): boolean =>
  ports.approvals.needsApprovers === true && approvals.approvers.length === 0;

/** What `reconcile` would see and be allowed to do now, with nothing written anywhere, not even in the journal. */
export interface Preview extends Look {
  readonly decision?: Decision;
}

export const preview = async (job: Job, ports: Ports): Promise<Preview> => {
  const [seen, finding] = await Promise.all([
    look(job, ports),
    ports.journal.read<Finding>('finding', findingKey(job.target, job.unit.meta.id)),
  ]);
  if (!seen.plan || seen.plan.changes.length === 0) return seen;
  return { ...seen, decision: await decide(job, seen.plan, seen, ports, { finding: finding?.value }) };
};
