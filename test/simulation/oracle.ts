import { parse } from 'yaml';
import type { World } from '../../src/sandbox/world.ts';
import type { Promised, Shown } from '../kit/promises.ts';
import { differences, flat, type Flat } from './flat.ts';
import { isObject, type Moment, type RowSeen, type Violation, type Window } from './timeline.ts';

/**
 * Evaluates one run from outside. It sees the account's write log and the rows of the journal, as data, and imports
 * nothing from `src/core`: what the engine thinks of itself is no evidence.
 */
export interface Evaluated {
  readonly violations: readonly Violation[];
  readonly windows: readonly Window[];
}

export interface Observed {
  readonly moments: readonly Moment[];
  readonly end: World;
  readonly endsAt: string;
  /** What the remediation promises, as its contract says: no opinion of the engine. */
  readonly promised: Promised;
  /** The policy that the scenario begins with. */
  readonly policy: string;
  readonly denied: readonly string[];
  /** Whether all faults were over and time enough was left for everything to be finished. */
  readonly patient: boolean;
}

type CallMoment = Extract<Moment, { is: 'call' }>;

/** AWS's way of saying that there is nothing is an answer too. */
const isAbsence = /^NoSuch|NotFound/;
const business = /^(ssm|sts|config):/;
const isWrite = (operation: string): boolean => !/:(BatchGet|Get|List|Describe|Head|Lookup)/.test(operation);
const isOwnWrite = (moment: Moment): moment is CallMoment =>
  moment.is === 'call' &&
  moment.own &&
  moment.call.done &&
  isWrite(moment.call.operation) &&
  !business.test(moment.call.operation);
const textOf = (row: RowSeen | undefined, key: string): string | undefined => {
  const value = row?.value[key];
  return typeof value === 'string' ? value : undefined;
};
const planOf = (row: RowSeen | undefined): Readonly<Record<string, unknown>> => {
  const plan = row?.value['plan'];
  return isObject(plan) ? plan : {};
};

interface Rules {
  readonly mode: string;
  readonly killSwitch: boolean;
  readonly exemptUntil?: string;
  /** What the policy makes of errors that jump after a fix; absent: nobody watches. */
  readonly onJump?: string;
}
const rulesKnown = new Map<string, Rules>();
const rulesIn = (policy: string): Rules => {
  const rules = rulesKnown.get(policy) ?? rulesOf(policy);
  rulesKnown.set(policy, rules);
  return rules;
};
const rulesOf = (policy: string): Rules => {
  const file: unknown = parse(policy);
  if (!isObject(file)) return { mode: 'dry-run', killSwitch: false };
  const { mode = 'dry-run', killSwitch = false, exemptions, rules, canary } = file;
  const [exemption]: readonly unknown[] = Array.isArray(exemptions) ? exemptions : [];
  const modes = Array.isArray(rules)
    ? rules.flatMap((rule: unknown) => (isObject(rule) && rule['mode'] ? [rule['mode']] : []))
    : [];
  return {
    mode: String(modes.at(-1) ?? mode),
    killSwitch: killSwitch === true,
    ...(isObject(exemption) && { exemptUntil: String(exemption['expires']) }),
    ...(isObject(canary) && { onJump: canary['onJump'] === 'undo' ? 'undo' : 'page' }),
  };
};

const targetOf = (row: RowSeen): { readonly id: string; readonly arn: string } => {
  const target = row.value['target'];
  return isObject(target)
    ? { id: String(target['id']), arn: String(target['arn']) }
    : { id: 'nothing', arn: 'nothing' };
};

const minutesBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 60_000;

/** One look, of which the last page is `seen`. A value stood on one of its pages, and nobody knows on which. */
interface Read {
  readonly index: number;
  readonly seen: World;
  readonly stale: boolean;
  readonly pages: readonly World[];
}
const isNextPage = (input: unknown): boolean =>
  typeof input === 'object' &&
  input !== null &&
  ['Marker', 'NextToken', 'nextToken'].some((name) => Reflect.get(input, name) !== undefined);

/** What one process of ours has seen and done. */
interface Process {
  readonly lastReads: Map<string, Read>;
  lastOwn: number;
  sinceWrite: number;
  /** Where the look before a put begins: of an RDS parameter group it takes many pages. */
  lookBegan: number;
  lease: { readonly index: number; readonly valid: boolean; readonly until: string } | undefined;
}
const processNew = (): Process => ({
  lastReads: new Map(),
  lastOwn: -1,
  sinceWrite: -1,
  lookBegan: -1,
  lease: undefined,
});

