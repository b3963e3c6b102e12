import { signsInSettings, type Setting } from '../../../../signs/in-settings.ts';
import { isFile, signId, signsInLines, type ValueSign } from '../../../../signs/in-value.ts';
import type { Found } from './seen.ts';

/** Names are somebody else's text: in a comment of a script, one of two lines would be a command. */
const inOneLine = (name: string): string => name.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, '?');

export const foundIn = (field: string, { rule, severity, address, within }: ValueSign): Found => ({
  field: inOneLine(within === undefined ? field : `${field} (${within.slice(0, 60)})`),
  rule,
  severity,
  ...(address !== undefined && { address }),
});

/** Settings that stand together: what one of them says may concern another. */
export const inEnvironment = (place: string, settings: readonly Setting[]): readonly Found[] => {
  const signs = signsInSettings(settings);
  return settings.flatMap((setting) => {
    const field = `${place}.${setting.name}`;
    const own = signs.filter(({ of }) => of === setting);
    const known = new Set(own.map(signId));
    const within = isFile(setting.value) ? signsInLines(setting.value) : [];
    return [
      ...own.map(({ of: _of, ...sign }) => foundIn(field, sign)),
      ...within.filter((sign) => !known.has(signId(sign))).map((sign) => foundIn(field, sign)),
    ];
  });
};

/** Of a map, in the order of its names. */
export const inVariables = (place: string, variables: Readonly<Record<string, string>>): readonly Found[] =>
  inEnvironment(
    place,
    Object.entries(variables)
      .map(([name, value]) => ({ name, value }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  );

/** A command by its words, or a text of lines. */
export const inText = (field: string, text: string | readonly string[] | undefined): readonly Found[] =>
  text === undefined || text.length === 0
    ? []
    : signsInLines(typeof text === 'string' ? text : text.join(' ')).map((sign) => foundIn(field, sign));
