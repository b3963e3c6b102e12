import { whereOf, type Compliance, type NonCompliant } from '../adapters/aws/config-compliance.ts';
import type { Catalog } from '../core/model/catalog.ts';
import type { Ports } from '../core/model/ports.ts';
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

interface Place {
  readonly part: SweepPart;
  readonly catalog: Catalog;
  readonly ports: Ports;
  readonly compliance: Compliance;
  readonly left: Left;
  readonly failures: Failures;
}

/** The part's rules that mean something to us, or all of the place. They are what is left to do from here on. */
const rulesIn = async ({
  part,
  catalog,
  ports,
  compliance,
  left,
  failures,
}: Place): Promise<readonly OurRule[]> => {
  const { aliases = {} } = (await ports.policy().catch(() => undefined))?.events ?? {};
  const book = { listings: catalog.listings, aliases };
  try {
    const described = part.rules?.length === 0 ? [] : await compliance.rules(part.place, part.rules);
    const ours = described
      .map((rule): OurRule => ({ rule, remediations: remediationsOfRule(rule, book) }))
      .filter(({ remediations }) => remediations.length > 0);
    left.rules.are(ours.map(({ rule }) => rule.name));
    return ours;
  } catch (error) {
    if (!failures.add(whereOf(part.place), error)) left.rules.are([]);
    return [];
  }
};

/** Everything in a place that AWS Config says does not comply. Never throws: what fails is said, the rest goes on. */
export async function* sightingsIn(on: Place): AsyncGenerator<Sighting> {
  const { part, compliance, left, failures } = on;
  for (const { rule, remediations } of await rulesIn(on))
    try {
      for await (const found of compliance.resources(part.place, rule.name))
        for (const remediation of remediations) yield { ...found, remediation, rule };
      left.rules.done(rule.name);
    } catch (error) {
      if (!failures.add(`${whereOf(part.place)} ${rule.name}`, error)) left.rules.done(rule.name);
    }
}