export const evaluate = ({
  moments,
  end,
  endsAt,
  promised,
  policy,
  denied,
  patient,
}: Observed): Evaluated => {
  const { isConsequence, goesWithIt, disaster, file } = promised;
  const isDisaster = (account: Flat): boolean => typeof disaster === 'function' && disaster(account);
  /** Where a journalled change would show: what it sets, or what it takes away. */
  const attemptedBy = (row: RowSeen, member: 'before' | 'after' = 'after'): Shown | undefined => {
    const [setName, on] = [textOf(row, 'set'), textOf(row, 'on')];
    if (row.kind !== 'change' || setName === undefined || on === undefined) return undefined;
    return promised.attempted({ set: setName, on }, row.value[member]);
  };
  const exactly = (where: Shown | undefined): string | undefined =>
    where && 'path' in where ? where.path : undefined;
  const covers = (one: Shown | undefined, path: string): boolean =>
    one !== undefined && ('path' in one ? one.path === path : path.startsWith(one.under));

  const violations: Violation[] = [];
  const windows: Window[] = [];
  const wrong = (rule: string, says: string): void => {
    violations.push({ rule, says });
  };

  /** What our fixes have set and nobody else since: path → what was there before. */
  const ours = new Map<string, string | undefined>();
  /** What our puts have left there: path → value. */
  const set = new Map<string, string | undefined>();
  /** What somebody else wrote between a put of ours and our look after it: no look can tell it from what AWS made of ours. */
  const besideOurs = new Set<string>();
  let lookedAfter = true;
  /** What changed between the pages of a look of ours, until we have taken our write back. */
  const uncertain = new Set<string>();
  /** What we meant to write, where the path says it. Somebody else may have written the same, word for word. */
  const attempted = new Set<string>();
  const stored = new Map<string, RowSeen>();
  const revisions = new Map<string, number>();
  /** Each process of ours by itself: one that comes in between another's calls has looked for itself only. */
  const processes = new Map<number, Process>();
  let me = processNew();
  let lastForeign = -1;
  /** What AWS showed in this step, since the last write. */
  let shownLately: World[] = [];
  let rules = rulesIn(policy);
  let approvals = 0;
  const used = new Set<string>();
  let doneWrites = 0;
  let wroteAt = '';
  /** How many there were when a run was opened. */
  const writesBefore = new Map<string, number>();
  let current: World | undefined;

  const runOpen = (kind: string): RowSeen | undefined =>
    [...stored.values()].find(
      (row) => row.kind === 'run' && textOf(row, 'status') === 'open' && planOf(row)['kind'] === kind,
    );
  const changesOf = (run: string): readonly RowSeen[] =>
    [...stored.values()].filter((row) => row.kind === 'change' && row.key.startsWith(`${run}/`));

  const checkFix = (moment: CallMoment, path: string): void => {
    const { operation, at } = moment.call;
    if (rules.mode !== 'auto' && rules.mode !== 'ask') wrong('policy', `${operation} in mode ${rules.mode}`);
    if (rules.exemptUntil !== undefined && at.slice(0, 10) <= rules.exemptUntil)
      wrong('exemption', `${operation} on an exempt resource`);
    // Another listener of the same balancer may be held: it is whose run is open that counts.
    const open = [...stored.values()].filter(
      (row) => row.kind === 'run' && textOf(row, 'status') === 'open' && planOf(row)['kind'] === 'remediate',
    );
    const concerns = (row: RowSeen): boolean =>
      open.length === 0 || open.some((run) => textOf(run, 'finding') === row.key);
    const hold = [...stored.values()].find(
      (row) =>
        row.kind === 'hold' &&
        concerns(row) &&
        row.value['released'] === undefined &&
        (textOf(row, 'until') ?? '9') > at,
    );
    if (hold) wrong('hold', `${operation} on what is held`);
    const isClosed = moment.before.ssm.Calendars.some(
      ({ State, OpensAt }) => State === 'CLOSED' && !(OpensAt !== undefined && OpensAt <= at),
    );
    if (isClosed) wrong('calendar', `${operation} while a change calendar is closed`);
    if (denied.some((read) => /:(Get|List|Describe)\w*Tag/.test(read)))
      wrong('unreadable', `${operation} although tags cannot be read`);
    if (rules.mode === 'ask') {
      const run = runOpen('remediate');
      if (run) used.add(run.key);
      if (used.size > approvals)
        wrong('approval', `${path}: ${used.size} fixes written for ${approvals} approvals`);
    }
  };

  const checkWrite = (moment: CallMoment): void => {
    doneWrites += 1;
    const { operation, at } = moment.call;
    const needed = promised.readBefore[operation];
    if (needed === undefined) {
      wrong('harm', `say in ${file} which read shows what ${operation} replaces: readBefore`);
      return;
    }
    const read = me.lastReads.get(needed);
    if (!read || read.index <= me.sinceWrite) {
      wrong('look-before-write', `${operation} without a look at what it replaces`);
      return;
    }
    const known = flat(read.seen);
    const pages = read.pages.map((page) => flat(page));
    const changed = differences(moment.before, moment.after);
    const undoing = runOpen('undo') !== undefined;
    let fixes = false;
    /** What was meant to be changed. */
    const written: string[] = [];
    for (const one of changed) {
      const { path, before, after } = one;
      const isUncertain = new Set(pages.map((page) => page.get(path))).size > 1 || uncertain.has(path);
      if (isUncertain && promised.longLook && !isConsequence(path)) {
        // It changed while we turned the pages: which state we saw, and took back later, nobody can tell.
        windows.push({ kind: 'long-look', says: `${operation} changed ${path.slice(0, 160)}` });
        if (undoing) uncertain.delete(path);
        else {
          uncertain.add(path);
          // Whether it might be fixed at all is asked as ever.
          fixes = true;
        }
        ours.delete(path);
        written.push(path);
        continue;
      }
      if (before !== known.get(path) && !isConsequence(path)) {
        const says = `${operation} overwrote ${path.slice(0, 160)}`;
        // What is there now is what we had set, and the read did not show it.
        const isOwn = ours.has(path) && set.get(path) === before;
        if (!undoing && !ours.has(path)) ours.set(path, known.get(path));
        if (lastForeign > me.lookBegan && lastForeign < me.lastOwn && promised.longLook)
          windows.push({ kind: 'long-look', says });
        else if (lastForeign > me.lastOwn) windows.push({ kind: 'another-writer', says });
        else if (me.lease && me.lease.until <= at) windows.push({ kind: 'lease', says });
        // Whose write it was decides: of others' nobody can know, of our own the journal does for half an hour.
        else if (read.stale && isOwn && minutesBetween(wroteAt, at) < 30) wrong('own-write', says);
        else if (read.stale) windows.push({ kind: 'stale-read', says });
        else wrong('lost-update', says);
        continue;
      }
      const restores = ours.has(path) && ours.get(path) === after;
      if (undoing && restores && !isConsequence(path)) written.push(path);
      if (undoing && (restores || isConsequence(path) || goesWithIt(operation, one))) {
        ours.delete(path);
        continue;
      }
      if (undoing && (besideOurs.has(path) || attempted.has(path))) {
        windows.push({
          kind: 'another-writer',
          says: `${operation} took back ${path.slice(0, 160)}, written right after our put`,
        });
        continue;
      }
      if (!isConsequence(path)) written.push(path);
      if (!promised.mayFix(operation, one)) {
        const says = `${operation} changed ${path.slice(0, 200)} from ${before} to ${after}`;
        wrong('harm', `${says}; what it may do is said in ${file}`);
        continue;
      }
      fixes = true;
      if (!ours.has(path)) ours.set(path, before);
    }
    if (isDisaster(flat(moment.after)) && !isDisaster(flat(moment.before)))
      wrong('harm', `${operation} made what must never come to be`);
    if (rules.killSwitch) wrong('kill-switch', `${operation} with the kill switch on`);
    if (fixes && !undoing) checkFix(moment, operation);
    if (!me.lease || me.lease.index <= me.sinceWrite || !me.lease.valid)
      wrong('lease', `${operation} without a lease`);
    else if (me.lease.until <= at) windows.push({ kind: 'lease', says: `${operation} as the lease ran out` });
    const intents = [...stored.values()].filter(
      (row) => row.kind === 'change' && textOf(row, 'status') === 'begun',
    );
    // Past its lease, another worker may have carried out what was journalled; that window is counted above.
    const isLate = me.lease !== undefined && me.lease.until <= at;
    if (intents.length === 0 && !isLate) wrong('intent', `${operation} before its intent was journalled`);
    // One put may carry several changes: each of them has its own intent.
    const meant = intents.flatMap((row) => [attemptedBy(row), attemptedBy(row, 'before')]);
    for (const path of isLate || intents.length === 0 ? [] : written)
      if (!meant.some((one) => covers(one, path))) {
        const says = `${operation} changed ${path.slice(0, 160)} before that was journalled`;
        wrong('intent', `${says}; where a journalled change shows is said in ${file}`);
      }
  };

  /** What was told of a run by those who watch its clients. */
  const toldOf = (run: string): readonly unknown[] =>
    [...stored.values()].flatMap((row) => {
      const outcome = row.kind === 'entry' ? row.value['outcome'] : undefined;
      if (!isObject(outcome) || outcome['run'] !== run) return [];
      return [outcome['is']];
    });
  /** First and last value of metrics of the account; not told is 0. */
  const metricsOf = (names: RegExp): readonly { readonly first: number; readonly last: number }[] =>
    (end.cloudwatch?.Metrics ?? []).flatMap(({ MetricName, Values }) => {
      const [first, last] = [Values[0]?.Value ?? 0, Values.at(-1)?.Value ?? 0];
      return names.test(MetricName) ? [{ first, last }] : [];
    });
  const hasFallen = (): boolean =>
    metricsOf(/^(RequestCount|NewFlowCount_TLS|BytesDownloaded|DatabaseConnections)$/).some(
      ({ first, last }) => last < first / 2,
    );
  const hasRisen = (): boolean => metricsOf(/Error|4XX/i).some(({ first, last }) => last > 2 * first + 20);

  /** Calm may nobody be called whose errors stay up, or whose traffic stays away. */
  const checkCalm = ({ key, value }: RowSeen): void => {
    const outcome = value['outcome'];
    if (!isObject(outcome) || outcome['is'] !== 'watched' || !Array.isArray(outcome['because'])) return;
    const isCalm = outcome['because'].every(
      (one: unknown) => isObject(one) && one['check'] === 'canary-calm',
    );
    if (isCalm && (hasFallen() || hasRisen())) wrong('canary', `${key} calls calm what jumps`);
  };
  /** An undo that nobody asked for: the policy must say so, people must have heard first, and no stranger may cause it. */
  const checkUndo = (row: RowSeen): void => {
    const [undoes, cause] = [textOf(row, 'undoes'), row.value['cause']];
    if (undoes === undefined || !isObject(cause) || cause['by'] === 'person') return;
    if (rules.onJump !== 'undo')
      wrong('canary', `${row.key} takes ${undoes} back, and the policy does not say so`);
    if (!toldOf(undoes).includes('regressed'))
      wrong('canary', `${row.key} takes ${undoes} back, and nobody was told of a jump`);
    if (!hasFallen()) wrong('canary', `${row.key} takes ${undoes} back for what anybody outside can cause`);
  };

  /** What is said of a resource must be so now, or must be what AWS showed in a look after our last write. */
  const shown = (test: (account: Flat) => boolean): boolean =>
    [...(current ? [current] : []), ...shownLately].some((world) => test(flat(world)));

  const checkRow = (row: RowSeen, before: RowSeen | undefined): void => {
    if (row.kind === 'entry') checkCalm(row);
    // What is only carried along is said once more, and not anew.
    const isCopy =
      textOf(row, 'is') === textOf(before, 'is') && textOf(row, 'lastSeen') === textOf(before, 'lastSeen');
    if (row.kind === 'finding' && !isCopy) {
      const is = textOf(row, 'is');
      const target = targetOf(row);
      const isSo = (account: Flat): boolean => promised.isRemediated(target, account);
      if ((is === 'remediated' || is === 'compliant') && !shown(isSo))
        wrong('truth', `the journal says ${is} of ${target.id}, and it is not`);
    }
    if (row.kind === 'run' && before === undefined) {
      writesBefore.set(row.key, doneWrites);
      checkUndo(row);
    }
    if (row.kind === 'run' && ['done', 'rolled-back'].includes(textOf(row, 'status') ?? '')) {
      const changes = changesOf(row.key);
      const begun = changes.filter((change) => textOf(change, 'status') === 'begun').length;
      const claimed = [...stored.values()].filter(
        (change) =>
          change.kind === 'change' && textOf(change, 'status') === 'done' && change.value['ours'] === true,
      ).length;
      if (begun > 0 && doneWrites > claimed && textOf(row, 'status') === 'done')
        wrong('truth', `${row.key} is closed, and a change of it is only begun`);
      const written = doneWrites - (writesBefore.get(row.key) ?? 0);
      if (written > 0 && changes.length === 0 && planOf(row)['kind'] === 'remediate')
        wrong('truth', `${row.key} is closed, and none of its changes is journalled`);
    }
    if (
      row.kind === 'change' &&
      textOf(row, 'status') === 'done' &&
      row.value['ours'] === true &&
      doneWrites === 0
    ) {
      const says = `${row.key} is journalled as written by us, and nothing was`;
      const path = exactly(attemptedBy(row));
      // Somebody wrote, word for word, what we had journalled as our intent: nothing tells it from ours.
      if (path !== undefined && current && flat(current).has(path))
        windows.push({ kind: 'another-writer', says });
      else wrong('truth', says);
    }
  };

  for (const [index, moment] of moments.entries()) {
    const { worker = 0 } = moment;
    me = processes.get(worker) ?? processNew();
    processes.set(worker, me);
    if (moment.is === 'step') {
      shownLately = [];
      const next = moment.step['policy'];
      if (typeof next === 'string') rules = rulesIn(next);
      continue;
    }
    if (moment.is === 'journal') {
      if (moment.does === 'read' && moment.row.kind === 'change') me.lookBegan = index;
      if (moment.row.kind === 'lease' && moment.does === 'read') {
        const until = textOf(moment.row, 'until') ?? '';
        me.lease = { index, valid: until > moment.at, until };
      }
      if (moment.does === 'write') {
        const { kind, value } = moment.row;
        if (kind === 'change' && value['status'] === 'done') lookedAfter = true;
        const path = exactly(attemptedBy(moment.row));
        if (path !== undefined) attempted.add(path);
        const address = `${kind} ${moment.row.key}`;
        const revision = revisions.get(address) ?? 0;
        if (moment.row.expected !== revision)
          wrong('compare-and-set', `${address} was overwritten by somebody who had not seen its last write`);
        revisions.set(address, revision + 1);
        const replaced = stored.get(address);
        stored.set(address, moment.row);
        checkRow(moment.row, replaced);
      }
      continue;
    }
    const { own, call, seen, before, after } = moment;
    current = after;
    if (!own) {
      if (
        call.operation === 'ssm:SendAutomationSignal' &&
        call.done &&
        isObject(call.input) &&
        call.input['SignalType'] === 'Approve'
      )
        approvals += 1;
      else if (call.done && isWrite(call.operation)) {
        lastForeign = index;
        for (const { path } of differences(before, after)) {
          if (!lookedAfter) besideOurs.add(path);
          ours.delete(path);
        }
      }
      continue;
    }
    if (isOwnWrite(moment)) {
      checkWrite(moment);
      wroteAt = moment.call.at;
      for (const one of differences(before, after)) set.set(one.path, one.after);
      me.sinceWrite = index;
      shownLately = [];
      lookedAfter = false;
    } else if (!isWrite(call.operation) && (call.done || isAbsence.test(call.refused ?? ''))) {
      const earlier = isNextPage(call.input) ? (me.lastReads.get(call.operation)?.pages ?? []) : [];
      const pages = earlier.at(-1) === seen ? earlier : [...earlier, seen];
      me.lastReads.set(call.operation, { index, seen, stale: seen !== before, pages });
      if (shownLately.at(-1) !== seen) shownLately.push(seen);
    } else if (isWrite(call.operation) && !business.test(call.operation)) {
      // Refused or broken: whoever sends it again without a look has learnt nothing.
      me.sinceWrite = index;
      shownLately = [];
    }
    if (!business.test(call.operation)) me.lastOwn = index;
  }

  if (patient) {
    current = end;
    for (const row of stored.values()) {
      if (row.kind !== 'finding') continue;
      const is = textOf(row, 'is') ?? '';
      if (['deferred', 'settling', 'pending', 'progressed', 'stale'].includes(is))
        wrong('liveness', `${row.key} is still ${is} at ${endsAt}`);
    }
    for (const row of stored.values()) {
      const watched = row.kind === 'run' && rules.onJump !== undefined && planOf(row)['kind'] === 'remediate';
      if (!watched || textOf(row, 'status') === 'rolled-back') continue;
      if (!changesOf(row.key).some(({ value }) => value['ours'] === true)) continue;
      const reasons: readonly unknown[] = Array.isArray(row.value['reasons']) ? row.value['reasons'] : [];
      const isUnwatched = reasons.some((one) => isObject(one) && one['check'] === 'canary-not-watched');
      if (!isUnwatched && !toldOf(row.key).some((is) => is === 'regressed' || is === 'watched'))
        wrong('canary', `nobody has heard at ${endsAt} whether clients of ${row.key} break`);
    }
    for (const row of stored.values()) {
      if (row.kind !== 'run' || textOf(row, 'status') !== 'open') continue;
      const finding = stored.get(`finding ${textOf(row, 'finding') ?? ''}`);
      if (textOf(finding, 'is') !== 'failed') wrong('liveness', `${row.key} is still open at ${endsAt}`);
    }
  }
  return { violations, windows };
};
