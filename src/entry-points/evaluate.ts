import { homeOf, whereOf } from '../adapters/aws/config-compliance.ts';
import {
  evaluatedBy,
  reportWith,
  type Evaluation,
  type Report,
  type Reporting,
} from '../adapters/aws/config-evaluations.ts';
import { look } from '../core/engine/look.ts';
import { plan as planned, type Planned } from '../core/engine/plan.ts';
import { pooled } from '../core/model/pooled.ts';
import type { Catalog, Job, Listing } from '../core/model/catalog.ts';
import { WaxsealError, type Failure } from '../core/model/errors.ts';
import type { Ports } from '../core/model/ports.ts';
import type { Remediation } from '../core/model/remediation.ts';
import { isLookedAtIn } from '../core/model/resource.ts';
import { eachType } from '../core/model/types-of.ts';
import { sentence } from '../core/say/said.ts';
import { readInvocation, type Invocation } from '../intake/invocation.ts';
import { jobOf } from './named-jobs.ts';

/**
 * Waxseal as the function of a custom rule of AWS Config, for remediations that no managed rule of AWS speaks for: what
 * is so is read live and said by the remediation itself, so that its compliance events come as AWS's do.
 *
 * What is not known is not said. AWS Config takes no "insufficient data" from a function, and each of the other three
 * would be untrue: so nothing is put, the evaluation before stays, and the log says why. A resource that was never
 * evaluated then has none, which AWS Config shows as insufficient data.
 */
export interface EvaluateParts {
  readonly catalog: Catalog;
  readonly ports: Ports;
  readonly report: Report;
  /** Asked before each look: nothing more is begun. */
  readonly stop?: () => boolean;
  /** Asked while everything is listed: no more is, so that there is time to look at what was. */
  readonly enough?: () => boolean;
}

/** What was not evaluated, and why. */
interface Unsaid {
  readonly where: string;
  readonly failure: Failure;
}

export interface EvaluatedAll {
  readonly evaluations: readonly Evaluation[];
  readonly unsaid: readonly Unsaid[];
}

type One = Pick<Evaluation, 'resourceType' | 'resourceId'>;
/** What is said of one resource, or why nothing is. */
type Said = Evaluation | Unsaid;
const isUnsaid = (said: Said): said is Unsaid => 'failure' in said;

const badInvocation = (where: string, says: string): WaxsealError =>
  new WaxsealError({
    code: 'bad-invocation',
    says: `The function was not called as AWS Config calls that of a custom rule${where && ` (${where})`}. ${says}`,
    todo: 'Only rules of AWS Config call it. Deploy them with the conformance pack, or as docs/deploy.md says.',
  });

const notSaid = (code: string, says: string, todo: string): Failure => ({ code, says, todo, retry: false });

/** What surrounds the resource decides over the settings; without it a verdict may be another one. */
const unsettled = ({ unreadable }: Planned): Failure | undefined => {
  const [first] = unreadable;
  return first && notSaid('evaluation-unknown', first.says, first.todo ?? '');
};

/** AWS Config names only what was there once. */
const gone = (one: One): Evaluation => ({
  ...one,
  compliance: 'NOT_APPLICABLE',
  says: 'The resource was deleted.',
});

/** An exempt resource does not comply all the same. First, because a sentence that is too long is cut at its end. */
const exempted = ({ ruling }: Planned): string => {
  const { expires, owner } = ruling?.exemption ?? {};
  return expires === undefined ? '' : `Exempt until ${expires} by ${owner}. `;
};

const verdictOf = (one: One, unit: Remediation, seen: Planned): Said => {
  const { verdict, plan } = seen;
  const { messages } = unit.meta;
  const where = `${unit.meta.id} ${one.resourceId}`;
  switch (verdict.is) {
    case 'gone':
      return gone(one);
    case 'not-applicable':
      return { ...one, compliance: 'NOT_APPLICABLE', says: sentence(messages, verdict).says };
    case 'unknown':
    case 'pending': {
      const { says, todo = '' } = sentence(messages, verdict);
      return { where, failure: notSaid('evaluation-unknown', says, todo) };
    }
    case 'compliant': {
      const failure = unsettled(seen);
      if (failure) return { where, failure };
      const says = (verdict.notes ?? []).map((note) => sentence(messages, note).says).join(' ');
      return { ...one, compliance: 'COMPLIANT', ...(says && { says }) };
    }
    case 'non-compliant':
      return {
        ...one,
        compliance: 'NON_COMPLIANT',
        says: exempted(seen) + (plan?.why.says ?? sentence(messages, verdict).says),
      };
  }
};

