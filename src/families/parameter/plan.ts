import type { Late, Verdict } from '../../core/model/remediation.ts';
import { saying, type Said } from '../../core/say/said.ts';
import type { Target } from '../../core/model/target.ts';
import {
  changesFor,
  isTaken,
  wayFor,
  type ByAttaching,
  type GroupChange,
  type Sharing,
  type Way,
} from './changes.ts';
import { parameterOn } from './fields.ts';
import type { ParameterId } from './messages.ts';
import type { Attached, Forced, Open, State, Thing } from './state.ts';

/**
 * What a status means for a change of parameters.
 * - `ready`: the engine runs, and AWS takes the change.
 * - `passing`: AWS is at work and refuses changes; it passes by itself.
 * - `stopped`: nobody can connect, and AWS refuses changes until it is started.
 * - `people`: it stays so until somebody does what `remedy` says.
 * - `unheard`: no page of AWS has it.
 */
type StatusMeaning =
  | { readonly is: 'ready' | 'stopped' | 'unheard' }
  /** `keepsParameters`: what goes on changes none. */
  | { readonly is: 'passing'; readonly keepsParameters?: true }
  | { readonly is: 'people'; readonly remedy: string };

export interface Planning<
  Kind extends string,
  Attachment extends string,
  Id extends string,
  T extends Thing,
  Around,
