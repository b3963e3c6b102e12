import * as z from 'zod/mini';
import { WaxsealError } from '../core/model/errors.ts';
import { rooms } from '../services/sandbox.ts';
import type { Slices } from '../services/slices.ts';
import { inOrder } from './order.ts';
import type { RoomWithoutRecords, Rooms, SandboxRoom } from './room.ts';
import { shapeProblems, unplaced } from './shape-problems.ts';
import type { World } from './world.ts';

type Room = SandboxRoom<z.ZodMiniType, object, keyof Slices>;
const hasRecords = (room: RoomWithoutRecords): room is Room => 'records' in room;

const registry: Rooms = rooms;
const withRecords: ReadonlyMap<string, Room> = new Map(
  Object.entries(registry).flatMap(([key, room]) => (hasRecords(room) ? [[key, room]] : [])),
);
const order = inOrder(new Map([...withRecords].map(([key, { needs = [] }]) => [key, needs])));

const head = z.object({
  account: z._default(z.string().check(z.regex(/^\d{12}$/)), '111122223333'),
  region: z._default(z.string().check(z.regex(/^[a-z]{2}(-[a-z]+)+-\d$/)), 'eu-west-1'),
  partition: z._default(z.enum(['aws', 'aws-cn', 'aws-us-gov']), 'aws'),
  /** Who Waxseal is. Default: a session of the role `waxseal`. */
  caller: z.optional(z.string().check(z.regex(/^arn:/))),
  /** Operations that Waxseal's role lacks, as `s3:GetBucketTagging`. */
  denied: z._default(z.array(z.string().check(z.regex(/^[a-z0-9]+:[A-Za-z0-9]+$/))), []),
});
const slices = [...withRecords].map(([key, { records, optional }]) => [
  key,
  optional ? z.optional(records) : z.prefault(records, {}),
]);
const file = z.strictObject({ ...head.shape, ...Object.fromEntries(slices) });

type Registry = typeof rooms;
/** An account as people write it: only what differs from AWS's defaults. */
export type AccountFile = z.input<typeof head> & {
  [Key in keyof Registry as Registry[Key] extends Pick<Room, 'records'> ? Key : never]?:
    | (Registry[Key] extends { readonly records: infer Records extends z.ZodMiniType }
        ? z.input<Records>
        : never)
    | undefined;
};

export interface Account {
  readonly world: World;
  readonly region: string;
  readonly caller: string;
  readonly denied: readonly string[];
}

const wrong = (name: string, says: string): WaxsealError =>
  new WaxsealError({
    code: 'sandbox-account',
    says: `The account file ${name} describes no possible account: ${says}.`,
    todo: 'Records have the shape of the elements of Describe answers; fix the one that is named.',
  });

/** Checks an account file, adds AWS's defaults, and makes the world. Throws `WaxsealError` `sandbox-account`. */
export const loadAccount = (input: unknown, name = 'account'): Account => {
  const parsed = file.safeParse(input);
  if (!parsed.success) {
    const problems = shapeProblems(parsed.error.issues, { yaml: unplaced(input), schema: file });
    const says = problems.map(({ path, says: what, todo = '' }) => `${path || 'it'} ${what} ${todo}`.trim());
    throw wrong(name, says.join(' ').replace(/\.$/, ''));
  }
  const { account, region, partition, caller, denied } = head.parse(input);
  const records: Readonly<Record<string, unknown>> = parsed.data;
  const loaded: Record<string, object> = {};
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- whole when all rooms have loaded; the type of the registry says that each loads its own slice
  const whole = loaded as unknown as Slices;
  for (const key of order) {
    const room = withRecords.get(key);
    if (!room || records[key] === undefined) continue;
    const slice = room.load(records[key], { account, region, partition }, whole);
    if (typeof slice === 'string') throw wrong(name, slice);
    loaded[key] = slice;
  }
  return {
    world: { account, partition, ...whole },
    region,
    caller: caller ?? `arn:${partition}:sts::${account}:assumed-role/waxseal/run`,
    denied,
  };
};
