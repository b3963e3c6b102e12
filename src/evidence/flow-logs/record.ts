import type { Window } from '../../core/evidence/verdict.ts';
import { offender, unlessDash, type Entry } from '../entries.ts';
import type { Watched } from './servers.ts';

/** One record of a flow log: what it says of the clients of an interface. */

const tcp = '6';
const [syn, synAck] = [2, 18];

/** SYN, ACK and FIN alone, with the longest options that are usual: nothing was said. */
const mostBytesOfNothing = 199;

/** Flags of a packet that answers: the interface has called, and is the client. An ACK is recorded only beside a SYN. */
export const isAnswer = (flags: number): boolean => (flags & synAck) === synAck;

/** Flags of a record in which a client begins. */
export const isOpening = (flags: number): boolean => (flags & synAck) === syn;

/** It began in this stretch, and had no room for a word: a scanner, or a check that a port is open. Later words are later records. */
const isEmpty = (flags: number, bytes: number): boolean => isOpening(flags) && bytes <= mostBytesOfNothing;

/** Ours, and since then nobody else's. */
export const isProbe = (address: string, at: number, { probes }: Pick<Watched, 'probes'>): boolean =>
  at >= (probes.get(address) ?? Number.POSITIVE_INFINITY);

/** A field of a record by its name; `undefined`: the flow log does not record it. */
type Field = (name: string) => string | undefined;

const numberIn = (text: string | undefined): number =>
  text !== undefined && /^\d+$/.test(text) ? Number(text) : Number.NaN;

/** Who connected, if somebody did. Return traffic and calls of the interface itself show that the log is at work, and no more. */
const entryOf = (field: Field, at: number, { places, field: place, own, ...ports }: Watched) => {
  const [from = '-', to = '-', port = ''] = ['srcaddr', 'dstaddr', 'dstport'].map(field);
  const addresses = places.get(field(place) ?? '');
  const idle: Entry = { at, is: 'idle' };
  const [isTo, isFrom] = [addresses?.has(to) === true, own.has(from)];
  // Each record of an interface has its address at one end: else its fields are not where they seem to be.
  if (!isTo && place === 'interface-id' && addresses?.has(from) !== true) return 'broken';
  const flags = numberIn(field('tcp-flags'));
  if (!isTo || isFrom || isAnswer(flags) || isEmpty(flags, numberIn(field('bytes')))) return idle;
  if (ports.tls.has(port)) return { at, is: 'secure' } as const;
  if (!ports.plaintext.has(port)) return idle;
  // Behind a gateway it may be another than the one that knocks.
  const address = unlessDash(field('pkt-srcaddr') ?? '-') ?? from;
  return isProbe(address, at, ports) ? idle : offender(at, { address });
};

/**
 * What a record says, and of which interface or VPC. `undefined`: of another.
 * https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html
 */
export const recordOf = (
  field: Field,
  watched: Watched,
  { from, to }: Window,
): { readonly of: string; readonly entry: Entry | 'broken' } | 'broken' | undefined => {
  const of = field(watched.field);
  if (of === undefined) return 'broken';
  if (!watched.places.has(of)) return undefined;
  const at = numberIn(field('start')) * 1000;
  if (Number.isNaN(at)) return { of, entry: 'broken' };
  if (at < from.getTime() || at > to.getTime()) return undefined;
  const idle: Entry = { at, is: 'idle' };
  const status = field('log-status');
  if (status === 'NODATA') return { of, entry: idle };
  // AWS says itself that it has not recorded some of it.
  if (status !== 'OK') return { of, entry: 'broken' };
  const [action, protocol] = [field('action') ?? 'ACCEPT', field('protocol')];
  if (Number.isNaN(numberIn(protocol)) || !/^(?:ACCEPT|REJECT)$/.test(action)) return { of, entry: 'broken' };
  // Whom a security group refuses loses nothing.
  if (action === 'REJECT' || protocol !== tcp) return { of, entry: idle };
  return { of, entry: entryOf(field, at, watched) };
};
