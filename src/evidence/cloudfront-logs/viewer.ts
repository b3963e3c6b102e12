import type { Question } from '../../core/model/evidence.ts';
import { entryOf } from '../elb-access-logs/harm.ts';
import type { Entry } from '../entries.ts';

/** What CloudFront tells of one request of a viewer, in the words of its log; `-`: nothing. */
export interface Viewed {
  readonly at: number;
  /** `cs-protocol`: `http`, `https`, `ws`, `wss`, `grpcs`. */
  readonly protocol: string;
  /** `ssl-protocol`. */
  readonly tls: string;
  /** `ssl-cipher`. */
  readonly cipher: string;
  readonly method: string;
  readonly status: string;
  readonly address: string;
  /** As a URL writes it. */
  readonly agent: string;
  /** `x-host-header`: the name that the viewer asked for. */
  readonly host: string;
  /** Whether CloudFront has sent it to HTTPS. */
  readonly redirected: boolean;
  /** Whether it gets nothing over plain HTTP already: nobody is worse off without. */
  readonly refused: boolean;
}

/** What a behaviour that is HTTPS only answers: 403, and an error in each field that tells of results. */
export const isRefused = (status: string | undefined, results: readonly (string | undefined)[]): boolean => {
  const told = results.filter((result) => result !== undefined && result !== '-' && result !== '');
  return status === '403' && told.length > 0 && told.every((result) => result === 'Error');
};

const protocols: ReadonlySet<string> = new Set(['http', 'https', 'ws', 'wss', 'grpcs']);

/** What stands there may be anything that a client likes to send. */
const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** What a change would mean for whoever sent it. */
export const entryOfViewer = (viewed: Viewed, question: Question): Entry | 'broken' => {
  const { at, protocol: type, tls, cipher, method, status, address, host } = viewed;
  const isPlain = type === 'http' || type === 'ws';
  // A request over TLS without a version, or a plain one with, is not understood.
  if (!protocols.has(type) || isPlain !== (tls === '-')) return 'broken';
  // Nobody knows whether what a policy leaves suffices.
  if (question.ask === 'tls-not-offered' && !isPlain && cipher === '-') return 'broken';
  if (isPlain && viewed.refused) return { at, is: 'apart' };
  const actions = viewed.redirected ? 'redirect' : '';
  // Logs carry it encoded once, or once more.
  const who = { address, agent: decoded(decoded(viewed.agent)), host };
  return entryOf({ at, type, method, status, ...who, protocol: tls, cipher, actions }, question);
};
