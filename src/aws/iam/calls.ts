import type { Rate } from './rate.ts';

/** Operations of one client, and how fast AWS may be asked: of `Service` what is needed before any call. */
export interface Calls {
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  readonly rate?: Rate | 'thousands a second';
}
