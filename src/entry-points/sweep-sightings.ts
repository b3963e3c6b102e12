import { listedIn, whereOf, type Compliance, type NonCompliant } from '../adapters/aws/config-compliance.ts';
import type { Catalog } from '../core/model/catalog.ts';
import type { Ports } from '../core/model/ports.ts';
import { isLookedAtIn } from '../core/model/resource.ts';
import { eachType } from '../core/model/types-of.ts';
import { remediationsOfRule, type DescribedRule } from '../intake/rules.ts';
import type { SweepPart } from '../intake/sweep-part.ts';
import type { Failures } from './sweep-failures.ts';
import type { Left } from './sweep-parts.ts';

/** A resource that AWS Config says does not comply, for one remediation that the rule stands for. */
export interface Sighting extends NonCompliant {
  readonly remediation: string;
  readonly rule: DescribedRule;
}

interface OurRule {
  readonly rule: DescribedRule;
  readonly remediations: readonly string[];
}

interface Location {
  readonly part: SweepPart;
  readonly catalog: Catalog;
  readonly ports: Ports;
  readonly compliance: Compliance;
  readonly left: Left;
  readonly failures: Failures;
  readonly unwatched: (what: Unwatched) => void;
}

/** Remediations for which AWS Config sees nothing in a location: what is wrong there is found by whoever scans. */
export interface Unwatched {
  readonly where: string;
  readonly why: 'no-rule' | 'not-recording' | 'not-gathered';
  readonly remediations: readonly string[];
}

/** The part's rules that mean something to us, or all of the location. They are what is left to do from here on. */
const rulesIn = async (on: Location): Promise<readonly OurRule[]> => {
  const { part, catalog, ports, compliance, left, failures } = on;
  const { aliases = {} } = (await ports.policy().catch(() => undefined))?.events ?? {};
  const book = { listings: catalog.listings, aliases };
  try {
    const described = part.rules?.length === 0 ? [] : await compliance.rules(part.location, part.rules);
    const ours = described
      .map((rule): OurRule => ({ rule, remediations: remediationsOfRule(rule, book) }))
      .filter(({ remediations }) => remediations.length > 0);
    left.rules.are(ours.map(({ rule }) => rule.name));
    if (part.rules === undefined)
      await rulesKnown(
        ours.flatMap(({ remediations }) => remediations),
        on,
      );
    return ours;
  } catch (error) {
    if (!failures.add(whereOf(part.location), error)) left.rules.are([]);
    if (part.rules === undefined && part.list === undefined)
      left.list.are(listedIn(part.location, catalog.listings));
    return [];
  }
};

/** Whether AWS Config records in the place, as far as that can be read: what is not known is not taken for yes. */
const isRecording = async ({
  part: { location },
  compliance,
  failures,
}: Location): Promise<boolean | undefined> => {
  try {
    return await compliance.recording(location);
  } catch (error) {
    failures.add(`${whereOf(location)} recorder`, error);
    return undefined;
  }
};

/**
 * All rules of the location are known: what none of them stands for is listed where AWS has no rule, else it is said. A rule
 * of our own for a type that AWS Config records stands for nothing new while it does not record.
 */
const rulesKnown = async (ruled: readonly string[], on: Location): Promise<void> => {
  const { part, catalog, left, unwatched } = on;
  const { location } = part;
  const where = whereOf(location);
  const isRuled = new Set(ruled);
  const recording = await isRecording(on);
  const here = catalog.listings.filter(({ home }) => isLookedAtIn(location, home));
  const recorded = new Set(
    here
      .flatMap(eachType)
      .filter(({ configRecords }) => configRecords)
      .map(({ id }) => id),
  );
  const isSeen = (id: string): boolean => isRuled.has(id) && (recording === true || !recorded.has(id));
  if (part.list === undefined)
    left.list.are(listedIn(location, catalog.listings).filter((id) => !isSeen(id)));
  const say = (why: Unwatched['why'], remediations: readonly string[]): void => {
    if (remediations.length > 0) unwatched({ where, why, remediations });
  };
  const managed = new Set(here.filter(({ configRules }) => configRules.length > 0).map(({ id }) => id));
  say(
    'no-rule',
    [...managed].filter((id) => !isRuled.has(id)),
  );
  if (recording === false)
    say(
      'not-recording',
      here.map(({ id }) => id).filter((id) => isRuled.has(id) && (managed.has(id) || recorded.has(id))),
    );
};

/** Everything in a location that AWS Config says does not comply. Never throws: what fails is said, the rest goes on. */
export async function* sightingsIn(on: Location): AsyncGenerator<Sighting> {
  const { part, compliance, left, failures } = on;
  for (const { rule, remediations } of await rulesIn(on))
    try {
      for await (const found of compliance.resources(part.location, rule.name))
        for (const remediation of remediations) yield { ...found, remediation, rule };
      left.rules.done(rule.name);
    } catch (error) {
      if (!failures.add(`${whereOf(part.location)} ${rule.name}`, error)) left.rules.done(rule.name);
    }
}
