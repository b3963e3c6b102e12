import type { Meta } from './remediation.ts';

/** Every IAM action that looking takes: what the remediation reads, and what names, lists and labels its resources. */
export const looks = (
  { read }: Pick<Meta['permissions'], 'read'>,
  ofResource: readonly string[],
): readonly string[] => [...new Set([...read, ...ofResource])].toSorted();
