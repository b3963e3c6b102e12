import type { CertificateSeen } from './certificate.ts';
import { mozilla, s3Profile, type Profile } from './profiles.ts';
import type { VersionSeen } from './versions.ts';

export interface Grade {
  /** The strictest of Mozilla's profiles that is met; `none`: not even the old one. */
  readonly profile: 'modern' | 'intermediate' | 'old' | 'none';
  readonly s3: boolean;
  /** What keeps it from each profile. Empty: it is met. */
  readonly against: Readonly<Record<Profile['name'], readonly string[]>>;
}

interface Measured {
  readonly versions: readonly VersionSeen[];
  readonly certificate: CertificateSeen | undefined;
}

const day = 86_400_000;

const certificateIssues = (
  { key, signature, from, until }: CertificateSeen,
  { keys, signatures, leastRsa, curves, longestLife }: Profile,
): readonly string[] => {
  const [type = '', size = ''] = key.split(' ');
  const life = Math.round((Date.parse(until) - Date.parse(from)) / day);
  return [
    ...(keys.some((one) => one === type) ? [] : [`The key is ${type}; it takes ${keys.join(' and ')}.`]),
    ...(type === 'RSA' && Number(size) < leastRsa ? [`The key has ${size} bits; it takes ${leastRsa}.`] : []),
    ...(type === 'EC' && !curves.includes(size) ? [`The curve of the key is ${size}.`] : []),
    ...(signatures.test(signature) ? [] : [`The certificate is signed with ${signature}.`]),
    ...(longestLife !== undefined && life > longestLife
      ? [`The certificate lasts ${life} days; it takes ${longestLife}.`]
      : []),
  ];
};

/** What was not seen keeps from a profile as well: nothing is good by being unknown. */
const issuesOf = ({ versions, certificate }: Measured, profile: Profile): readonly string[] => {
  const taken = versions.filter(({ is }) => is === 'accepted');
  const ciphers = [...new Set(versions.flatMap((seen) => seen.ciphers))];
  return [
    ...versions
      .filter(({ is }) => is === 'unknown')
      .map(({ version }) =>
        profile.versions.includes(version)
          ? `What ${version} takes is not known.`
          : `Whether ${version} is refused is not known.`,
      ),
    ...(taken.length === 0 ? ['No version of TLS was seen.'] : []),
    ...taken
      .filter(({ version }) => !profile.versions.includes(version))
      .map(({ version }) => `${version} is accepted.`),
    ...(taken.length === 0 || taken.some(({ version }) => profile.versions.includes(version))
      ? []
      : [`None of ${profile.versions.join(', ')} is accepted.`]),
    ...ciphers.filter((cipher) => !profile.takes(cipher)).map((cipher) => `${cipher} is accepted.`),
    ...(certificate ? certificateIssues(certificate, profile) : ['No certificate was seen.']),
  ];
};

/** Pure. */
export const gradeOf = (measured: Measured): Grade => {
  const issues = (profile: Profile): readonly string[] => issuesOf(measured, profile);
  const [modern, intermediate, old] = mozilla.map(issues);
  const s3 = issues(s3Profile);
  const against = { modern: modern ?? [], intermediate: intermediate ?? [], old: old ?? [], s3 };
  const names = ['modern', 'intermediate', 'old'] as const;
  return {
    profile: names.find((name) => against[name].length === 0) ?? 'none',
    s3: s3.length === 0,
    against,
  };
};