interface Evaluating {
  readonly call: Invocation;
  readonly listing: Listing;
  readonly parts: EvaluateParts;
}

const said = async (one: One, target: Job['target'] | undefined, on: Evaluating): Promise<Said> => {
  const { call, listing, parts } = on;
  const { location, rule, at, parameters } = call;
  const { catalog, ports } = parts;
  const known = target && {
    is: 'job' as const,
    unit: await catalog.remediation(listing.id),
    resource: await catalog.resource(target.type),
    target,
    ruleParameters: parameters,
  };
  const named = { is: 'named', by: 'rule', ...one, ...location, rule, at } as const;
  const event = { compliance: 'NON_COMPLIANT', eventAccount: location.account } as const;
  const from = { catalog, clouds: ports.clouds };
  const job = known ?? (await jobOf(listing.id, { ...named, ...event }, parameters, from));
  if (job.is === 'dropped' && job.why === 'no-such-resource') return gone(one);
  if (job.is === 'dropped') return { ...one, compliance: 'NOT_APPLICABLE', says: job.says };
  // Good news is said too, so no answers are shared with looks at neighbours.
  const evaluated = { ...job, cause: { by: 'event', at } } as const;
  const seen = planned(evaluated, await look(evaluated, ports));
  return verdictOf(one, job.unit, seen);
};

const guarded = async (one: One, target: Job['target'] | undefined, on: Evaluating): Promise<Said> => {
  try {
    return await said(one, target, on);
  } catch (error) {
    const where = `${on.listing.id} ${one.resourceId}`;
    return { where, failure: on.parts.ports.explain(error) };
  }
};

const divided = (all: readonly Said[]): EvaluatedAll => ({
  evaluations: all.flatMap((one) => (isUnsaid(one) ? [] : [one])),
  unsaid: all.filter(isUnsaid),
});

/** One resource has changed. A failure that may pass is thrown, so that Lambda calls again. */
const evaluateChanged = async (changed: NonNullable<Invocation['changed']>, on: Evaluating) => {
  const { isOut, ...one } = changed;
  const out: Evaluation = { ...one, compliance: 'NOT_APPLICABLE', says: 'The rule is no longer about it.' };
  const came = divided([isOut ? out : await guarded(one, undefined, on)]);
  const passing = came.unsaid.find(({ failure }) => failure.retry);
  if (passing) throw new WaxsealError(passing.failure);
  await on.parts.report(on.call, came.evaluations);
  return came;
};

interface Due extends One {
  readonly target?: Job['target'];
  /** When it was evaluated before; empty: never. */
  readonly before: string;
}

const keyOf = ({ resourceType, resourceId }: One): string => `${resourceType} ${resourceId}`;

const tooLong = (what: string, { location, rule }: Invocation): Unsaid => ({
  where: `${whereOf(location)} ${rule.name}`,
  failure: notSaid(
    'evaluation-too-long',
    `There was no time for ${what}.`,
    'Nothing: the next call begins with others. If it stays so, let the rule be called more often.',
  ),
});

/** The golden ratio: each day's part of it is far from those of the days before. */
const golden = (Math.sqrt(5) - 1) / 2;

/** The same ones, begun with another one at another time. */
const begunAt = <Item>(items: readonly Item[], at: string): readonly Item[] => {
  const start = Math.floor((((Date.parse(at) / 1000) * golden) % 1) * items.length);
  return [...items.slice(start), ...items.slice(0, start)];
};

/**
 * Whatever waits longest comes first. What was never evaluated may be what cannot be, day after day: it begins with
 * another one each time, and takes turns with the others.
 */
const inOrder = (all: readonly Due[], at: string): readonly Due[] => {
  const never = begunAt(
    all.filter(({ before }) => before === ''),
    at,
  );
  const others = all.filter(({ before }) => before !== '').toSorted((a, b) => (a.before < b.before ? -1 : 1));
  const longest = Math.max(never.length, others.length);
  return Array.from({ length: longest }, (_, nth) => [never[nth], others[nth]])
    .flat()
    .filter((one) => one !== undefined);
};

