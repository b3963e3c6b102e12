import { WaxsealError } from '../core/model/errors.ts';
import type { Account } from './account.ts';
import { type FaultReport, type OnPoint, scheduleOf } from './fault-schedule.ts';
import { faultOf } from './own-faults.ts';
import { broken, Crash, lasting, timedOut, type Fault, type Write } from './faults.ts';
import { liveAccount, type OnCall } from './living-account.ts';
// Automation is Waxseal's own business: its runbooks call the functions that are given here.
import { invoked, nextInvocation, withPolled } from '../services/ssm/sandbox/progress.ts';
import { isBusiness, onlyReads } from './services.ts';
import type { Call, Request, World } from './world.ts';

/** What a function that a runbook names does. */
export type Functions = Readonly<
  Record<string, (payload: Readonly<Record<string, unknown>>) => Promise<unknown>>
>;

/** A living account, what goes wrong in it, and the one process of Waxseal's that calls it and may die. */
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
  /** Whether a step whose function threw fails, or succeeds with `FunctionError` among its outputs. Default `fail`. */
  readonly functionErrors?: 'fail' | 'succeed';
  readonly onCall?: OnCall;
  readonly onPoint?: OnPoint;
}

const firstMoment = '2026-01-05T09:00:00.000Z';

/** Brings an account to life, with the faults that it will meet. */
export const startHost = (account: Account, options: HostOptions = {}): Host => {
  const { start = firstMoment, faults = [], functionErrors = 'fail', onCall, onPoint } = options;
  const { region, caller } = account;
  const { account: id, partition } = account.world;
  const living = liveAccount(account, new Date(start), onCall);
  const { world, now, advance, perform, refuseBy } = living;
  const schedule = scheduleOf(faults, onPoint);
  let dead = false;
  let hidden: { readonly world: World; readonly until: Date } | undefined;
  let awayUntil: Date | undefined;
  let otherWorker: (() => Promise<void>) | undefined;

  const alive = (): void => {
    if (dead) throw new Crash('a call after its death');
  };
  const die = (at: string): never => {
    dead = true;
    throw new Crash(at);
  };
  const overAt = (fault: Fault): Date => new Date(now().getTime() + lasting(fault));

  const meanwhile = async (operation: string): Promise<void> => {
    if (!dead && schedule.letsWorkerGo(operation)) await otherWorker?.();
  };

  /** What Waxseal is shown: a write to a resource that is still on its way is not there yet. */
  const shown = (operation: string): World => {
    if (hidden && now() >= hidden.until) hidden = undefined;
    return hidden && onlyReads(operation) && !isBusiness(operation) ? hidden.world : world();
  };

  const write = ({ operation, input, caller: who, region: where }: Write): object =>
    perform(
      {
        operation,
        input,
        caller: who ?? `arn:${partition}:sts::${id}:assumed-role/somebody-else/session`,
        region: where ?? region,
      },
      world(),
    );

  const call = (request: Request): object => {
    alive();
    if (request.caller !== caller) return perform(request, world());
    const { operation } = request;
    const fault = schedule.next(operation);
    switch (fault?.kind) {
      case undefined:
      case 'another-worker':
        return perform(request, shown(operation));
      case 'clock-jump':
        advance(lasting(fault));
        return perform(request, shown(operation));
      case 'slow': {
        const before = world();
        const answer = perform(request, before);
        hidden = { world: before, until: overAt(fault) };
        return answer;
      }
      case 'unavailable':
      case 'throttle':
      case 'server-error':
      case 'access-denied':
      case 'invalid':
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
        return perform(request, living.beforeLastWrite());
      case 'another-writer':
        if (fault.write) write(fault.write);
        return perform(request, world());
      case 'lost-response':
        perform(request, world(), 'lost');
        throw broken();
      case 'crash-after':
        perform(request, world(), 'lost');
        return die(operation);
    }
  };

  const own = async <Answer>(operation: string, work: () => Promise<Answer>): Promise<Answer> => {
    await meanwhile(operation);
    alive();
    const fault = schedule.next(operation);
    const kind = fault?.kind;
    if (fault?.kind === 'unavailable') awayUntil = overAt(fault);
    if (awayUntil && now() < awayUntil) throw faultOf('server-error', 'journal');
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

  const nextOne = (): ReturnType<typeof nextInvocation> => {
    living.change((before) => withPolled(before, now()));
    return nextInvocation(world());
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
        (error: unknown) => {
          const text = error instanceof Error ? error.message : String(error);
          return functionErrors === 'fail' ? { failure: text } : { threw: text };
        },
      );
      const crashed = dead ? { failure: 'The function died.' } : answer;
      dead = false;
      living.change((before) => invoked(before, execution.id, crashed, now()));
    }
  };

  return {
    account: id,
    partition,
    region,
    caller,
    world,
    now,
    advance,
    settle,
    call,
    write,
    calls: living.calls,
    writes: () => living.calls().filter(({ operation }) => !onlyReads(operation)),
    faults: schedule.report,
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
