import { signsInSettings } from '../signs/in-settings.ts';
import { settingsIn, type Line } from '../signs/lines.ts';
import { signsInText } from '../signs/in-text.ts';
import type { Sign } from '../signs/rule.ts';
import type { Reading } from './language.ts';
import { parsed } from './parsed.ts';
import { signOfInfrastructure } from './infrastructure.ts';
import { terraformIn, uncommented, type Plain } from './plain.ts';
import { structured } from './structured.ts';

/** A sign in a file: lines and columns from 1, as editors count them. */
export interface Place extends Sign {
  readonly line: number;
  readonly column: number;
  /** Why somebody lets it stand, in their own words beside it. */
  readonly allowed?: string;
}

const settingsOf = (text: string, code: string, kind: Plain): readonly Line[] => {
  if (kind === 'slashes') return terraformIn(code);
  return (kind === 'yaml' || kind === 'json' ? structured(text, code) : undefined) ?? settingsIn(code);
};

const ofPlain = (text: string, kind: Plain): readonly Sign[] => {
  const code = uncommented(text, kind);
  const settings = settingsOf(text, code, kind);
  const isInSetting = ({ at }: Sign): boolean =>
    settings.some((one) => at >= one.at && at < one.at + one.value.length);
  const ofSettings = signsInSettings(settings).map(({ of, ...sign }) => ({ ...sign, at: of.at + sign.at }));
  const ofServers = settings.flatMap(({ at, ...setting }) => {
    const sign = signOfInfrastructure(setting);
    return sign ? [{ ...sign, at }] : [];
  });
  return [...ofSettings, ...ofServers, ...signsInText(code).filter((sign) => !isInSetting(sign))];
};

const signsOf = async (text: string, reading: Reading): Promise<readonly Sign[]> => {
  if ('plain' in reading) return ofPlain(text, reading.plain);
  return parsed(text, reading.parse);
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
  (one.rule === other.rule &&
    one.line === other.line &&
    (one.address === undefined || one.address === other.address)) ||
  // A switch of which another sign knows whose it is.
  (one.rule === 'tls-switched-off' && other.rule !== one.rule && other.at === one.at);

const weightOf = ({ rule, address }: Place): number =>
  (address === undefined ? 0 : 2) + (rule === 'tls-switched-off' ? 0 : 1);

/** Every sign in the text of a file, in its order; what two ways of reading see is told once. */
export const signsInFile = async (text: string, reading: Reading): Promise<readonly Place[]> => {
  const lines = text.split('\n');
  const starts = lines.reduce<number[]>((all, _, index) => {
    all.push(index === 0 ? 0 : (all[index - 1] ?? 0) + (lines[index - 1] ?? '').length + 1);
    return all;
  }, []);
  const places = (await signsOf(text, reading)).map((sign) => placeOf(sign, lines, starts));
  // Those with an address first: they say more than a word of the same line.
  const byWeight = places.toSorted((a, b) => weightOf(b) - weightOf(a));
  return byWeight
    .filter((one, index) => !byWeight.slice(0, index).some((other) => isToldBy(one, other)))
    .toSorted((a, b) => a.at - b.at);
};