/** All that is there, and all that the rule was about before and may be gone. */
const due = async (on: Evaluating, unsaid: Unsaid[]): Promise<readonly Due[]> => {
  const { call, listing, parts } = on;
  const { location, rule } = call;
  const { enough = () => false } = parts;
  const { clouds } = parts.ports;
  const all = new Map<string, Due>();
  const known = new Map<string, string>();
  let cut = false;
  try {
    for await (const { applies, at, ...one } of evaluatedBy(rule.name, location, clouds)) {
      if ((cut ||= enough())) break;
      known.set(keyOf(one), at);
      // That it is gone is not said again.
      if (applies) all.set(keyOf(one), { ...one, before: at });
    }
  } catch (error) {
    unsaid.push({ where: `${whereOf(location)} ${rule.name}`, failure: parts.ports.explain(error) });
  }
  if (isLookedAtIn(location, listing.home)) {
    for (const { resourceType } of eachType(listing)) {
      const resource = await parts.catalog.resource(resourceType);
      for await (const target of resource.list(location, clouds.look(location))) {
        if ((cut ||= enough())) break;
        const one = { resourceType: target.type, resourceId: target.id };
        all.set(keyOf(one), { ...one, target, before: known.get(keyOf(one)) ?? '' });
      }
    }
  }
  if (cut) unsaid.push(tooLong(`all resources of the rule: ${all.size} were listed`, call));
  return inOrder([...all.values()], call.at);
};

async function* each<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  yield* items;
}

/** Looks at one time. How fast AWS is asked is the limiter's business, whatever runs. */
const atOnce = 8;
/** Looks whose results are put together, so that little is lost when the function ends. */
const together = 100;

/** The rule's time has come. What fails is told and left to the next time; the others are evaluated. */
const evaluateAll = async (on: Evaluating): Promise<EvaluatedAll> => {
  const { stop = () => false, report } = on.parts;
  const unsaid: Unsaid[] = [];
  const evaluations: Evaluation[] = [];
  const all = await due(on, unsaid);
  let begun = 0;
  for (let from = 0; from < all.length && !stop(); from += together) {
    const batch = all.slice(from, from + together);
    const results = await pooled(
      each(batch),
      atOnce,
      ({ target, resourceType, resourceId }) => guarded({ resourceType, resourceId }, target, on),
      stop,
    );
    begun += results.length;
    const came = divided(results);
    await report(on.call, came.evaluations);
    evaluations.push(...came.evaluations);
    unsaid.push(...came.unsaid);
  }
  if (begun < all.length) unsaid.push(tooLong(`${all.length - begun} resources of the rule`, on.call));
  return { evaluations, unsaid };
};

/**
 * Evaluates what AWS Config calls for and puts what was found. Throws `WaxsealError` `bad-invocation` for anything that
 * AWS Config does not send, and what may fare better when it is called again.
 */
export const evaluate = async (event: unknown, parts: EvaluateParts): Promise<EvaluatedAll> => {
  const call = readInvocation(event);
  if (call.is === 'no-invocation') throw badInvocation(call.where, call.says);
  const listing = parts.catalog.listings.find(({ id }) => id === call.remediation);
  if (!listing)
    throw badInvocation(
      'ruleParameters.remediation',
      `There is no remediation ${call.remediation.slice(0, 80)}.`,
    );
  const on: Evaluating = { call, listing, parts };
  return call.changed ? evaluateChanged(call.changed, on) : evaluateAll(on);
};

/** Milliseconds that the longest look begun in time may take, and the putting of what was found. */
const forTheLast = 60_000;

/** The same in a function of AWS, which reports by its own credentials or by a role where the rule is. */
export const evaluateAt = async (
  event: unknown,
  { catalog, ports }: Pick<EvaluateParts, 'catalog' | 'ports'>,
  { invokedFunctionArn, getRemainingTimeInMillis }: Here,
  clientsFor: (ownAccount: string) => Reporting['client'],
): Promise<EvaluatedAll> => {
  const client = clientsFor(homeOf(invokedFunctionArn).account);
  const deadline = Math.min(forTheLast, getRemainingTimeInMillis() / 2);
  const stop = () => getRemainingTimeInMillis() < deadline;
  const half = getRemainingTimeInMillis() / 2;
  const enough = () => getRemainingTimeInMillis() < half;
  const report = reportWith({ client, pause: (milliseconds) => ports.pause(milliseconds) });
  return evaluate(event, { catalog, ports, report, stop, enough });
};

interface Here {
  readonly invokedFunctionArn: string;
  readonly getRemainingTimeInMillis: () => number;
}
