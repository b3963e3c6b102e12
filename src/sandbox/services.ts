import { rooms } from '../services/sandbox.ts';
import type { RoomWithoutRecords, Rooms } from './room.ts';
import type { World } from './world.ts';

const registry: Rooms = rooms;
const all: readonly RoomWithoutRecords[] = Object.values(registry);
const byPrefix: ReadonlyMap<string, RoomWithoutRecords> = new Map(all.map((room) => [room.prefix, room]));
const byClient: ReadonlyMap<string, string> = new Map(all.map(({ client, prefix }) => [client, prefix]));

/** Every service that the sandbox plays, by the key of its slice. */
export const allRooms: readonly (readonly [key: string, room: RoomWithoutRecords])[] =
  Object.entries(registry);

/** The service of `s3:PutBucketPolicy`, or of `s3`. */
export const roomOf = (operation: string): RoomWithoutRecords | undefined =>
  byPrefix.get(operation.split(':')[0] ?? '');

/** The name of its folder. */
export const keyOf = (prefix: string): string | undefined =>
  allRooms.find(([, room]) => room.prefix === prefix)?.[0];

/** The name of an SDK client → the prefix of its operations. */
export const serviceOf = (client: string): string => byClient.get(client) ?? client.replace(/Client$/, '');

/** Waxseal's own business with AWS: no call of it touches a resource. */
export const isBusiness = (operation: string): boolean => roomOf(operation)?.business === true;

/** By the verb, as AWS names its operations; the sandbox has no other opinion about what only reads. */
export const onlyReads = (operation: string): boolean =>
  /^(?:BatchGet|Get|List|Describe|Head|Lookup|ExportApi$)/.test(operation.split(':').at(-1) ?? '');

/** What time alone has changed by now. */
export const passed = (world: World, now: Date): World =>
  all.reduce((before, { passes }) => passes?.(before, now) ?? before, world);
