import type { Target } from '../../core/model/target.ts';
import type { Write } from '../../sandbox/faults.ts';
import type { Probe, Probed } from '../../sandbox/probe.ts';
import { allRooms } from '../../sandbox/services.ts';
import type { World } from '../../sandbox/world.ts';

/** What a client that wants the least got before a fix and gets after it. */
export interface Proof {
  readonly name: string;
  readonly remediation: string;
  readonly asks: string;
  readonly before: string;
  readonly after: string;
}

type Named = Pick<Target, 'type' | 'id'>;

/** Every type of resource of which the sandbox of a service says what its clients meet. */
const probed: ReadonlyMap<string, Probed> = new Map(
  allRooms.flatMap(([, { probes = {} }]) => Object.entries(probes)),
);

export const probe = ({ type, id }: Named, world: World): Probe =>
  probed.get(type)?.probe(id, world) ?? { asks: '–', gets: '–', refused: false };

/** What a Config rule of this identifier looks at. `undefined`: the sandbox does not know. */
export const idsOf = (type: string, world: World, rule: string): readonly string[] | undefined =>
  probed.get(type)?.ids(world, rule);

/** What people call it: bucket, balancer, balancer and port, instance. */
export const nameOf = ({ type, id }: Named, world: World): string =>
  probed.get(type)?.name?.(id, world) ?? id.split('/')[2] ?? id;

/** What somebody does by hand who does not know why the fix is there. */
export const undoneByHand = ({ type, id }: Named): Write | undefined => probed.get(type)?.undoneByHand?.(id);

/** What owners do in their maintenance windows, by what they call it. */
export const maintenance = (world: World): readonly { readonly name: string; readonly write: Write }[] =>
  [...probed.values()].flatMap((one) => one.maintenance?.(world) ?? []);
