import type { Question } from '../../core/model/evidence.ts';
import type { Entry, Parse } from '../entries.ts';
import { tooLong } from '../lines.ts';
import { entryOfViewer, isRefused } from './viewer.ts';

/** Fields without which a record says nothing, wherever it is kept. */
export const neededFields = [
  'c-ip',
  'cs-method',
  'sc-status',
  'cs(User-Agent)',
  'x-edge-result-type',
  'x-host-header',
  'cs-protocol',
  'ssl-protocol',
] as const;

const answered = 'x-edge-response-result-type';
/** Tells together with the version who speaks what. */
const cipher = 'ssl-cipher';

/** How records tell when: one of these ways. */
const moments: readonly (readonly string[])[] = [['date', 'time'], ['timestamp(ms)'], ['timestamp']];

/** Which of the fields that a reader needs are not among those that are recorded. */
export const missingFields = (fields: readonly string[], { ask }: Question): readonly string[] => [
  ...neededFields.filter((name) => !fields.includes(name)),
  ...(ask === 'tls-not-offered' && !fields.includes(cipher) ? [cipher] : []),
  ...(moments.some((names) => names.every((name) => fields.includes(name))) ? [] : ['date', 'time']),
];

/** A field of a record by its name; `-`: nothing. */
type Field = (name: string) => string;

const momentOf = (field: Field): number => {
  if (field('date') !== '-') return Date.parse(`${field('date')}T${field('time')}Z`);
  const [ms, seconds] = [field('timestamp(ms)'), field('timestamp')];
  if (/^\d{13}$/.test(ms)) return Number(ms);
  return /^\d{10}(?:\.\d+)?$/.test(seconds) ? Math.floor(Number(seconds) * 1000) : Number.NaN;
};

const entryIn = (field: Field, question: Question): Entry | 'broken' => {
  const at = momentOf(field);
  if (Number.isNaN(at)) return 'broken';
  // What CloudFront found, and what it answered: they differ where an answer was made on the way.
  const results = [field('x-edge-result-type'), field(answered)];
  return entryOfViewer(
    {
      at,
      protocol: field('cs-protocol'),
      tls: field('ssl-protocol'),
      cipher: field(cipher),
      method: field('cs-method'),
      status: field('sc-status'),
      address: field('c-ip'),
      agent: field('cs(User-Agent)'),
      host: field('x-host-header'),
      redirected: results.includes('Redirect'),
      refused: isRefused(field('sc-status'), results),
    },
    question,
  );
};

const fieldsHeading = '#Fields:';

/** How the values of a line are told apart, and which they are where no heading says so. */
export interface Columns {
  readonly delimiter: string;
  readonly names: readonly string[];
}

/** Where each field stands, and whether there is all that is needed. */
const placesOf = (
  names: readonly string[],
  question: Question,
): readonly [ReadonlyMap<string, number>, boolean] => [
  new Map(names.map((name, at) => [name, at])),
  missingFields(names, question).length === 0,
];

const withHeading: Columns = { delimiter: '\t', names: [] };

/**
 * Parsers of objects of a standard log, one for each object: its heading says which fields there are and in which order.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logs-reference.html
 */
export const viewerLines =
  (question: Question, { delimiter, names: known }: Columns = withHeading): (() => Parse) =>
  () => {
    let [places, isWhole] = placesOf(known, question);
    return (line) => {
      if (line === tooLong) return 'broken';
      if (line.startsWith('#')) {
        const names = line.startsWith(fieldsHeading)
          ? line.slice(fieldsHeading.length).trim().split(/\s+/)
          : [];
        if (names.length > 0) [places, isWhole] = placesOf(names, question);
        return undefined;
      }
      const values = line.split(delimiter);
      if (!isWhole || values.length < places.size) return 'broken';
      return entryIn((name) => values[places.get(name) ?? -1] ?? '-', question);
    };
  };

const objectIn = (line: string): object | undefined => {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
};

/** The same records as JSON, one a line: what is nothing is left out, or null. */
export const viewerObjects = (question: Question): (() => Parse) => {
  const parse: Parse = (line) => {
    const record = objectIn(line);
    if (!record) return 'broken';
    return entryIn((name) => {
      const value: unknown = Reflect.get(record, name);
      return typeof value === 'string' && value !== ''
        ? value
        : typeof value === 'number'
          ? String(value)
          : '-';
    }, question);
  };
  return () => parse;
};
