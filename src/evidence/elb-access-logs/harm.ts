import { isIP } from 'node:net';
import type { Question } from '../../core/model/evidence.ts';
import { probeAgent, type Entry } from '../entries.ts';
import { isNobody } from './nobody.ts';

/** One request or connection at a load balancer, wherever it was logged. */
export interface Handled {
  readonly at: number;
  /** `http`, `https`, `h2`, `ws`, `wss`, `grpcs`, `tls`. */
  readonly type: string;
  readonly address: string;
  /** `-`: none. */
  readonly agent: string;
  readonly method: string;
  readonly status: string;
  /** Of the answer of a target; `-`: none was asked. Absent: not known. */
  readonly targetStatus?: string;
  /** That was asked for; `-`: none, so it was no HTTP. */
  readonly host: string;
  /** As the log writes it: `TLSv1.2`, `tlsv12`; `-`: none. */
  readonly protocol: string;
  readonly cipher: string;
  readonly actions: string;
}

const present = (text: string): string | undefined => (text === '-' || text === '' ? undefined : text);

/** `tlsv12` (NLB) and `TLSv1.2` are the same. */
export const protocolOf = (text: string): string => {
  const found = /^tlsv1\.?([0-3])?$/i.exec(text);
  if (!found) return text;
  return found[1] === undefined || found[1] === '0' ? 'TLSv1' : `TLSv1.${found[1]}`;
};

const isPlain = (type: string): boolean => type === 'http' || type === 'ws';

/** Browsers follow redirects; of others nobody knows. */
const followsRedirects = ({ method, agent, type }: Handled): boolean =>
  type === 'http' && (method === 'GET' || method === 'HEAD') && agent.startsWith('Mozilla/');

/** Scanners call every public address by its number, and are answered with an error. */
const isScanner = ({ status, host }: Handled): boolean =>
  /^(?:400|403|404)$/.test(status) && (host === '-' || isIP(host.replace(/^\[(.*)\]$/, '$1')) !== 0);

const words = (given: string | readonly string[] | undefined): readonly string[] =>
  given === undefined ? [] : typeof given === 'string' ? [given] : given;

const isHarmed = (handled: Handled, { ask, given = {} }: Question): boolean => {
  if (ask === 'requests-without-redirect')
    return isPlain(handled.type) && !handled.actions.includes('redirect') && !followsRedirects(handled);
  const [protocols, ciphers] = [words(given['protocols']), words(given['ciphers'])];
  // What never came to TLS is broken by no policy.
  if (handled.protocol === '-') return false;
  return !protocols.includes(protocolOf(handled.protocol)) || !ciphers.includes(handled.cipher);
};

/** What a change would mean for whoever sent it. */
export const entryOf = (handled: Handled, question: Question): Entry => {
  const { at, agent, protocol, address } = handled;
  const overTls = protocol !== '-';
  if (agent.startsWith(probeAgent)) return { at, is: 'apart' };
  if (!isHarmed(handled, question)) return { at, is: overTls ? 'secure' : 'apart' };
  if (!overTls && (isScanner(handled) || isNobody(handled))) return { at, is: 'apart' };
  const who = { agent: present(agent.slice(0, 120)), address: present(address) };
  return {
    at,
    is: 'offending',
    ...(who.agent !== undefined && { agent: who.agent }),
    ...(who.address !== undefined && { address: who.address }),
    ...(overTls && { tls: protocolOf(protocol) }),
  };
};
