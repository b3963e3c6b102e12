import { isByService, meaning } from '../cloudtrail-events/meaning.ts';
import type { Entry, Parse } from '../entries.ts';
import { tooLong } from '../lines.ts';

/**
 * An event of a trail's file. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */

const memberOf = (held: unknown, name: string): unknown => {
  const value: unknown = typeof held === 'object' && held !== null ? Reflect.get(held, name) : undefined;
  return value;
};
const textOf = (held: unknown, ...path: readonly string[]): string | undefined => {
  const value = path.reduce(memberOf, held);
  return typeof value === 'string' ? value : undefined;
};

/** As the service names versions: `TLSv1.2`. Other words may mean anything. */
const version = /^(?:TLS|SSL)v?[\d.]+$/i;

/** By these names the rules for events know their fields. */
const rowOf = (event: unknown): Readonly<Record<string, string>> => {
  const fields = {
    tls: textOf(event, 'tlsDetails', 'tlsVersion'),
    cipher: textOf(event, 'additionalEventData', 'CipherSuite'),
    principal: textOf(event, 'userIdentity', 'arn'),
    id: textOf(event, 'userIdentity', 'principalId'),
    account: textOf(event, 'userIdentity', 'accountId'),
    kind: textOf(event, 'userIdentity', 'type'),
    invoked: textOf(event, 'userIdentity', 'invokedBy'),
    address: textOf(event, 'sourceIPAddress'),
    agent: textOf(event, 'userAgent'),
    code: textOf(event, 'errorCode'),
  };
  const known = Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined);
  return Object.fromEntries(known);
};

/** Of which bucket: callers of an access point name that instead, and then the resources name the bucket. */
const isOf = (event: unknown, arn: string): boolean | undefined => {
  const named = textOf(event, 'requestParameters', 'bucketName');
  const resources = memberOf(event, 'resources');
  const arns = (Array.isArray(resources) ? resources : []).map((one: unknown) => textOf(one, 'ARN'));
  if (arn.endsWith(`:::${named}`) || arns.some((one) => one === arn || one?.startsWith(`${arn}/`)))
    return true;
  return named === undefined && arns.every((one) => one === undefined) ? undefined : false;
};

/** Our own reading of logs: only over TLS, so that nobody without it can hide behind the name. */
const isOurs = (agent: string | undefined): boolean => / app\/waxseal(?:$|[\s/#\]])/.test(agent ?? '');

const meaningOf = (event: unknown, at: number): Entry | 'broken' => {
  const row = rowOf(event);
  const [tls, cipher] = [row['tls'], row['cipher']];
  if (isByService(row)) return { at, is: 'apart' };
  if (tls !== undefined && tls !== '-' && !version.test(tls)) return 'broken';
  // Details that name neither a version nor a cipher say that something else is written here than is known.
  if (tls === undefined && cipher === undefined && textOf(event, 'tlsDetails', 'cipherSuite') !== undefined)
    return 'broken';
  if (meaning.byHour(row) === 'secure') return { at, is: isOurs(row['agent']) ? 'apart' : 'secure' };
  return meaning.byPeople(row, at);
};

export const eventOf =
  (bucket: string): Parse =>
  (text) => {
    if (text === tooLong) return 'broken';
    let event: unknown;
    try {
      event = JSON.parse(text);
    } catch {
      return 'broken';
    }
    const at = Date.parse(textOf(event, 'eventTime') ?? '');
    const source = textOf(event, 'eventSource');
    if (Number.isNaN(at) || source === undefined) return 'broken';
    // Events of before 2019 carry no category; those of today do.
    const category = textOf(event, 'eventCategory');
    if (source !== 's3.amazonaws.com' || (category !== undefined && category !== 'Data'))
      return { at, is: 'apart' };
    if (category === undefined && memberOf(event, 'managementEvent') === true) return { at, is: 'apart' };
    const is = isOf(event, bucket);
    if (is === undefined) return 'broken';
    return is ? meaningOf(event, at) : { at, is: 'apart' };
  };
