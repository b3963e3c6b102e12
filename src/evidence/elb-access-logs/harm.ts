import type { Question } from '../../core/model/evidence.ts';
import { offender, probeAgent, unlessDash, type Entry } from '../entries.ts';
import { isBrowserOfToday } from './browsers.ts';
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
  /** Where a redirect leads; absent: not known. */
  readonly leadsTo?: string;
}

/** `tlsv12` (NLB) and `TLSv1.2` are the same. */
export const protocolOf = (text: string): string => {
  const found = /^tlsv1\.?([0-3])?$/i.exec(text);
  if (!found) return text;
  return found[1] === undefined || found[1] === '0' ? 'TLSv1' : `TLSv1.${found[1]}`;
};

const isPlain = (type: string): boolean => type === 'http' || type === 'ws';

/** Browsers of today follow redirects, and speak the TLS that is at their end; of others nobody knows. */
const followsRedirects = ({ method, agent, type }: Handled): boolean =>
  type === 'http' && (method === 'GET' || method === 'HEAD') && isBrowserOfToday(agent);

/**
 * Sent to HTTPS already. Redirects may also stay on HTTP: where the log does not tell, whoever asks says whether there are such, which
 * the change would lead to HTTPS, too.
 */
const isRedirected = ({ actions, leadsTo }: Handled, { given = {} }: Question): boolean =>
  actions.includes('redirect') &&
  (leadsTo === undefined ? given['redirects'] !== 'also to HTTP' : /^https:/i.test(leadsTo));

const words = (given: string | readonly string[] | undefined): readonly string[] =>
  given === undefined ? [] : typeof given === 'string' ? [given] : given;

/** Protocols and ciphers that stay. */
export interface Offered {
  readonly protocols: readonly string[];
  readonly ciphers: readonly string[];
}
export const offeredIn = ({ given = {} }: Question): Offered => ({
  protocols: words(given['protocols']),
  ciphers: words(given['ciphers']),
});
export const isOffered = (
  { protocol, cipher }: Pick<Handled, 'protocol' | 'cipher'>,
  { protocols, ciphers }: Offered,
): boolean => protocols.includes(protocolOf(protocol)) && ciphers.includes(cipher);

const isHarmed = (handled: Handled, question: Question): boolean => {
  if (question.ask === 'requests-without-redirect')
    return isPlain(handled.type) && !isRedirected(handled, question) && !followsRedirects(handled);
  // What never came to TLS is broken by no policy.
  return handled.protocol !== '-' && !isOffered(handled, offeredIn(question));
};

/** What a change would mean for whoever sent it. */
export const entryOf = (handled: Handled, question: Question): Entry => {
  const { at, agent, protocol, address } = handled;
  const overTls = protocol !== '-';
  if (agent.startsWith(probeAgent)) return { at, is: 'apart' };
  if (!isHarmed(handled, question)) return { at, is: overTls ? 'secure' : 'apart' };
  if (!overTls && isNobody(handled)) return { at, is: 'apart' };
  return offender(at, {
    agent: unlessDash(agent),
    address: unlessDash(address),
    ...(overTls && { tls: protocolOf(protocol) }),
  });
};
