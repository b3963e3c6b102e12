import type { Source } from './source.ts';
import { s3AccessLogs } from './s3-access-logs/source.ts';

/** Best first: the first that is complete and clean, or that has seen somebody, is enough. */
export const sources: readonly Source[] = [s3AccessLogs];

/** What the evidence role may do, and nothing else. */
export const evidencePermissions: readonly string[] = [
  ...new Set(sources.flatMap(({ permissions }) => permissions)),
].toSorted();
