import { isIPv6 } from 'node:net';
import { protocols, type Endpoint, type ProtocolName } from '../../core/model/endpoint.ts';
import { hostOf } from '../../probe/guard.ts';
import { spoken } from '../../probe/protocols/index.ts';
import { didYouMean } from './suggest.ts';
import { UsageError } from './usage.ts';

/** The same as HOST:PORT, where it can be made out of a URL or of an address of IPv6 without brackets. */
const meant = (typed: string): string | undefined => {
  const [, scheme = '', authority = ''] = /^(https?|wss?):\/\/([^/?#]+)/i.exec(typed) ?? [];
  const [name = ''] = authority.split('@').slice(-1);
  if (name !== '') {
    const port = /^(?:https|wss)$/i.test(scheme) ? 443 : 80;
    return /:\d+$/.test(name) ? name : `${name}:${port}`;
  }
  const [, address = '', port = ''] = /^([0-9a-f:.]*:[0-9a-f:.]*):(\d{1,5})$/i.exec(typed) ?? [];
  return isIPv6(address) ? `[${address}]:${port}` : undefined;
};

const bad = (typed: string, why: string): UsageError => {
  const instead = meant(typed);
  return new UsageError(
    'bad-endpoint',
    `"${typed}" is not HOST:PORT: ${why}.`,
    instead === undefined
      ? 'Give a name or an address and a port, such as db.example.com:5432 or [2001:db8::1]:443.'
      : `Give ${instead}${typed.includes('://') ? '. Paths are not asked for: what is probed is how the endpoint speaks' : ''}.`,
  );
};

const protocolNamed = (typed: string): ProtocolName => {
  const found = protocols.find((one) => one === typed);
  if (found) return found;
  throw new UsageError(
    'unknown-protocol',
    `"${typed}" is not a protocol that Waxseal probes.`,
    didYouMean(typed, protocols, `It probes ${protocols.join(', ')}.`),
  );
};

/** What is usually spoken on a port. */
const usual = (port: number): ProtocolName | undefined =>
  protocols.find((name) => spoken[name].ports.includes(port) || spoken[name].tlsPorts.includes(port));

/** `HOST:PORT`; an address of IPv6 in brackets. */
export const endpointNamed = (typed: string, protocol: string | undefined): Endpoint => {
  const [, host = '', digits = ''] = /^(\[[^\]]*\]|[^:]*):(\d{1,5})$/.exec(typed) ?? [];
  if (host === '') throw bad(typed, 'a host, a colon and a port are wanted');
  const port = Number(digits);
  if (port < 1 || port > 65_535) throw bad(typed, 'a port is from 1 to 65535');
  if (hostOf(host) === undefined) throw bad(typed, 'the host is no name');
  const name = protocol === undefined ? usual(port) : protocolNamed(protocol);
  if (name === undefined)
    throw new UsageError(
      'unknown-protocol',
      `What is spoken on port ${port} is not known.`,
      `Say it with --protocol: ${protocols.join(', ')}.`,
    );
  return { host, port, protocol: name };
};