> extends ByAttaching<Attachment> {
  /** `instance`, `cluster`. */
  readonly thing: Kind;
  readonly meaningOf: (status: string) => StatusMeaning;
  /** Pure. A thing without such a parameter. */
  readonly outside: (thing: T) => Verdict<Id, never>;
  /** Pure. Why it must not be changed just now, besides its status; it passes by itself. Left out: nothing. */
  readonly waits?: (state: Open<T, Around>) => Said<Id> | undefined;
  /** Pure. Why no change is safe before people have done something. Left out: nothing. */
  readonly obstacle?: (state: Open<T, Around>, target: Target) => Said<Id> | undefined;
  /** Pure. Who may be shut out. */
  readonly hazards: (state: Open<T, Around>) => readonly Said<Id>[];
  /** Pure. Worth knowing. */
  readonly notes: (state: Open<T, Around>) => readonly Said<Id>[];
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
/** Names, as a sentence lists them. */
export const listed = (names: readonly string[]): string => names.join(', ');

/** Decides; pure. */
export const planParameter = <
  Kind extends string,
  Attachment extends string,
  Id extends string,
  T extends Thing,
  Around,
>(
  state: State<T, Around>,
  target: Target,
  facts: Planning<Kind, Attachment, Id, T, Around>,
  sharing: Sharing,
): Verdict<Id | ParameterId<Kind>, GroupChange<Attachment>> => {
  type Ids = Id | ParameterId<Kind>;
  type Decision = Verdict<Ids, GroupChange<Attachment>>;
  type Sayings = readonly Said<Ids>[];
  const { thing: kind, groups } = facts;
  const { thing } = state;
  const of = { [kind]: thing.name };
  const say = (message: ParameterId<Kind>, when: boolean, data: Said['data'] = {}): Sayings =>
    saying<Ids>(message, when, { ...of, ...data });

  /** What is stopped or broken keeps the parameters that it has. */
  const mayBeChanging = (): boolean => {
    const meaning = facts.meaningOf(thing.status);
    return meaning.is === 'unheard' || (meaning.is === 'passing' && !meaning.keepsParameters);
  };

  /** Why it takes no change now. `undefined`: it does. */
  const unready = (): Decision | undefined => {
    const data = { ...of, status: thing.status || '(nothing)' };
    const meaning = facts.meaningOf(thing.status);
    switch (meaning.is) {
      case 'ready':
        return undefined;
      case 'passing':
        return { is: 'pending', message: `${kind}-busy`, data };
      case 'stopped':
        return { is: 'pending', message: `${kind}-stopped`, data: of };
      case 'people': {
        const { remedy } = meaning;
        return {
          is: 'non-compliant',
          message: `${kind}-needs-people`,
          data: { ...data, remedy },
          changes: [],
        };
      }
      case 'unheard':
        return { is: 'unknown', message: 'status-unknown', data };
    }
  };

  const unclear = (attached: readonly Attached[]): Decision => {
    const named = attached.length === 0 ? [{ name: '(none)', applyStatus: 'nothing' }] : attached;
    const group = listed(named.map(({ name }) => name));
    const status = listed(named.map(({ applyStatus }) => applyStatus));
    return { is: 'unknown', message: 'apply-status-unknown', data: { ...of, group, status } };
  };

  /**
   * Why what the group says need not be what holds. `undefined`: it holds, but for what waits for a reboot.
   * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBParameterGroupStatus.html
   */
  const unsettled = (group: Attached): Decision | undefined => {
    const data = { ...of, group: group.name };
    switch (group.applyStatus) {
      case 'in-sync':
      case 'pending-reboot':
        return undefined;
      case 'applying':
        return { is: 'pending', message: 'group-applying', data };
      case 'pending-database-upgrade':
        return { is: 'pending', message: 'group-awaits-upgrade', data };
      case 'failed-to-apply':
        return { is: 'non-compliant', message: 'group-failed', data, changes: [] };
      default:
        return unclear([group]);
    }
  };

  /**
   * The group demands TLS and waits for a reboot: AWS says so of the group as a whole, never of one parameter. A
   * dynamic one holds at once where the group was attached before; of a group attached since, nothing holds yet.
   * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/parameter-groups-overview.html
   */
  const awaitingReboot = ({ group, tls, isStatic }: Forced<T>): Decision => {
    const data = { ...of, group: group.name, region: target.region };
    if (!isStatic)
      return { is: 'pending', message: 'reboot-due-dynamic', data: { ...data, parameter: tls.name } };
    if (thing.queued.length === 0) return { is: 'pending', message: 'reboot-needed', data };
    const changes = listed(thing.queued);
    return { is: 'pending', message: 'reboot-needed-others-queued', data: { ...data, changes } };
  };

  /**
   * That a reboot is due AWS tells minutes after it has taken what needs one. What is dynamic holds at once in a group that
   * was attached before.
   */
  const notToldYet = ({ group, tls, isStatic }: Forced<T>): Late<Ids> => ({
    message: 'reboot-not-told-yet',
    data: { ...of, group: group.name },
    after: [
      ...(isStatic ? [{ set: 'parameter', on: parameterOn(group.name, tls.name) }] : []),
      { set: facts.attachment, on: target.arn },
    ],
  });

  /** Who may be shut out, and what may keep us from finishing. */
  const hazardsOf = (open: Open<T, Around>, way: Way, reboots: boolean): Sayings => {
    const { group, sharedWith, tls } = open;
    const [what, stack] =
      way === 'in place'
        ? [`Parameter group ${group.name}`, group.stack]
        : [`${capital(kind)} ${thing.name}`, thing.stack];
    return [
      ...saying<Ids>('group-shared', way === 'in place' && sharedWith.length > 0, {
        group: group.name,
        count: sharedWith.length,
        [`${kind}s`]: listed(sharedWith),
      }),
      ...say('queued-changes', reboots && thing.queued.length > 0, { changes: listed(thing.queued) }),
      ...saying<Ids>('owned-by-cloudformation', stack !== null, {
        what,
        stack: stack ?? '',
        parameter: tls.name,
      }),
      ...facts.hazards(open),
    ];
  };

  /** Worth knowing; the gate does not ask because of it. */
  const notesOf = (open: Open<T, Around>, reboots: boolean, way: Way = 'in place'): Sayings => [
    ...say('reboot-follows', reboots),
    ...say('reboot-due', !reboots && open.group.applyStatus === 'pending-reboot', { group: open.group.name }),
    ...say('upgrade-needs-group', way !== 'in place', { parameter: open.tls.name }),
    ...facts.notes(open),
  ];

  /** Why nothing can be planned; people have to do something first. */
  const obstacleTo = (open: Open<T, Around>, way: Way): Said<Ids> | undefined => {
    const { name: parameter, engine, upgradeTo } = open.tls;
    const { group } = open;
    const data = { ...of, parameter, upgradeTo };
    if (!open.parameter)
      return { message: 'parameter-missing', data: { ...data, engine, version: thing.version } };
    if (!open.parameter.isModifiable)
      return { message: 'parameter-fixed', data: { ...data, group: group.name } };
    const obstacle = facts.obstacle?.(open, target);
    if (obstacle) return obstacle;
    const own = groups.ownName(target.arn, group.family);
    return isTaken(open, way, target) ? { message: 'group-name-taken', data: { ...of, own } } : undefined;
  };

  const planFor = (open: Open<T, Around>): Decision => {
    const { group, tls } = open;
    const way = wayFor(groups, open, sharing);
    const obstacle = obstacleTo(open, way);
    if (obstacle) return { is: 'non-compliant', ...obstacle, changes: [], notes: notesOf(open, false) };
    const reboots = way !== 'in place' || open.parameter?.isStatic === true;
    return {
      is: 'non-compliant',
      message: 'plaintext-accepted',
      data: {
        ...of,
        engine: tls.engine,
        parameter: tls.name,
        value: open.parameter?.value ?? '(nothing)',
        group: group.name,
      },
      changes: changesFor(facts, open, way, target),
      hazards: hazardsOf(open, way, reboots),
      notes: notesOf(open, reboots, way),
    };
  };

  switch (state.is) {
    case 'outside':
      return facts.outside(thing);
    case 'groupless': {
      const waiting = unready();
      return waiting?.is === 'pending' ? waiting : unclear(state.groups);
    }
    case 'forced':
      return (
        (mayBeChanging() ? unready() : undefined) ??
        unsettled(state.group) ??
        (state.group.applyStatus === 'in-sync'
          ? { is: 'compliant', late: notToldYet(state) }
          : awaitingReboot(state))
      );
    case 'open': {
      const { group, tls, parameter } = state;
      if (!tls.isOff) {
        const data = { ...of, group: group.name, parameter: tls.name, value: parameter?.value ?? '' };
        return { is: 'unknown', message: 'value-unknown', data };
      }
      const waiting = facts.waits?.(state);
      return unready() ?? unsettled(group) ?? (waiting ? { is: 'pending', ...waiting } : planFor(state));
    }
  }
};
