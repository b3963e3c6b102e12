import { isIP } from 'node:net';
import type { Endpoint, Plaintext } from '../core/model/endpoint.ts';
import { isDirect } from './begin.ts';
import { certificateSeen, problemsOf, type CertificateProblem, type CertificateSeen } from './certificate.ts';
import type { Place } from './dial.ts';
import { gradeOf, type Grade } from './grade.ts';
import { saysTls, shake, type NotShaken, type Shaken } from './handshake.ts';
import { mostAddresses, nameOf, placesOf, type Probing } from './places.ts';
import { seeAddress, together, type AddressSeen } from './plaintext.ts';
import { unknown, type Protocol } from './protocol.ts';
import { spoken } from './protocols/index.ts';
import { follow, type Chain } from './redirects.ts';
import { Unreached } from './unreached.ts';
import { versions as allVersions } from './ciphers.ts';
import { seeVersions, type Spoken, type VersionSeen } from './versions.ts';

export interface TlsSeen {
  readonly is: 'spoken';
  readonly version: string;
  readonly cipher: string;
  readonly group?: string;
  readonly alpn?: string;
  readonly stapled: boolean;
  /** Begun within the protocol (STARTTLS), not with the first byte. */
  readonly begun: 'first' | 'within';
  readonly versions: readonly VersionSeen[];
  readonly chain: readonly CertificateSeen[];
  readonly problems: readonly CertificateProblem[];
  readonly grade: Grade;
}

interface NoTls {
  /** `not-spoken`: it answered, and not with TLS. */
  readonly is: 'not-spoken' | 'unknown';
  readonly says: string;
}

export interface Probed {
  readonly endpoint: Endpoint;
  /** Over all addresses. */
  readonly plaintext: Plaintext;
  readonly addresses: readonly AddressSeen[];
  /** How many addresses of its name were not asked. */
  readonly unasked?: number;
  /** Nothing was asked: why. */
  readonly unreached?: Unreached['why'];
  readonly tls: TlsSeen | NoTls;
  /** Redirects and HSTS, where HTTP is spoken. */
  readonly http?: Chain;
}

interface Met {
  readonly shaken: Shaken | NotShaken;
  readonly direct: boolean;
}

/** Tries the way that the port suggests, then the other. */
const meet = async (place: Place, protocol: Protocol, ca: readonly string[]): Promise<Met> => {
  const direct = isDirect(protocol, place.port);
  const first = await shake(place, protocol, direct, { ca });
  if (first.is === 'tls' || protocol.startTls === undefined) return { shaken: first, direct };
  const other = await shake(place, protocol, !direct, { ca });
  return other.is === 'tls' ? { shaken: other, direct: !direct } : { shaken: first, direct };
};

const answered: ReadonlySet<NotShaken['is']> = new Set(['not-tls', 'not-offered']);

/** What one handshake shows, where asking for each version would get our address shut out. */
const versionsUnasked = (shown: Shaken | undefined): readonly VersionSeen[] =>
  allVersions.map((version) =>
    shown?.version === version
      ? { version, is: 'accepted', ciphers: [shown.cipher] }
      : {
          version,
          is: 'unknown',
          ciphers: [],
          says: 'not asked: the server counts connections that end early; --login asks',
        },
  );

/** What a handshake has shown, whether or not it was ended. */
const shownIn = (shaken: Shaken | NotShaken): Shaken | undefined =>
  shaken.is === 'tls' ? shaken : shaken.shown;

/** A version of which our own ClientHello knows. */
const spokenIn = (shown: Shaken | undefined): Spoken | undefined => {
  const version = allVersions.find((one) => one === shown?.version);
  return shown && version && { version, cipher: shown.cipher };
};

