import type { Write } from './faults.ts';
import type { World } from './world.ts';

/** What happens to a client that wants the least: read from the account itself, with no code of the remediations. */
export interface Probe {
  readonly asks: string;
  readonly gets: string;
  readonly refused: boolean;
}

/** One type of resource, as those meet it who use it, watch over it or work on it. */
export interface Probed {
  /** The ids of those that AWS Config's managed rule of this identifier looks at. */
  readonly ids: (world: World, rule: string) => readonly string[];
  /** What people call it. Default: the id, or the name in it when it is an ARN. */
  readonly name?: (id: string, world: World) => string | undefined;
  readonly probe: (id: string, world: World) => Probe;
  /** What somebody does by hand who does not know why the fix is there. */
  readonly undoneByHand?: (id: string) => Write;
  /** What owners do in their maintenance window. */
  readonly maintenance?: (world: World) => readonly { readonly name: string; readonly write: Write }[];
}
