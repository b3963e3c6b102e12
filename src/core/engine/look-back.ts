import { say } from '../journal/log.ts';
import type { Outcome, Reason } from '../model/outcome.ts';
import type { Ports, CloudTrailCall } from '../model/ports.ts';
import type { ChangeRecord, Finding, Run } from '../journal/records.ts';
import type { Remediation } from '../model/remediation.ts';
import type { Target } from '../model/target.ts';

/**
 * What AWS's own log tells afterwards, in minutes, never in time to stop anything: who put a setting back, and who
 * wrote the same document in the moment between our get and our put, where AWS has no compare-and-set.
 */

/** CloudTrail delivers within about 15 minutes; then it is asked, once. */
export const lookBackMinutes = 20;
/** How long the tug-of-war check remembers. */
export const memoryDays = 7;

/** IAM actions of writes carry the names of their calls; one that does not finds nothing. */
const writesOf = ({ meta }: Remediation): readonly string[] => {
  const actions = [...meta.permissions.write, ...meta.permissions.undo];
  return [...new Set(actions.map((action) => action.slice(action.indexOf(':') + 1)))].toSorted();
};

/** What a put replaced, by the name that the log gives it. */
const wholeNamed = ({ fields }: Remediation, { set, on }: ChangeRecord, target: Target): string =>
  fields[set]?.part?.document.name(on, target) ?? on;

/** A session that writes for us is named after its run. */
const isOurs = ({ by, agent }: CloudTrailCall): boolean =>
  /\/run-[^/]+$/.test(by) || /\bwaxseal\b/i.test(agent ?? '');

const named = ({ by, agent }: CloudTrailCall): string => {
  const tool = /\b(terraform|pulumi|cloudformation|aws-cdk|opentofu|kubectl)\b/i.exec(agent ?? '')?.[1];
  return tool === undefined ? by : `${by} (${tool})`;
};

/** Who else wrote to the resource lately, the last first. Empty where nothing can tell: naming is a courtesy. */
export const revertersOf = async (
  unit: Remediation,
  target: Target,
  ports: Ports,
): Promise<readonly string[]> => {
  if (!ports.cloudTrail) return [];
  const to = ports.now();
  const from = new Date(to.getTime() - memoryDays * 86_400_000);
  const about = [target.id, target.arn];
  const asking = ports.cloudTrail({ target, operations: writesOf(unit), about, from, to });
  const events = await asking.catch((): readonly CloudTrailCall[] => []);
  const others = events.filter((event) => !isOurs(event)).toSorted((a, b) => (a.at < b.at ? 1 : -1));
  return [...new Set(others.map(named))].slice(0, 3);
};

/** AWS's log knows whole seconds. */
const second = (iso: string): string => iso.slice(0, 19);

/** Writes of others within the window of each change of a run: from our get to our put, as the log shows it. */
const foreignIn = async (
  run: Run,
  unit: Remediation,
  ports: Ports,
): Promise<readonly (CloudTrailCall & { readonly whole: string })[]> => {
  const { target } = run.plan;
  const found: (CloudTrailCall & { readonly whole: string })[] = [];
  const asked = new Set<string>();
  for await (const { value: made } of ports.journal.list<ChangeRecord>('change', `${run.id}/`)) {
    const field = unit.fields[made.set];
    if (!made.ours || made.began === undefined || field?.comparesAndSets) continue;
    const whole = wholeNamed(unit, made, target);
    // Changes of one put have one window.
    if (asked.has(`${made.began} ${whole}`)) continue;
    asked.add(`${made.began} ${whole}`);
    const from = new Date(Math.floor(Date.parse(made.began) / 1000) * 1000);
    const to = new Date(Date.parse(made.at) + 1000);
    const question = { target, operations: writesOf(unit), about: [whole], from, to };
    const events = (await ports.cloudTrail?.(question)) ?? [];
    // Ours tells when the window ended; without it, what we looked at afterwards does.
    const ours = events.filter((event) => isOurs(event)).toSorted((a, b) => (a.at < b.at ? -1 : 1));
    const end = second(ours[0]?.at ?? made.at);
    for (const event of events)
      if (!isOurs(event) && second(event.at) <= end) found.push({ ...event, whole });
  }
  return found.filter(({ id }, index) => found.findIndex((other) => other.id === id) === index);
};

const reasonOf = (event: CloudTrailCall & { readonly whole: string }): Reason => ({
  check: 'overwritten',
  says: `${named(event)} wrote ${event.whole} (${event.operation}) at ${event.at}, between our look and our write: that write may have been overwritten.`,
  todo: `Compare CloudTrail event ${event.id} with the resource, and put back what is missing.`,
});

/** How one run looks in AWS's log; `undefined`: as it should, or nobody can tell; `later`: ask again. */
const seenAfter = async (
  id: string,
  unit: Remediation,
  ports: Ports,
): Promise<Outcome | 'later' | undefined> => {
  const row = await ports.journal.read<Run>('run', id);
  if (!row || row.value.lookedBack) return undefined;
  const run = row.value;
  const at = ports.now().toISOString();
  const looking = await foreignIn(run, unit, ports).then(
    (events) => ({ events }),
    (error: unknown) => ({ failure: ports.explain(error) }),
  );
  if ('failure' in looking && looking.failure.retry) return 'later';
  const unread = 'failure' in looking ? { unread: looking.failure.says } : {};
  const because = 'events' in looking ? looking.events.map(reasonOf) : [];
  const lookedBack = { at, overwritten: because, ...unread };
  await ports.journal.write({ kind: 'run', key: id, value: { ...run, lookedBack } }, row.revision);
  return because.length === 0 ? undefined : { is: 'overwritten', plan: run.plan, run: id, because };
};

/**
 * Looks once into AWS's log after the runs of a finding, when its time has come. What it finds is journalled and told;
 * the finding stands where it stood. Answers what it found.
 */
export const lookBack = async (key: string, unit: Remediation, ports: Ports): Promise<readonly Outcome[]> => {
  const row = await ports.journal.read<Finding>('finding', key);
  const { lookBack: due, ...rest } = row?.value ?? {};
  if (!row || !due || !ports.cloudTrail || due.at > ports.now().toISOString()) return [];
  const outcomes: Outcome[] = [];
  for (const run of due.runs) {
    const outcome = await seenAfter(run, unit, ports);
    // Nothing else may wait for it: the next wake asks again.
    if (outcome === 'later') return outcomes;
    if (!outcome) continue;
    outcomes.push(outcome);
    const { target, remediation, owner } = row.value;
    const about = { finding: key, remediation, target, ...(owner !== undefined && { owner }) };
    await say({ ...about, cause: { by: 'wake' }, outcome }, ports);
  }
  // Another worker may have written meanwhile; then the next wake finds the runs looked at already.
  const dueAt = row.dueAt === undefined ? {} : { dueAt: row.dueAt };
  await ports.journal.write({ kind: 'finding', key, value: rest, ...dueAt }, row.revision);
  return outcomes;
};
