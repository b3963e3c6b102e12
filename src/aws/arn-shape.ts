/**
 * What ARNs of one type look like, as the service authorization reference writes them:
 * `arn:{partition}:rds:{region}:{account}:db:{lower}`. Words in braces stand for one or more characters.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export type ArnShape = string;

/** One character of a class, or any number of them from one up. */
interface Token {
  readonly takes: (character: string) => boolean;
  readonly many: boolean;
}

const classes: Readonly<Record<string, RegExp>> = {
  partition: /^[a-z-]$/,
  region: /^[a-z0-9-]$/,
  // RDS keeps names in lower case, whatever was typed.
  lower: /^[a-z0-9-]$/,
  // Rules of Config that services make have slashes in their ids; functions can be followed by a version.
  rest: /^[^\s]$/,
  // Names of EMR have spaces, slashes and letters of every script.
  text: /^\P{Cc}$/u,
};
const name = /^[^:/\s]$/;
const digit = (character: string): boolean => /^\d$/.test(character);

const tokensOf = (shape: ArnShape): readonly Token[] =>
  (shape.match(/\{\w+\}|[^{}]/g) ?? []).flatMap((part): readonly Token[] => {
    if (part === '{account}') return Array.from({ length: 12 }, () => ({ takes: digit, many: false }));
    if (!part.startsWith('{')) return [{ takes: (character) => character === part, many: false }];
    const allowed = classes[part.slice(1, -1)] ?? name;
    return [{ takes: (character) => allowed.test(character), many: true }];
  });

/**
 * Whether a pattern with `*` and `?` can match any ARN of that shape. Exact for what the shape says; walks both at
 * once, at most pattern × shape steps.
 */
export const canMatch = (pattern: string, shape: ArnShape): boolean => {
  const letters = Array.from(pattern);
  const tokens = tokensOf(shape);
  // `below[j]`: the rest of the pattern after the present letter and the rest of the shape from j share a text.
  let below = tokens.map(() => false).concat(true);
  for (const letter of letters.toReversed()) {
    const row = below.map(() => false);
    for (let j = tokens.length; j >= 0; j -= 1) {
      const token = tokens[j];
      const next = below[j + 1] === true;
      if (letter === '*') row[j] = below[j] === true || row[j + 1] === true;
      else if (token && (letter === '?' || token.takes(letter)))
        row[j] = next || (token.many && below[j] === true);
    }
    below = row;
  }
  return below[0] === true;
};

/** The shape with some of its words settled. */
export const settled = (
  shape: ArnShape,
  words: Readonly<Partial<Record<'partition' | 'region' | 'account', string>>>,
): ArnShape => Object.entries(words).reduce((so, [word, value]) => so.replace(`{${word}}`, value), shape);

/** As a person writes one: `arn:aws:s3:::NAME`. */
export const shapeText = (shape: ArnShape): string =>
  shape
    .replace('{partition}', 'aws')
    .replaceAll(/\{(\w+)\}/g, (_, word: string) =>
      word === 'lower' || word === 'rest' || word === 'text' ? 'NAME' : word.toUpperCase(),
    );
