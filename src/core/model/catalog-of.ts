import type { Catalog, Listing } from './catalog.ts';
import { WaxsealError } from './errors.ts';
import type { Remediation } from './remediation.ts';
import type { Resource } from './resource.ts';

type Load<Unit> = () => Promise<{ readonly default: Unit }>;

/** What the generated registries hold: data about every unit, and how to load each. */
export interface Registry {
  readonly listings: readonly Listing[];
  readonly remediations: Readonly<Record<string, Load<Remediation>>>;
  readonly resources: Readonly<Record<string, Load<Resource>>>;
}

/** Pairs of neighbouring letters: enough to see that one word is meant for another. */
const pairs = (word: string): ReadonlySet<string> => {
  const letters = word.toLowerCase();
  return new Set(Array.from({ length: letters.length - 1 }, (_, at) => letters.slice(at, at + 2)));
};

/** From 0 to 1: the share of pairs that two words have in common (Dice's coefficient). */
const likeness = (a: string, b: string): number => {
  const [ofA, ofB] = [pairs(a), pairs(b)];
  const common = [...ofA].filter((pair) => ofB.has(pair)).length;
  return (2 * common) / Math.max(1, ofA.size + ofB.size);
};

/** The known word that was most likely meant, if any is near. */
export const meant = (word: string, known: readonly string[]): string | undefined =>
  known
    .map((candidate) => ({ candidate, near: likeness(word, candidate) }))
    .filter(({ near }) => near >= 0.5)
    .toSorted((a, b) => b.near - a.near)[0]?.candidate;

const loader = <Unit>(
  units: Readonly<Record<string, Load<Unit>>>,
  id: string,
  { code, what }: { readonly code: string; readonly what: string },
): Load<Unit> => {
  const load = Object.hasOwn(units, id) ? units[id] : undefined;
  if (load) return load;
  const known = Object.keys(units);
  const near = meant(id, known);
  throw new WaxsealError({
    code,
    says: `This build knows no ${what} "${id}".`,
    todo: near ? `Did you mean ${near}?` : `It knows: ${known.join(', ')}.`,
  });
};

/** Each look asks: Node would resolve the name of the file anew each time, which costs more than the rest of the question. */
const loadedOnce = <Unit>(
  units: Readonly<Record<string, Load<Unit>>>,
  unknown: { readonly code: string; readonly what: string },
): ((id: string) => Promise<Unit>) => {
  const loaded = new Map<string, Unit>();
  return async (id) => {
    const known = loaded.get(id);
    if (known !== undefined) return known;
    const { default: unit } = await loader(units, id, unknown)();
    loaded.set(id, unit);
    return unit;
  };
};

/** A catalog that loads each unit, and with it its SDK client, when it is first asked for. */
export const catalogOf = ({ listings, remediations, resources }: Registry): Catalog => ({
  listings,
  remediation: loadedOnce(remediations, { code: 'unknown-remediation', what: 'remediation' }),
  resource: loadedOnce(resources, { code: 'unknown-resource-type', what: 'resource type' }),
});
