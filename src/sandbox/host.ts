import { WaxsealError } from '../core/errors.ts';
import type { Account } from './account.ts';
import { AwsFault, broken, Crash, faultOf, lasting, timedOut, type Fault, type Write } from './faults.ts';
import { onlyReads, services } from './services.ts';
import { invoked, nextInvocation, withoutExpired, withPolled } from './services/ssm-progress.ts';
import type { Later, World } from './world.ts';

/** One call, answered or refused. */
export interface Call {
  /** ISO 8601. */
  readonly at: string;
  readonly caller: string;
  readonly region: string;
  /** `s3:PutBucketPolicy`: service and operation, not the IAM action. */
  readonly operation: string;
  readonly input: unknown;
  /** The error's name, when it was refused or broken by a fault. */
  readonly refused?: string;
  /** Whether the world is another one afterwards; a lost response may still have done it. */
  readonly done: boolean;
}

/** What a function that a runbook names does. */
export type Functions = Readonly<
  Record<string, (payload: Readonly<Record<string, unknown>>) => Promise<unknown>>
>;

export interface FaultReport {
  readonly fault: Fault;
  readonly fired: boolean;
}

export interface Request {
  readonly operation: string;
  readonly input: unknown;
  readonly caller: string;
  readonly region: string;
}

/** An account that lives: its clock, what was asked of it, and what goes wrong in it. */
export interface Host {
  readonly account: string;
  readonly partition: string;
  readonly region: string;
  /** Waxseal itself. */
  readonly caller: string;
  readonly world: () => World;
  readonly now: () => Date;
  /** Lets time pass: what AWS does by itself happens in its order. */
  readonly advance: (milliseconds: number) => void;
  /** Runs the functions that running automations wait for, until none does. */
  readonly settle: (functions: Functions) => Promise<void>;
  /** Answers one call as AWS would, or throws what the SDK would. Waxseal's own calls may meet a fault. */
  readonly call: (request: Request) => object;
  /** Somebody else's call: meets no fault. */
  readonly write: (write: Write) => object;
  readonly calls: () => readonly Call[];
  /** Calls that were to change something. */
  readonly writes: () => readonly Call[];
  readonly faults: () => readonly FaultReport[];
  /** Passes a point at which faults of Waxseal's own records can fire; throws `Crash`. */
  readonly own: <Answer>(operation: string, work: () => Promise<Answer>) => Promise<Answer>;
  /** Awaited before each call of Waxseal's clients: lets another worker go first, when a fault says so. */
  readonly meanwhile: (operation: string) => Promise<void>;
  /** Says what another worker does. */
  readonly workerIs: (work: () => Promise<void>) => void;
  readonly isDead: () => boolean;
  /** A new process starts: the world is as it was left. */
  readonly revive: () => void;
  /** Throws `Crash` when the process is dead. */
  readonly alive: () => void;
}

export interface HostOptions {
  /** ISO 8601. Default 2026-01-05T09:00:00.000Z, a Monday. */
  readonly start?: string;
  readonly faults?: readonly Fault[];
  /** Sees every call that was performed or refused, with the account that answered it and the account afterwards. */
  readonly onCall?: (call: Call, seen: World, after: World) => void;
  /** Sees each call of Waxseal's that a fault could meet, with its number, before it is made. */
  readonly onPoint?: (operation: string, nth: number) => void;
}

const firstMoment = '2026-01-05T09:00:00.000Z';

