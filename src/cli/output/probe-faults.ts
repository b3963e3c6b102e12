import type { Probed } from '../../probe/probe.ts';
import type { Chain } from '../../probe/redirects.ts';

export const profiles = ['modern', 'intermediate', 'old'] as const;
export type Wanted = (typeof profiles)[number];

/** Whoever came by HTTPS is sent to plain HTTP. */
const fallsBack = ({ hops }: Chain): boolean =>
  hops.some(({ url }, at) => url.startsWith('http:') && hops[at - 1]?.url.startsWith('https:') === true);

/** The way from plain HTTP ends at HTTPS that was answered, and nothing falls back on it. */
const endsInTls = (chain: Chain): boolean => {
  const { url = '', status } = chain.hops.at(-1) ?? {};
  const answered = status !== undefined && (status < 300 || status >= 400);
  return url.startsWith('https:') && answered && !fallsBack(chain);
};

/** What has no TLS of its own: a bucket over HTTP, or a port that only sends on, as far as HTTPS is shown to work. */
const needsNone = ({ tls, endpoint, http }: Probed): boolean =>
  tls.is === 'not-spoken' &&
  (endpoint.protocol === 's3' || (endpoint.protocol === 'http' && http !== undefined && endsInTls(http)));

const tlsFaults = (probed: Probed, wanted: Wanted): readonly string[] => {
  const { tls, endpoint, http } = probed;
  if (tls.is === 'spoken') {
    const problems = tls.problems.filter(({ weighs }) => weighs === 'problem');
    // A stricter profile is as good, though it leaves out versions that this one takes.
    const met = profiles.slice(0, profiles.indexOf(wanted) + 1).some((name) => tls.grade.profile === name);
    return [
      ...(http && fallsBack(http) ? ['redirects: Clients are sent from HTTPS back to HTTP.'] : []),
      ...problems.map(({ check, says }) => `${check}: ${says}`),
      ...(met ? [] : tls.grade.against[wanted].map((says) => `${wanted}: ${says}`)),
    ];
  }
  if (needsNone(probed)) return [];
  if (endpoint.protocol === 'http' && http && tls.is === 'not-spoken')
    return ['TLS is not spoken here, and the way on does not end at HTTPS that was answered.'];
  return [tls.is === 'unknown' ? `TLS is not known: ${tls.says}` : `TLS is not spoken: ${tls.says}`];
};

/** Why an endpoint is not good, by a profile of Mozilla's. Empty: it is. */
export const faultsOf = (probed: Probed, wanted: Wanted): readonly string[] => {
  const { is, says } = probed.plaintext;
  const plaintext =
    is === 'accepted' ? [`Plaintext is accepted: ${says}`] : [`Plaintext is not known: ${says}`];
  return [...(is === 'refused' ? [] : plaintext), ...tlsFaults(probed, wanted)];
};
