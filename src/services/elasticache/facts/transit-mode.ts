/** How far a replication group takes TLS: nobody, whoever wants, everybody. */
export type TransitMode = 'off' | 'preferred' | 'required';

interface Said {
  readonly TransitEncryptionEnabled?: boolean | undefined;
  readonly TransitEncryptionMode?: string | undefined;
}

/**
 * What the two members of an answer say together. Groups that were made with TLS need not name a mode, and require it.
 * `null`: they say nothing that is known.
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ReplicationGroup.html
 */
export const transitModeOf = ({
  TransitEncryptionEnabled: on,
  TransitEncryptionMode: mode,
}: Said): TransitMode | null => {
  if (on === undefined) return null;
  if (!on) return 'off';
  if (mode === undefined || mode === 'required') return 'required';
  return mode === 'preferred' ? 'preferred' : null;
};

/** What is queued or under way; `undefined`: nothing of TLS is. `null`: something that nobody here knows. */
export const arrivingModeOf = (now: Said, pending: Said): TransitMode | null | undefined =>
  pending.TransitEncryptionEnabled === undefined && pending.TransitEncryptionMode === undefined
    ? undefined
    : transitModeOf({
        TransitEncryptionEnabled:
          pending.TransitEncryptionEnabled ??
          (pending.TransitEncryptionMode ? true : now.TransitEncryptionEnabled),
        TransitEncryptionMode: pending.TransitEncryptionMode ?? now.TransitEncryptionMode,
      });

const numbers = (version: string): readonly number[] => version.split('.').map(Number);

const canNode = (engine: string, version: string): boolean | undefined => {
  if (!/^\d+(?:\.\d+)*$/.test(version)) return undefined;
  const [major = 0, minor = 0, patch = 0] = numbers(version);
  if (engine === 'valkey') return major > 7 || (major === 7 && minor >= 2);
  if (engine === 'redis') return major > 7 || (major === 7 && (minor > 0 || patch >= 5));
  return undefined;
};

/**
 * Whether TLS of a group can be changed where it is, by the versions of all its nodes: while they are upgraded they differ.
 * `undefined`: nobody knows for such an engine or version. AWS's page says version 7 of Redis OSS, and AWS itself refuses
 * what is before 7.0.5. https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html
 */
export const canChange = (engine: string, versions: readonly string[]): boolean | undefined => {
  const each = versions.map((version) => canNode(engine, version));
  if (each.includes(false)) return false;
  return each.length === 0 || each.includes(undefined) ? undefined : true;
};
