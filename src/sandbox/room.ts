import type * as z from 'zod/mini';
import type { Slices } from '../services/slices.ts';
import type { Probed } from './probe.ts';
import type { Operations, Refusal, Where, World } from './world.ts';

/** What a service answers for a fault that AWS makes itself, where it does so in words of its own. */
export type OwnFaults = Readonly<
  Partial<Record<'throttle' | 'server-error' | 'access-denied' | 'invalid', Refusal['refusal']>>
>;

/** How the records of a slice are told apart and compared, by their keys. */
export interface Shows {
  /** Keys by which a record is known; of several the first that it has. A record with none is known by its place. */
  readonly names: readonly string[];
  /** Lists of the slice that AWS offers everybody: no resources of the account. */
  readonly offered?: readonly string[];
  /** What is always written whole is compared whole. */
  readonly whole?: readonly string[];
  /** Policies as JSON: compared statement by statement. */
  readonly policies?: readonly string[];
}

/**
 * Either resources of the account, or Waxseal's own business with AWS: there it asks who it is, what the rules say and
 * where people have approved. Nothing in it is a resource, and writes to it change nobody's.
 */
type Kind =
  | { readonly shows: Shows; readonly business?: never }
  | { readonly business: true; readonly shows?: never };

/** A service that keeps nothing. */
export type RoomWithoutRecords = Kind & {
  /** The class of the SDK's client. */
  readonly client: string;
  /** Of its operations in the sandbox, as in `s3:PutBucketPolicy`. */
  readonly prefix: string;
  /** Unknown ones are refused. */
  readonly operations: Operations;
  readonly faults?: OwnFaults;
  /** What time alone changes. */
  readonly passes?: (world: World, now: Date) => World;
  /** By AWS Config resource type. */
  readonly probes?: Readonly<Record<string, Probed>>;
};

/** What one service says of itself to the sandbox. */
export type SandboxRoom<
  Records extends z.ZodMiniType,
  Slice,
  Needs extends keyof Slices = never,
> = RoomWithoutRecords & {
  /** What account files may say of it. */
  readonly records: Records;
  /** Services whose slices are loaded first. */
  readonly needs?: readonly Needs[];
  /** Without records there is no slice: nobody may look into it. */
  readonly optional?: true;
  /** The records with AWS's defaults; a sentence when they describe no possible account. */
  load(records: z.output<Records>, where: Where, others: Pick<Slices, Needs>): Slice | string;
};

/** Says that a room is one, and lets the compiler work out the rest. */
export const sandboxRoom = <
  Records extends z.ZodMiniType,
  Slice extends object,
  const Needs extends keyof Slices = never,
>(
  room: SandboxRoom<Records, Slice, Needs>,
): SandboxRoom<Records, Slice, Needs> => room;

/** A service that the sandbox does not play. */
export interface NoSandbox {
  readonly none: string;
}
/** With the reason why not. */
export const noSandbox = (none: string): NoSandbox => ({ none });

/** The registry: each room loads its own slice. */
export type Rooms = {
  readonly [Key in keyof Slices]-?: SandboxRoom<z.ZodMiniType, NonNullable<Slices[Key]>, keyof Slices>;
} & Readonly<Record<string, RoomWithoutRecords>>;
