import type { Catalog } from '../core/model/catalog.ts';
import type { Failure } from '../core/model/errors.ts';
import type { Outcome } from '../core/model/outcome.ts';
import type { Events } from '../core/policy/policy.ts';
import type { Ports } from '../core/model/ports.ts';
import { reconcile } from '../core/engine/reconcile.ts';
import { findingKey, type Finding } from '../core/journal/records.ts';
import type { Target } from '../core/model/target.ts';
import type { Intake, Named } from '../intake/intake.ts';
import { parseEvent } from '../intake/parse-event.ts';
import { remediationsFor, textsOf, type DescribeRule } from '../intake/rules.ts';
import { dropped, jobsOf, type Dropped, type NamedJob, type RuleParameters } from './named-jobs.ts';

/** What came of one event, or of one remediation that an event's rule stands for. */
export type Delivery =
  | {
      readonly is: 'looked';
      readonly remediation: string;
      readonly target: Target;
      readonly outcome: Outcome;
    }
  /** Nobody needs to look: the event is of another kind, its rule stands for nothing, the resource is gone. */
  | Dropped
  /** Not an event that we can read. Sent again it is no better. */
  | { readonly is: 'malformed'; readonly where: string; readonly says: string }
  /** Something failed before the look began; nothing was written. */
  | { readonly is: 'failed'; readonly failure: Failure };

export interface EntryPoint {
  readonly catalog: Catalog;
  readonly ports: Ports;
  readonly describeRule: DescribeRule;
}

/** A look at one live resource that an event named. */
const lookAt = async (id: string, named: Named, job: NamedJob | Dropped, ports: Ports): Promise<Delivery> => {
  if (job.is === 'dropped') return job;
  const { target } = job;
  if (named.compliance === 'COMPLIANT') {
    // Good news matters only to somebody who waits for it.
    const finding = await ports.journal.read<Finding>('finding', findingKey(target, id));
    if (!finding) return dropped('never-open', 'It is compliant, and nothing was open.');
  }
  const reference = named.eventId === undefined ? {} : { reference: named.eventId };
  const cause = { by: 'event' as const, ...reference, at: named.at };
  return { is: 'looked', remediation: id, target, outcome: await reconcile({ ...job, cause }, ports) };
};

/** One remediation of what an event named. */
const lookAtAll = async (
  id: string,
  named: Named,
  ruleParameters: RuleParameters | undefined,
  { catalog, ports }: EntryPoint,
): Promise<readonly Delivery[]> => {
  const deliveries: Delivery[] = [];
  try {
    for (const job of await jobsOf(id, named, ruleParameters, { catalog, clouds: ports.clouds }))
      deliveries.push(await guarded(lookAt(id, named, job, ports), ports));
  } catch (error) {
    deliveries.push({ is: 'failed', failure: ports.explain(error) });
  }
  return deliveries;
};

const guarded = async (work: Promise<Delivery>, ports: Ports): Promise<Delivery> =>
  work.catch((error: unknown): Delivery => ({ is: 'failed', failure: ports.explain(error) }));

const deliverOne = async (
  intake: Intake,
  aliases: Events['aliases'],
  entryPoint: EntryPoint,
): Promise<readonly Delivery[]> => {
  if (intake.is === 'ignored') return [dropped(intake.why, intake.says)];
  if (intake.is === 'malformed') return [{ is: 'malformed', where: intake.where, says: intake.what }];
  const { catalog, describeRule, ports } = entryPoint;
  try {
    const answer = await remediationsFor(intake, describeRule, { listings: catalog.listings, aliases });
    if (answer.is === 'unmapped') return [dropped(answer.why, answer.says)];
    const parameters = answer.rule && textsOf(answer.rule.parameters);
    // One after the other: two remediations of one resource would only wait for each other's lease.
    const deliveries: Delivery[] = [];
    for (const id of answer.remediations)
      deliveries.push(...(await lookAtAll(id, intake, parameters, entryPoint)));
    return deliveries;
  } catch (error) {
    return [{ is: 'failed', failure: ports.explain(error) }];
  }
};

/** What the policy says of events. One that is broken trusts nobody; the look that follows is closed by it anyway. */
const eventsOf = async (ports: Ports): Promise<Events | Failure> => {
  try {
    return (await ports.policy()).events ?? { aliases: {}, hubs: [] };
  } catch (error) {
    const failure = ports.explain(error);
    return failure.retry ? failure : { aliases: {}, hubs: [] };
  }
};

/**
 * Takes an event in any form that AWS delivers it in, and looks at what it names. Never throws: what fails is said.
 * The one way in for functions, program and sandbox.
 */
export const deliver = async (body: unknown, entryPoint: EntryPoint): Promise<readonly Delivery[]> => {
  const events = await eventsOf(entryPoint.ports);
  if ('code' in events) return [{ is: 'failed', failure: events }];
  const deliveries: Delivery[] = [];
  for (const intake of parseEvent(body, { hubs: events.hubs }))
    deliveries.push(...(await deliverOne(intake, events.aliases, entryPoint)));
  return deliveries;
};

const failureOf = (delivery: Delivery): Failure | undefined => {
  if (delivery.is === 'failed') return delivery.failure;
  return delivery.is === 'looked' && delivery.outcome.is === 'failed' ? delivery.outcome.failure : undefined;
};

/** Whether the same event, sent again later, may fare better. */
export const worthAnotherTry = (deliveries: readonly Delivery[]): boolean =>
  deliveries.some((delivery) => failureOf(delivery)?.retry === true);
