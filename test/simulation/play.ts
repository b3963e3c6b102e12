import type { Fault, Write } from '../../src/sandbox/faults.ts';
import { startHost, type Host } from '../../src/sandbox/host.ts';
import type { Journal } from '../../src/core/journal/journal.ts';
import { sandboxPorts } from '../../src/sandbox/sandbox-ports.ts';
import { playScenario, type Play } from '../../src/sandbox/scenario/scenario.ts';
import type { World } from '../../src/sandbox/world.ts';
import { longer, stepsOf, type Case } from './case.ts';
import { evaluate, type Evaluated } from './oracle.ts';
import { atWork } from './at-work.ts';
import type { Parts } from './parts.ts';
import { isObject, type Moment } from './timeline.ts';
import { promisedBy } from '../kit/contracts.ts';
import { writerOf } from './meddlers.ts';

export interface Point {
  readonly operation: string;
  readonly nth: number;
}

export interface Ran extends Evaluated {
  /** Whether every fault came to pass. Else it is no run. */
  readonly fired: boolean;
  /** Every call at which a fault could have been, in order. */
  readonly points: readonly Point[];
  /** `service:ErrorName` of everything that AWS refused. */
  readonly refusals: readonly string[];
  /** Where the findings stand at the end. */
  readonly endings: readonly string[];
  /** The faults as they were, what other writers did included: what a scenario file needs to play it again. */
  readonly faults: readonly Fault[];
  /** Unexpected, by the file's own word. Empty where faults make its word void. */
  readonly problems: readonly string[];
}

/** Watches a journal from below: what really was read and written. */
const watched = (journal: Journal, host: Host, note: (moment: Moment) => void): Journal => {
  const seen = (does: 'read' | 'write', kind: string, key: string, value: unknown, expected?: number): void =>
    note({
      is: 'journal',
      does,
      at: host.now().toISOString(),
      row: { kind, key, value: isObject(value) ? value : {}, ...(expected !== undefined && { expected }) },
    });
  return {
    ...journal,
    read: async (kind, key) => {
      const row = await journal.read<never>(kind, key);
      seen('read', kind, key, row?.value);
      return row;
    },
    write: async (row, expected) => {
      const revision = await journal.write(row, expected);
      if (revision !== undefined)
        seen('write', row.kind, row.key, JSON.parse(JSON.stringify(row.value ?? null)), expected);
      return revision;
    },
  };
};

/** One fault whose write is worked out when it happens, and kept. */
const faultOf = (
  { writer, ...slip }: Case['slips'][number],
  remediation: string,
  world: () => World,
): Fault => {
  if (writer === undefined) return slip;
  const meddles = writerOf(remediation, writer);
  let write: Write | undefined;
  return {
    ...slip,
    get write() {
      write ??= meddles(world());
      // Nothing to meddle with: somebody asks who they are.
      return write ?? { operation: 'sts:GetCallerIdentity', input: {} };
    },
  };
};

/** Plays one case with the given parts and has it evaluated. */
export const run = async (one: Case, parts: Parts, onMoment?: (moment: Moment) => void): Promise<Ran> => {
  const { scenario, name, slips } = one;
  const moments: Moment[] = [];
  let workers = 0;
  const note = (happened: Moment): void => {
    const moment = { ...happened, worker: atWork.getStore() ?? 0 };
    moments.push(moment);
    onMoment?.(moment);
  };
  const counted = (made: Host): Host => ({
    ...made,
    workerIs: (work) =>
      made.workerIs(() => {
        workers += 1;
        return atWork.run(workers, work);
      }),
  });
  const points: Point[] = [];
  const refusals: string[] = [];
  let host: Host | undefined;
  const world = (): World => {
    if (!host) throw new Error('the account is not open yet');
    return host.world();
  };
  const faults = slips.map((slip) => faultOf(slip, scenario.remediation, world));
  const allFired = (): boolean =>
    slips.length === 0 || (host?.faults().slice(-slips.length) ?? []).every((report) => report.fired);
  /**
   * Faults may come to pass as late as in the last step, those of the scenario too; liveness is asked where two wakes
   * were left after the last of any.
   */
  let wakesLeft = 0;
  let firedBefore = 0;
  const beginStep = (step: object): void => {
    const firedNow = (host?.faults() ?? []).filter((report) => report.fired).length;
    if (firedNow > firedBefore) wakesLeft = 0;
    firedBefore = firedNow;
    if ('wake' in step && allFired()) wakesLeft += 1;
  };
  let play: Play | undefined;
  let thrown: string | undefined;
  try {
    play = await playScenario({ ...scenario, steps: [...stepsOf(one)] }, name, parts.engine, {
      lenient: true,
      open: (account, options = {}) => {
        const made = startHost(account, {
          ...options,
          faults: [...(options.faults ?? []), ...faults],
          onCall: (call, seen, after) => {
            const own = call.caller === account.caller;
            const before = /:(BatchGet|Get|List|Describe|Head|Lookup)/.test(call.operation) ? after : seen;
            note({ is: 'call', own, call, seen, before, after });
            if (call.refused !== undefined) refusals.push(`${call.operation.split(':')[0]}:${call.refused}`);
          },
          onPoint: (operation, nth) => points.push({ operation, nth }),
        });
        host = made;
        return parts.account(counted(made));
      },
      portsOf: (opened, options) =>
        sandboxPorts(opened, {
          ...options,
          journal: watched(parts.journal(), opened, note),
          clouds: parts.clouds(opened),
          approvals: parts.approvals(opened, opened.caller, options.policy),
        }),
      otherClouds: (opened) => parts.clouds(opened),
      approvalsOf: (opened, caller = opened.caller) => parts.approvals(opened, caller),
      onStep: (step) => {
        note({ is: 'step', at: '', step: { ...step } });
        beginStep(step);
      },
    });
  } catch (error) {
    thrown = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
  if (!host) throw new Error(`${name} cannot be opened: ${thrown}`);
  beginStep({});
  const fired = allFired();
  const evaluated = evaluate({
    moments,
    end: host.world(),
    endsAt: host.now().toISOString(),
    promised: promisedBy(scenario.remediation),
    policy: scenario.policy,
    denied: deniedIn(scenario.account),
    patient: one.tail.length > 0 && wakesLeft >= 2,
  });
  const faulty = one.bare || slips.length > 0 || one.shuffle !== undefined;
  const problems = faulty ? [] : (play?.problems ?? []);
  return {
    fired,
    points,
    refusals,
    endings: endingsOf(moments),
    faults,
    problems,
    windows: evaluated.windows,
    violations: [
      ...evaluated.violations,
      ...(thrown === undefined ? [] : [{ rule: 'no-throw', says: thrown }]),
      ...problems.map((says) => ({ rule: 'expected', says })),
    ],
  };
};

const deniedIn = (account: Readonly<Record<string, unknown>>): readonly string[] => {
  const denied = account['denied'];
  return Array.isArray(denied) ? denied.map(String) : [];
};

const endingsOf = (moments: readonly Moment[]): readonly string[] => {
  const last = new Map<string, string>();
  for (const moment of moments)
    if (moment.is === 'journal' && moment.does === 'write' && moment.row.kind === 'finding')
      last.set(moment.row.key, String(moment.row.value['is']));
  return [...last.values()];
};

/** The same; who is only late is given more time, because a late fault may have made everything begin anew. */
export const runPatiently = async (one: Case, parts: Parts): Promise<Ran> => {
  const ran = await run(one, parts);
  const late = ran.violations.length > 0 && ran.violations.every(({ rule }) => rule === 'liveness');
  return late ? run(longer(one), parts) : ran;
};
