/**
 * What a tunnel permits in its negotiation, as a sorted list of `LIST VALUE`, such as `IKEVersions ikev2`.
 * https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html
 */
export const lists = [
  'IKEVersions',
  'Phase1DHGroupNumbers',
  'Phase1EncryptionAlgorithms',
  'Phase1IntegrityAlgorithms',
  'Phase2DHGroupNumbers',
  'Phase2EncryptionAlgorithms',
  'Phase2IntegrityAlgorithms',
] as const;
export type List = (typeof lists)[number];

export const ikeVersions = ['ikev1', 'ikev2'] as const;
export const encryptions = ['AES128', 'AES256', 'AES128-GCM-16', 'AES256-GCM-16'] as const;
export const integrities = ['SHA1', 'SHA2-256', 'SHA2-384', 'SHA2-512'] as const;
export const groups = [2, 5, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24] as const;

/** What may stay, by what a list is about. */
export interface Accepted {
  readonly ikeVersions: readonly string[];
  readonly encryption: readonly string[];
  readonly integrity: readonly string[];
  readonly groups: readonly number[];
}

/** Of groups, AWS has 5 for phase 2 only. */
const each = ({ ikeVersions: versions, encryption, integrity, groups: all }: Accepted) =>
  ({
    IKEVersions: versions,
    Phase1DHGroupNumbers: all.filter((group) => group !== 5).map(String),
    Phase1EncryptionAlgorithms: encryption,
    Phase1IntegrityAlgorithms: integrity,
    Phase2DHGroupNumbers: all.map(String),
    Phase2EncryptionAlgorithms: encryption,
    Phase2IntegrityAlgorithms: integrity,
  }) satisfies Record<List, readonly string[]>;

const all = each({ ikeVersions, encryption: encryptions, integrity: integrities, groups });

/**
 * What holds where nobody has chosen: everything. In GovCloud SHA-1 and the groups below 14 are under the minimum.
 * https://docs.aws.amazon.com/vpn/latest/s2svpn/CGRequirements.html
 */
export const defaultsIn = (partition: string): Readonly<Record<List, readonly string[]>> =>
  partition === 'aws-us-gov'
    ? each({
        ikeVersions,
        encryption: encryptions,
        integrity: integrities.filter((one) => one !== 'SHA1'),
        groups: groups.filter((group) => group >= 14),
      })
    : all;

/** A value of a field from its lists, in one form. */
export const permitting = (of: (list: List) => readonly string[]): readonly string[] =>
  lists.flatMap((list) => of(list).map((value) => `${list} ${value}`)).toSorted();

/** What of one list is in a value. */
export const within = (permitted: readonly string[], list: List): readonly string[] =>
  permitted.flatMap((one) => (one.startsWith(`${list} `) ? [one.slice(list.length + 1)] : []));

/** Whether every list has something, and nothing that no page of AWS knows. */
export const isKnown = (permitted: readonly string[]): boolean =>
  lists.every((list) => {
    const known: readonly string[] = all[list];
    const values = within(permitted, list);
    return values.length > 0 && values.every((value) => known.includes(value));
  });

/** Lists of which nothing is accepted: where a tunnel agrees on anything today, it is on what is taken away. */
export const emptied = (permitted: readonly string[], accepted: Accepted): readonly List[] =>
  lists.filter((list) => !within(permitted, list).some((value) => each(accepted)[list].includes(value)));

/** What is permitted without what is not accepted; of a list that would be empty, all that is accepted. */
export const narrowed = (permitted: readonly string[], accepted: Accepted): readonly string[] => {
  const wanted = each(accepted);
  return permitting((list) => {
    const left = within(permitted, list).filter((value) => wanted[list].includes(value));
    return left.length > 0 ? left : wanted[list];
  });
};
