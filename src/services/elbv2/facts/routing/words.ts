/**
 * Which combinations of patterns a text can match at once, each with the shortest text that does: all patterns are
 * walked together, letter by letter, as one automaton. Exact, so that what is said of it has an example.
 */

type Token =
  | { readonly is: 'one' }
  | { readonly is: 'many' }
  | { readonly is: 'letter'; readonly letter: string };

/** A class of texts: those that match exactly these patterns. */
export interface WordClass {
  /** Positions in the list of patterns. */
  readonly matches: ReadonlySet<number>;
  readonly example: string;
}

/** `escapes`: a backslash takes the meaning of `*` and `?` away, as in conditions on the query string. */
const tokensOf = (pattern: string, escapes: boolean): readonly Token[] => {
  const letters = Array.from(pattern);
  const tokens: Token[] = [];
  for (let at = 0; at < letters.length; at += 1) {
    const letter = letters[at] ?? '';
    const next = letters[at + 1];
    if (escapes && letter === '\\' && next !== undefined) {
      tokens.push({ is: 'letter', letter: next });
      at += 1;
    } else if (letter === '*') tokens.push({ is: 'many' });
    else tokens.push(letter === '?' ? { is: 'one' } : { is: 'letter', letter });
  }
  return tokens;
};

interface Place {
  readonly pattern: number;
  readonly at: number;
}
type Places = ReadonlyMap<string, Place>;

/** More states than rules of one balancer can reasonably need: beyond, nothing is said. */
const mostStates = 20_000;

/** The walk of all patterns at once. */
const walkOf = (patterns: readonly string[], escapes: boolean) => {
  const all = patterns.map((pattern) => tokensOf(pattern, escapes));
  const tokenAt = ({ pattern, at }: Place): Token | undefined => all[pattern]?.[at];
  const add = (places: Map<string, Place>, place: Place): void => {
    places.set(`${place.pattern}.${place.at}`, place);
    if (tokenAt(place)?.is === 'many') add(places, { ...place, at: place.at + 1 });
  };
  const after = (places: Places, letter: string): Places => {
    const next = new Map<string, Place>();
    for (const place of places.values()) {
      const token = tokenAt(place);
      if (token?.is === 'many') add(next, place);
      else if (token && (token.is === 'one' || token.letter === letter))
        add(next, { ...place, at: place.at + 1 });
    }
    return next;
  };
  return {
    start: (): Places => {
      const places = new Map<string, Place>();
      for (const pattern of all.keys()) add(places, { pattern, at: 0 });
      return places;
    },
    after,
    matched: (places: Places): ReadonlySet<number> =>
      new Set(
        [...places.values()]
          .filter(({ pattern, at }) => at === all[pattern]?.length)
          .map(({ pattern }) => pattern)
          .toSorted((a, b) => a - b),
      ),
    letters: (places: Places): readonly string[] => [
      ...new Set(
        [...places.values()].flatMap((place) => {
          const token = tokenAt(place);
          return token?.is === 'letter' ? [token.letter] : [];
        }),
      ),
    ],
    used: new Set(all.flatMap((tokens) => tokens.flatMap((it) => (it.is === 'letter' ? [it.letter] : [])))),
  };
};

/** A letter that no pattern names. */
const otherLetter = (used: ReadonlySet<string>): string => {
  const usual = Array.from('xyzwvutsrqponmlkjihgfedcba0123456789').find((letter) => !used.has(letter));
  for (let code = 0x3b1; ; code += 1) {
    const letter = usual ?? String.fromCodePoint(code);
    if (!used.has(letter)) return letter;
  }
};

/** Every class of texts that begin with `start`. `undefined`: too many to say. */
export const wordClasses = (
  patterns: readonly string[],
  { start = '', escapes = false } = {},
): readonly WordClass[] | undefined => {
  const walk = walkOf(patterns, escapes);
  const other = otherLetter(walk.used);
  let places = walk.start();
  for (const letter of start) places = walk.after(places, letter);
  const keyOf = (at: Places): string => [...at.keys()].toSorted().join(' ');
  const seen = new Set([keyOf(places)]);
  const queue: { readonly places: Places; readonly word: string }[] = [{ places, word: start }];
  const found = new Map<string, WordClass>();
  for (const { places: here, word } of queue) {
    const matches = walk.matched(here);
    const name = [...matches].join(' ');
    if (!found.has(name)) found.set(name, { matches, example: word });
    for (const letter of [...walk.letters(here), other]) {
      const next = walk.after(here, letter);
      const key = keyOf(next);
      if (seen.has(key)) continue;
      seen.add(key);
      if (seen.size > mostStates) return undefined;
      queue.push({ places: next, word: word + letter });
    }
  }
  return [...found.values()];
};

/** The patterns that one text matches. */
export const matchesOf = (
  patterns: readonly string[],
  text: string,
  escapes = false,
): ReadonlySet<number> => {
  const walk = walkOf(patterns, escapes);
  let places = walk.start();
  for (const letter of text) places = walk.after(places, letter);
  return walk.matched(places);
};
