import { WaxsealError } from '../core/model/errors.ts';
import type { Account } from './account.ts';
import { AwsFault } from './faults.ts';
import { faultOf } from './own-faults.ts';
import { keyOf, onlyReads, passed, roomOf } from './services.ts';
import type { Call, Later, Request, World } from './world.ts';

/** An account that lives: calls change it, and so does time. Knows nothing of faults. */
export interface LivingAccount {
  readonly world: () => World;
  /** As it was before the last write. */
  readonly beforeLastWrite: () => World;
  readonly now: () => Date;
  readonly calls: () => readonly Call[];
  /** Lets time pass: what AWS does by itself happens in its order. */
  readonly advance: (milliseconds: number) => void;
  /**
   * Answers one call by what is `seen` of the world, or throws what the SDK would. `lost` is what its caller meets
   * instead of the answer.
   */
  readonly perform: (request: Request, seen: World, lost?: string) => object;
  /** Notes a call that did not come through, and throws. */
  readonly refuseBy: (request: Request, error: AwsFault) => never;
  /** What happens in the account without a call. */
  readonly change: (change: (world: World) => World) => void;
}

/** Sees every call that was performed or refused, with the account that answered it and the account afterwards. */
export type OnCall = (call: Call, seen: World, after: World) => void;

/** Brings an account to life at a moment. */
export const liveAccount = (
  { world: first, caller: waxseal, denied }: Account,
  start: Date,
  onCall?: OnCall,
): LivingAccount => {
  let world = first;
  let beforeLastWrite = first;
  let now = start;
  let pending: readonly Later[] = [];
  const calls: Call[] = [];

  const note = (
    { operation, input, caller, region }: Request,
    { seen, done, refused }: { seen: World; done: boolean; refused?: string | undefined },
  ): void => {
    const at = now.toISOString();
    const call: Call = { at, caller, region, operation, input, done, ...(refused && { refused }) };
    calls.push(call);
    onCall?.(call, seen, world);
  };

  const perform = (request: Request, seen: World, lost?: string): object => {
    const { operation, input, caller, region } = request;
    const [service = '', name = ''] = operation.split(':');
    const known = roomOf(service)?.operations[name];
    if (!known)
      throw new WaxsealError({
        code: 'sandbox-unknown-operation',
        says: `The sandbox has no operation ${operation}.`,
        todo: `Write it in src/services/${keyOf(service) ?? service}/sandbox, with what AWS documents that it refuses.`,
      });
    if (caller === waxseal && denied.includes(operation)) {
      note(request, { seen, done: false, refused: 'AccessDenied' });
      throw faultOf('access-denied', service);
    }
    const answer = known(seen, input, { now, region, caller, log: calls, waxseal });
    if ('refusal' in answer) {
      note(request, { seen, done: false, refused: answer.refusal.name });
      throw new AwsFault(answer.refusal);
    }
    if (onlyReads(name)) {
      note(request, { seen, done: true, refused: lost });
      return answer.output;
    }
    beforeLastWrite = world;
    world = answer.world;
    pending = [...pending, ...(answer.later ?? [])].toSorted((a, b) => (a.at < b.at ? -1 : 1));
    note(request, { seen: beforeLastWrite, done: true, refused: lost });
    return answer.output;
  };

  const refuseBy = (request: Request, error: AwsFault): never => {
    note(request, { seen: world, done: false, refused: error.name });
    throw error;
  };

  const advance = (milliseconds: number): void => {
    const until = new Date(now.getTime() + milliseconds);
    for (;;) {
      const [next, ...rest] = pending;
      if (!next || next.at > until.toISOString()) break;
      pending = rest;
      now = new Date(next.at);
      world = next.change(world);
    }
    now = until;
    world = passed(world, now);
  };

  return {
    world: () => world,
    beforeLastWrite: () => beforeLastWrite,
    now: () => now,
    calls: () => calls,
    advance,
    perform,
    refuseBy,
    change: (change) => {
      world = change(world);
    },
  };
};
