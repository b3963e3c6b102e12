import type { Question } from '../../core/model/evidence.ts';
import type { Parse } from '../entries.ts';
import { tooLong } from '../lines.ts';
import { entryOfViewer, isRefused } from './viewer.ts';

/** Fields without which a record says nothing. */
const needed = [
  'date',
  'time',
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
/** Without it nobody knows whether what a policy leaves suffices. */
const cipher = 'ssl-cipher';

const fieldsHeading = '#Fields:';

/**
 * Parsers of objects of a standard log, one for each object: its heading says which fields there are and in which order.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logs-reference.html
 */
export const viewerLines =
  (question: Question): (() => Parse) =>
  () => {
    const asked: readonly string[] = question.ask === 'tls-not-offered' ? [...needed, cipher] : needed;
    let places: ReadonlyMap<string, number> = new Map();
    return (line) => {
      if (line === tooLong) return 'broken';
      if (line.startsWith('#')) {
        const names = line.startsWith(fieldsHeading)
          ? line.slice(fieldsHeading.length).trim().split(/\s+/)
          : [];
        if (names.length > 0) places = new Map(names.map((name, at) => [name, at]));
        return undefined;
      }
      const values = line.split('\t');
      if (values.length < places.size || !asked.every((name) => places.has(name))) return 'broken';
      const field = (name: (typeof needed)[number] | typeof answered | typeof cipher): string =>
        values[places.get(name) ?? -1] ?? '-';
      // What CloudFront found, and what it answered: they differ where an answer was made on the way.
      const results = [field('x-edge-result-type'), field(answered)];
      const at = Date.parse(`${field('date')}T${field('time')}Z`);
      if (Number.isNaN(at)) return 'broken';
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
  };
