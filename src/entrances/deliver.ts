import type { Catalog } from '../core/catalog.ts';
import type { Failure } from '../core/errors.ts';
import type { Outcome } from '../core/outcome.ts';
import type { Ports } from '../core/ports.ts';
import { reconcile } from '../core/reconcile.ts';
import { findingKey, type Finding } from '../core/records.ts';
import type { Target } from '../core/target.ts';
import type { Trust } from '../intake/config-event.ts';
import type { Intake, Named } from '../intake/intake.ts';
import { parseEvent } from '../intake/parse-event.ts';
import { ruleToRemediations, type DescribeRule, type RuleBook } from '../intake/rules.ts';

/** What came of one event, or of one remediation that an event's rule stands for. */
export type Delivery =
  | {
      readonly is: 'looked';
      readonly remediation: string;
      readonly target: Target;
      readonly outcome: Outcome;
    }
  /** Nobody needs to look: the event is of another kind, its rule stands for nothing, the resource is gone. */
  | { readonly is: 'dropped'; readonly why: string; readonly says: string }
  /** Not an event that we can read. Sent again it is no better. */
  | { readonly is: 'malformed'; readonly where: string; readonly says: string }
  /** Something failed before the look began; nothing was written. */
  | { readonly is: 'failed'; readonly failure: Failure };

export interface Entrance {
  readonly catalog: Catalog;
  readonly ports: Ports;
  readonly describeRule: DescribeRule;
  /** Custom rules, by pattern, and the remediations that they stand for. */
  readonly aliases?: RuleBook['aliases'];
  readonly trust?: Trust;
}

const dropped = (why: string, says: string): Delivery => ({ is: 'dropped', why, says });

/** One remediation of one named resource: from the event's id to the live resource, and a look at it. */
const lookAt = async (
  id: string,
  named: Named,
  ruleParameters: Readonly<Record<string, string>>,
  { catalog, ports }: Entrance,
): Promise<Delivery> => {
  const { account, region, partition, resourceType, resourceId } = named;
  const listing = catalog.listings.find((known) => known.id === id);
  if (listing?.resourceType !== resourceType) {
    return dropped('other-type', `${id} does not concern a resource of type ${resourceType}.`);
  }
  const place = { account, region, partition };
  const [unit, resource] = await Promise.all([catalog.remediation(id), catalog.resource(resourceType)]);
  const target = await resource.resolve(resourceId, place, ports.clouds.look(place));
  if (!target) return dropped('no-such-resource', 'There is no such resource any more.');
  if (named.compliance === 'COMPLIANT') {
    // Good news matters only to somebody who waits for it.
    const finding = await ports.journal.read<Finding>('finding', findingKey(target, id));
    if (!finding) return dropped('never-open', 'It is compliant, and nothing was open.');
  }
  const cause = { by: 'event' as const, reference: named.eventId, at: named.at };
  const outcome = await reconcile({ unit, resource, target, cause, ruleParameters }, ports);
  return { is: 'looked', remediation: id, target, outcome };
};

/** AWS sends the values of `InputParameters` as texts; numbers and flags are taken in the same form. */
const textsOf = (parameters: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );

const guarded = async (work: Promise<Delivery>, ports: Ports): Promise<Delivery> =>
  work.catch((error: unknown): Delivery => ({ is: 'failed', failure: ports.explain(error) }));

const deliverOne = async (intake: Intake, entrance: Entrance): Promise<readonly Delivery[]> => {
  if (intake.is === 'ignored') return [dropped(intake.why, intake.says)];
  if (intake.is === 'malformed') return [{ is: 'malformed', where: intake.where, says: intake.what }];
  const { catalog, describeRule, aliases, ports } = entrance;
  const book: RuleBook = { listings: catalog.listings, ...(aliases && { aliases }) };
  try {
    const answer = await ruleToRemediations(intake.rule, describeRule, book);
    if (answer.is === 'unmapped') return [dropped(answer.why, answer.says)];
    // One after the other: two remediations of one resource would only wait for each other's lease.
    const deliveries: Delivery[] = [];
    for (const id of answer.remediations) {
      deliveries.push(await guarded(lookAt(id, intake, textsOf(answer.rule.parameters), entrance), ports));
    }
    return deliveries;
  } catch (error) {
    return [{ is: 'failed', failure: ports.explain(error) }];
  }
};

/**
 * Takes an event in any form that AWS delivers it in, and looks at what it names. Never throws: what fails is said.
 * The one way in for functions, program and sandbox.
 */
export const deliver = async (body: unknown, entrance: Entrance): Promise<readonly Delivery[]> => {
  const deliveries: Delivery[] = [];
  for (const intake of parseEvent(body, entrance.trust))
    deliveries.push(...(await deliverOne(intake, entrance)));
  return deliveries;
};

const failureOf = (delivery: Delivery): Failure | undefined => {
  if (delivery.is === 'failed') return delivery.failure;
  return delivery.is === 'looked' && delivery.outcome.is === 'failed' ? delivery.outcome.failure : undefined;
};

/** Whether the same event, sent again later, may fare better. */
export const worthAnotherTry = (deliveries: readonly Delivery[]): boolean =>
  deliveries.some((delivery) => failureOf(delivery)?.retry === true);
