import { canonical } from '../../../../core/model/json.ts';
import type { Target } from '../../../../core/model/target.ts';
import { saying, type Said } from '../../../../core/say/said.ts';
import type { Evaluated } from '../../../../families/advice.ts';
import { listenerIn } from '../../facts/listener.ts';
import type { messages } from './messages.ts';

type Id = keyof typeof messages;

/** Actions and matches are as VPC Lattice answers them: what makes a listener takes them just so. `null`: it does not say. */
export interface Rule {
  readonly name: string;
  readonly priority: number;
  readonly match: object | null;
  readonly action: object | null;
}
export interface Group {
  readonly name: string;
  readonly type: string | null;
  readonly protocol: string | null;
}
export interface State {
  readonly name: string;
  readonly protocol: string | null;
  readonly port: number | null;
  readonly action: object | null;
  /** Without the default one, the first first. */
  readonly rules: readonly Rule[];
  /** Whatever it forwards to, by its rules as well. */
  readonly groups: readonly Group[];
  readonly domain: string | null;
  readonly certificate: string | null;
  readonly auth: string | null;
  /** The other listeners of its service. */
  readonly beside: readonly { readonly protocol: string; readonly port: number }[];
}

/** The listener that people make. */
export interface Second {
  readonly name: string;
  readonly port: number;
  readonly action: object;
  readonly rules: readonly { readonly [Key in keyof Rule]: NonNullable<Rule[Key]> }[];
}

/** From 3 to 63 letters: https://docs.aws.amazon.com/vpc-lattice/latest/APIReference/API_CreateListener.html */
const newName = (name: string): string => `${name.slice(0, 57).replace(/-+$/, '')}-https`;

/** The SDK marks the member of a union that it does not know. */
const isKnown = (value: object | null): value is object =>
  value !== null && !canonical(value).includes('"$unknown"');

const secondOf = ({ name, port, action, rules, beside }: State): Second | undefined => {
  const known = rules.flatMap((rule) =>
    isKnown(rule.match) && isKnown(rule.action) ? [{ ...rule, match: rule.match, action: rule.action }] : [],
  );
  if (!isKnown(action) || known.length < rules.length) return undefined;
  const taken = new Set([port, ...beside.map((one) => one.port)]);
  const free = [443, 8443, 9443].find((one) => !taken.has(one));
  return free === undefined ? undefined : { name: newName(name), port: free, action, rules: known };
};

const notesOf = ({ name, groups, domain, certificate, auth }: State, service: string, region: string) => {
  // A function is invoked over HTTPS, and its group has no protocol.
  const asked = groups.filter(({ type }) => type !== 'LAMBDA');
  const named = (all: readonly Group[]) => ({ name, region, groups: all.map((one) => one.name).join(', ') });
  const plain = asked.filter(({ protocol }) => protocol === 'HTTP');
  const untold = asked.filter(({ protocol }) => protocol === null);
  return [
    ...saying<Id>('targets-in-plaintext', plain.length > 0, named(plain)),
    ...saying<Id>('targets-not-told', untold.length > 0, named(untold)),
    ...saying<Id>('own-domain', domain !== null && certificate === null, {
      service,
      region,
      domain: domain ?? '',
    }),
    ...saying<Id>('no-auth', auth === 'NONE', { service, region }),
  ] satisfies readonly Said<Id>[];
};

/** Pure. What is to be said of a listener, and which one people make beside it. */
export const adviceOf = (state: State, { arn, region }: Target): Evaluated<Id> => {
  const { name, protocol, port, beside } = state;
  const { serviceId: service = '', listenerId: id = '' } = listenerIn(arn) ?? {};
  const data = { name, service, region, id, port: port ?? '?' };
  if (protocol === 'HTTPS') return { is: 'good', notes: notesOf(state, service, region) };
  if (protocol === 'TLS_PASSTHROUGH') return { is: 'good', notes: saying<Id>('passthrough', true, { name }) };
  if (protocol !== 'HTTP')
    return { is: 'unknown', message: 'not-told', data: { ...data, protocol: protocol ?? 'nothing' } };

  const notes = notesOf(state, service, region);
  const https = beside.filter((one) => one.protocol === 'HTTPS');
  const advised = { is: 'advised', notes, advises: [] } as const;
  if (https.length > 0) {
    const ports = https.map((one) => one.port).join(', ');
    return { ...advised, message: 'plain-http-beside', data: { ...data, ports } };
  }
  const second = secondOf(state);
  if (!second) return { ...advised, message: 'plain-http-by-hand', data };
  return {
    ...advised,
    message: 'plain-http',
    data,
    advises: [{ set: 'listener', on: arn, before: { protocol, port }, after: second }],
  };
};
