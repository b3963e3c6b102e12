import { signsInSettings } from '../signs/in-settings.ts';
import { signsInText } from '../signs/in-text.ts';
import type { Sign } from '../signs/rule.ts';
import type { Reading } from './language.ts';
import { parsed } from './parsed.ts';
import { settingsIn, uncommented, type Plain } from './plain.ts';

/** A sign in a file: lines and columns from 1, as editors count them. */
export interface Place extends Sign {
  readonly line: number;
  readonly column: number;
  /** Why somebody lets it stand, in their own words beside it. */
  readonly allowed?: string;
}

const ofPlain = (text: string, kind: Plain): readonly Sign[] => {
  const code = uncommented(text, kind);
  const settings = settingsIn(code);
  const isInSetting = ({ at }: Sign): boolean =>
    settings.some((one) => at >= one.at && at < one.at + one.value.length);
  const ofSettings = signsInSettings(settings).map(({ of, ...sign }) => ({ ...sign, at: of.at + sign.at }));
  return [...ofSettings, ...signsInText(code).filter((sign) => !isInSetting(sign))];
};

const signsOf = async (text: string, reading: Reading): Promise<readonly Sign[]> => {
  if ('plain' in reading) return ofPlain(text, reading.plain);
  const { code, signs } = await parsed(text, reading.parse);
  return [...signsInText(code), ...signs];
};

/** `waxseal: allow RULE why`, on the line of the sign or on the one before. */
const allowance = /\bwaxseal:\s*allow\s+(?<rule>[a-z-]+)\s+(?<why>\S.*?)\s*(?:\*\/|-->)?\s*$/;

const placeOf = (sign: Sign, lines: readonly string[], starts: readonly number[]): Place => {
  const index = starts.findLastIndex((start) => start <= sign.at);
  const allowed = [lines[index], lines[index - 1]]
    .map((line = '') => allowance.exec(line)?.groups)
    .find((groups) => groups?.['rule'] === sign.rule)?.['why'];
  return {
    ...sign,
    line: index + 1,
    column: sign.at - (starts[index] ?? 0) + 1,
    ...(allowed !== undefined && { allowed }),
  };
};

/** Whether another sign of the same line says all that this one says. */
const isToldBy = (one: Place, other: Place): boolean =>
  one.rule === other.rule &&
  one.line === other.line &&
  (one.address === undefined || one.address === other.address);

/** Every sign in the text of a file, in its order; what two ways of reading see is told once. */
export const signsInFile = async (text: string, reading: Reading): Promise<readonly Place[]> => {
  const lines = text.split('\n');
  const starts = lines.reduce<number[]>((all, _, index) => {
    all.push(index === 0 ? 0 : (all[index - 1] ?? 0) + (lines[index - 1] ?? '').length + 1);
    return all;
  }, []);
  const places = (await signsOf(text, reading)).map((sign) => placeOf(sign, lines, starts));
  // Those with an address first: they say more than a word of the same line.
  const byWeight = places.toSorted(
    (a, b) => Number(b.address !== undefined) - Number(a.address !== undefined),
  );
  return byWeight
    .filter((one, index) => !byWeight.slice(0, index).some((other) => isToldBy(one, other)))
    .toSorted((a, b) => a.at - b.at);
};
