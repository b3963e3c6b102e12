import type { Rate } from './rate.ts';
import type { Gathered, Shared } from './shared.ts';

/** Operations of one client, and how fast AWS may be asked: of `Service` what is needed before any call. */
export interface Calls {
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  readonly rate?: Rate | 'thousands a second';
  readonly shared?: Readonly<Record<string, Pick<Shared, 'seconds' | 'ofAll'>>>;
  readonly gathered?: Readonly<Record<string, Gathered>>;
}