/** Brings an account to life. */
export const startHost = (
  { world: first, region, caller, denied }: Account,
  options: HostOptions = {},
): Host => {
  const { start = firstMoment, faults = [], onCall, onPoint } = options;
  const { account, partition } = first;
  let world = first;
  let beforeLastWrite = first;
  let now = new Date(start);
  let dead = false;
  let pending: readonly Later[] = [];
  const calls: Call[] = [];
  const counts = new Map<string, number>();
  const fired = new Set<Fault>();
  let hidden: { readonly world: World; readonly until: Date } | undefined;
  let awayUntil: Date | undefined;
  let otherWorker: (() => Promise<void>) | undefined;

  const told = (made: Call, seen: World): void => {
    calls.push(made);
    onCall?.(made, seen, world);
  };

  const alive = (): void => {
    if (dead) throw new Crash('a call after its death');
  };
  const die = (at: string): never => {
    dead = true;
    throw new Crash(at);
  };

  const nextFault = (operation: string): Fault | undefined => {
    const count = (counts.get(operation) ?? 0) + 1;
    counts.set(operation, count);
    onPoint?.(operation, count);
    const fault = faults.find(
      (one) =>
        one.operation === operation &&
        (one.nth ?? 1) === count &&
        one.kind !== 'another-worker' &&
        !fired.has(one),
    );
    if (fault) fired.add(fault);
    return fault;
  };

  const meanwhile = async (operation: string): Promise<void> => {
    const next = (counts.get(operation) ?? 0) + 1;
    const fault = faults.find(
      (one) =>
        one.kind === 'another-worker' &&
        one.operation === operation &&
        (one.nth ?? 1) === next &&
        !fired.has(one),
    );
    if (!fault || dead) return;
    fired.add(fault);
    await otherWorker?.();
  };

  /** The operation itself, with what it changes. */
  const perform = (request: Request, seen: World, faulty?: string): object => {
    const { operation, input, caller: who, region: where } = request;
    const [service = '', name = ''] = operation.split(':');
    const known = services[service]?.[name];
    const log = (done: boolean, refused?: string): void => {
      const at = now.toISOString();
      told({ at, caller: who, region: where, operation, input, done, ...(refused && { refused }) }, seen);
    };
    if (!known)
      throw new WaxsealError({
        code: 'sandbox-unknown-operation',
        says: `The sandbox has no operation ${operation}.`,
        todo: `Write it in src/sandbox/services/${service}.ts, with what AWS documents that it refuses.`,
      });
    if (who === caller && denied.includes(operation)) {
      log(false, 'AccessDenied');
      throw faultOf('access-denied', service);
    }
    const answer = known(seen, input, {
      now,
      region: where,
      caller: who,
      log: calls,
      waxseal: caller,
    });
    if ('refusal' in answer) {
      log(false, answer.refusal.name);
      throw new AwsFault(answer.refusal);
    }
    if (onlyReads(name)) {
      log(true, faulty);
      return answer.output;
    }
    beforeLastWrite = world;
    const before = world;
    world = answer.world;
    pending = [...pending, ...(answer.later ?? [])].toSorted((a, b) => (a.at < b.at ? -1 : 1));
    told(
      {
        at: now.toISOString(),
        caller: who,
        region: where,
        operation,
        input,
        done: true,
        ...(faulty && { refused: faulty }),
      },
      before,
    );
    return answer.output;
  };

  /** What Waxseal is shown: a write that is still on its way is not there yet. */
  const shown = (operation: string): World => {
    if (hidden && now >= hidden.until) hidden = undefined;
    return hidden && onlyReads(operation) && !operation.startsWith('ssm:') ? hidden.world : world;
  };

  const write = ({ operation, input, caller: who, region: where }: Write): object =>
    perform(
      {
        operation,
        input,
        caller: who ?? `arn:${partition}:sts::${account}:assumed-role/somebody-else/session`,
        region: where ?? region,
      },
      world,
    );

  const refuseBy = (request: Request, error: AwsFault): never => {
    const { operation, input, caller: who, region: where } = request;
    const at = now.toISOString();
    told({ at, caller: who, region: where, operation, input, done: false, refused: error.name }, world);
    throw error;
  };

  const call = (request: Request): object => {
    alive();
    if (request.caller !== caller) return perform(request, world);
    const { operation } = request;
    const fault = nextFault(operation);
    switch (fault?.kind) {
      case undefined:
      case 'another-worker':
        return perform(request, shown(operation));
      case 'clock-jump':
        advance(lasting(fault));
        return perform(request, shown(operation));
      case 'slow': {
        const before = world;
        const answer = perform(request, world);
        hidden = { world: before, until: new Date(now.getTime() + lasting(fault)) };
        return answer;
      }
      case 'unavailable':
      case 'throttle':
      case 'server-error':
      case 'access-denied':
        return refuseBy(
          request,
          faultOf(fault.kind === 'unavailable' ? 'server-error' : fault.kind, operation.split(':')[0] ?? ''),
        );
      case 'reset':
        return refuseBy(request, broken());
      case 'timeout':
        return refuseBy(request, timedOut());
      case 'crash-before':
        return die(operation);
      case 'stale-read':
        return perform(request, beforeLastWrite);
      case 'another-writer':
        if (fault.write) write(fault.write);
        return perform(request, world);
      case 'lost-response':
        perform(request, world, 'lost');
        throw broken();
      case 'crash-after':
        perform(request, world, 'lost');
        return die(operation);
    }
  };

  const own = async <Answer>(operation: string, work: () => Promise<Answer>): Promise<Answer> => {
    await meanwhile(operation);
    alive();
    const fault = nextFault(operation);
    const kind = fault?.kind;
    if (fault?.kind === 'unavailable') awayUntil = new Date(now.getTime() + lasting(fault));
    if (awayUntil && now < awayUntil) throw faultOf('server-error', 'journal');
    if (fault?.kind === 'clock-jump') advance(lasting(fault));
    if (fault?.kind === 'another-writer' && fault.write) write(fault.write);
    if (kind === 'timeout') throw timedOut();
    if (kind === 'crash-before') return die(operation);
    if (kind === 'throttle' || kind === 'server-error' || kind === 'access-denied')
      throw faultOf(kind, 'journal');
    if (kind === 'reset') throw broken();
    const answer = await work();
    if (kind === 'crash-after') return die(operation);
    if (kind === 'lost-response') throw broken();
    return answer;
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
    world = withoutExpired(world, now);
  };

  const nextOne = (): ReturnType<typeof nextInvocation> => {
    world = withPolled(world, now);
    return nextInvocation(world);
  };

  const settle = async (functions: Functions): Promise<void> => {
    for (let next = nextOne(); next; next = nextOne()) {
      const { execution, run } = next;
      const name = run.invoke?.function ?? '';
      const work = functions[name];
      if (!work)
        throw new WaxsealError({
          code: 'sandbox-unknown-function',
          says: `A runbook calls the function ${name}, which the sandbox was not given.`,
          todo: 'Give it in `functions`.',
        });
      const answer = await work(run.invoke?.payload ?? {}).then(
        (payload) => ({ payload }),
        (error: unknown) => ({ failure: error instanceof Error ? error.message : String(error) }),
      );
      const crashed = dead ? { failure: 'The function died.' } : answer;
      dead = false;
      world = invoked(world, execution.id, crashed, now);
    }
  };

  return {
    account,
    partition,
    region,
    caller,
    world: () => world,
    now: () => now,
    advance,
    settle,
    call,
    write,
    calls: () => calls,
    writes: () => calls.filter(({ operation }) => !onlyReads(operation)),
    faults: () => faults.map((fault) => ({ fault, fired: fired.has(fault) })),
    own,
    meanwhile,
    workerIs: (work) => {
      otherWorker = work;
    },
    isDead: () => dead,
    revive: () => {
      dead = false;
    },
    alive,
  };
};
