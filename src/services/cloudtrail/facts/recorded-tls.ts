const memberOf = (thing: unknown, key: string): unknown =>
  typeof thing === 'object' && thing !== null ? Reflect.get(thing, key) : undefined;

/** What a record tells of TLS; `undefined`: nothing, or it cannot be read. */
const versionIn = (record: string | undefined): string | undefined => {
  try {
    const version = memberOf(memberOf(JSON.parse(record ?? ''), 'tlsDetails'), 'tlsVersion');
    return typeof version === 'string' && /^[\w.]{1,20}$/.test(version) ? version : undefined;
  } catch {
    return undefined;
  }
};

/**
 * Versions with how many calls came by each, the newest version first: `TLSv1.3 (40), TLSv1.2 (9), not recorded (1)`. `null`: none tells.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export const versionsOf = (records: readonly (string | undefined)[]): string | null => {
  const counts = new Map<string, number>();
  for (const record of records) {
    const version = versionIn(record) ?? '';
    counts.set(version, (counts.get(version) ?? 0) + 1);
  }
  const known = [...counts].filter(([version]) => version !== '').toSorted(([a], [b]) => (a < b ? 1 : -1));
  if (known.length === 0) return null;
  const unknown = counts.get('');
  return [...known, ...(unknown === undefined ? [] : [['not recorded', unknown]])]
    .map(([version, count]) => `${version} (${count})`)
    .join(', ');
};

/** Whether all that are told are as AWS documents. */
export const areModern = (versions: string): boolean =>
  versions.split(', ').every((one) => /^(?:TLSv1\.[23]|not recorded) \(\d+\)$/.test(one));