const seeTls = async (
  place: Place,
  protocol: Protocol,
  { shaken, direct }: Met,
  { names, now, given, login }: Probing & Pick<Endpoint, 'given'>,
): Promise<TlsSeen | NoTls> => {
  if (shaken.is !== 'tls' && !saysTls.has(shaken.is))
    return { is: answered.has(shaken.is) ? 'not-spoken' : 'unknown', says: shaken.says };
  const shown = shownIn(shaken);
  const versions =
    protocol.countsEarlyEnds && !login
      ? versionsUnasked(shown)
      : await seeVersions(place, protocol, direct, spokenIn(shown));
  const chain = (shown?.chain ?? []).map(certificateSeen);
  const asked = { names: names.length > 0 ? names : [place.name], now };
  const ended: readonly CertificateProblem[] =
    shaken.is === 'tls' ? [] : [{ check: 'use', weighs: 'note', says: shaken.says }];
  const problems: readonly CertificateProblem[] = shown
    ? [
        ...problemsOf(shown.chain, { ...asked, untrusted: shown.untrusted }).map((one) =>
          given && names.length === 0 && one.check === 'name' ? { ...one, weighs: 'note' as const } : one,
        ),
        ...ended,
      ]
    : [
        {
          check: 'chain',
          weighs: 'problem',
          says: `No certificate was seen. ${shaken.is === 'tls' ? '' : shaken.says}`,
        },
      ];
  return {
    is: 'spoken',
    version: shown?.version ?? 'none',
    cipher: shown?.cipher ?? 'none',
    ...(shown?.group !== undefined && { group: shown.group }),
    ...(shown?.alpn !== undefined && { alpn: shown.alpn }),
    stapled: shown?.stapled ?? false,
    begun: direct ? 'first' : 'within',
    versions,
    chain,
    problems,
    grade: gradeOf({ versions, certificate: chain[0] }),
  };
};

const nothing = (endpoint: Endpoint, { why, message: says }: Unreached): Probed => ({
  endpoint,
  plaintext: unknown(says),
  addresses: [],
  unreached: why,
  tls: { is: 'unknown', says },
});

/** All that a client meets at one endpoint. One connection at a time. */
export const probe = async (endpoint: Endpoint, options: Probing): Promise<Probed> => {
  try {
    return await probeAt(await placesOf(endpoint, options), endpoint, options);
  } catch (error) {
    if (error instanceof Unreached) return nothing(endpoint, error);
    throw error;
  }
};

const probeAt = async (places: readonly Place[], endpoint: Endpoint, options: Probing): Promise<Probed> => {
  const { given, port } = endpoint;
  const protocol = spoken[endpoint.protocol];
  const { login, ca } = options;
  const addresses: AddressSeen[] = [];
  let tls: TlsSeen | NoTls = { is: 'unknown', says: 'There is no address to ask.' };
  for (const place of places.slice(0, mostAddresses)) {
    let met: Met;
    try {
      met = await meet(place, protocol, ca);
    } catch (error) {
      if (!(error instanceof Unreached)) throw error;
      addresses.push({ address: place.address, plaintext: unknown(error.message), unreached: error.why });
      if (tls.is === 'unknown') tls = { is: 'unknown', says: error.message };
      continue;
    }
    addresses.push(await seeAddress({ place, protocol, direct: met.direct, login }));
    // Versions and certificate are looked at once; the nodes of a balancer are made alike.
    if (tls.is !== 'spoken') tls = await seeTls(place, protocol, met, { ...options, given });
  }
  const name = nameOf(endpoint, options);
  const page = endpoint.protocol === 'http' && addresses.some(({ unreached }) => unreached === undefined);
  return {
    endpoint,
    plaintext: together(addresses),
    addresses,
    ...(places.length > mostAddresses && { unasked: places.length - mostAddresses }),
    tls,
    ...(page && {
      http: await follow(pageOf(name, port, tls.is === 'spoken'), following(name, addresses, options)),
    }),
  };
};

/** The first page is asked for where the endpoint was found, under whichever name. */
const following = (
  name: string,
  addresses: readonly AddressSeen[],
  { inside, lookup, times: waits }: Probing,
) => ({
  inside,
  times: waits,
  lookup: async (host: string) =>
    host === name
      ? addresses.filter(({ unreached }) => unreached === undefined).map(({ address }) => address)
      : lookup(host),
});

const pageOf = (name: string, port: number, secure: boolean): URL =>
  new URL(`${secure ? 'https' : 'http'}://${isIP(name) === 6 ? `[${name}]` : name}:${port}/`);
