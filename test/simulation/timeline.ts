import type { Call } from '../../src/sandbox/world.ts';
import type { World } from '../../src/sandbox/world.ts';

/** A journal row as the simulation sees it: data, with no opinion about what the engine means by it. */
export interface RowSeen {
  readonly kind: string;
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
  /** Which write of this row the writer had expected to follow; of writes only. */
  readonly expected?: number;
}

/** Everything that can be seen from outside, in the order in which it happened. */
export type Moment = Happened & {
  /** Which process of ours was at work: 0, or the n-th one that came in between. */
  readonly worker?: number;
};
type Happened =
  | {
      readonly is: 'call';
      readonly own: boolean;
      readonly call: Call;
      /** The account that answered: an older one, after a stale read. */
      readonly seen: World;
      readonly before: World;
      readonly after: World;
    }
  | {
      readonly is: 'journal';
      readonly does: 'read' | 'write';
      readonly at: string;
      /** With an empty value: there was no such row. */
      readonly row: RowSeen;
    }
  | { readonly is: 'step'; readonly at: string; readonly step: Readonly<Record<string, unknown>> };

/** One way in which something went wrong; `rule` names the promise. */
export interface Violation {
  readonly rule: string;
  readonly says: string;
}

/** Harm that no client of AWS can rule out: the other write fell between our last call and our put. */
export interface Window {
  readonly kind: 'another-writer' | 'long-look' | 'stale-read' | 'lease';
  readonly says: string;
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
