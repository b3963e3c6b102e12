import type { Change, Verdict } from '../../../../core/model/remediation.ts';
import { saying, type Said } from '../../../../core/say/said.ts';
import type { Target } from '../../../../core/model/target.ts';
import type { messages } from './messages.ts';
import type { Control, State } from './read.ts';
import type { Settings } from './settings.ts';

type Id = keyof typeof messages;
type ControlChange = Change<'control', Control>;

const pricing = 'https://aws.amazon.com/vpc/pricing/';

const listed = (names: readonly string[]): string => names.join(', ');

/** What is in the way, for people; what is not known is said as such. */
const inTheWay = ({ blockers, tlsListeners }: State) => {
  const unread = [
    ...(blockers === 'unseen' ? ['what EC2 lists as such (it does so once the VPC is monitored)'] : []),
    ...(tlsListeners === 'unseen' ? ['TLS listeners of network load balancers'] : []),
  ];
  const all = blockers === 'unseen' ? [] : blockers;
  const named = (isExcludable: boolean): readonly string[] =>
    all.flatMap((one) => (one.isExcludable === isExcludable ? `${one.type} ${one.id}` : []));
  const firm = [...named(false), ...(tlsListeners === 'unseen' ? [] : tlsListeners)];
  return { unread, firm, excludable: named(true) };
};

/** A kind that EC2 lists (`nat-gateway`, `NatGateway`) and one that may be excluded (`NatGateway`), without what differs in writing. */
const plain = (kind: string): string => kind.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

const network: Said<Id> = { message: 'network-only' };

/** Pure. */
export const plan = (
  state: State,
  { id: vpc, arn, account, region }: Target,
  { mode, exclusions: chosen }: Settings,
): Verdict<Id, ControlChange> => {
  const { owner, control, isCentral, blockers } = state;
  if (owner !== account) return { is: 'not-applicable', message: 'not-ours', data: { vpc, owner } };
  if (control === 'unsupported') return { is: 'unknown', message: 'region-without', data: { vpc, region } };
  if (control === 'unseen') return { is: 'unknown', message: 'control-unread', data: { vpc } };

  const { unread, firm, excludable } = inTheWay(state);
  const seen = control === 'none' ? undefined : control;
  const now = seen?.mode === undefined ? 'off' : `in mode ${seen.mode}`;
  const data = { vpc, now, region };
  const before: Control | null = seen ? { mode: seen.mode, exclusions: seen.exclusions } : null;
  const failed = seen?.state.endsWith('-failed') === true;
  if (seen && seen.state !== 'available' && !failed)
    return { is: 'pending', message: 'in-progress', data: { vpc, state: seen.state } };
  const stays = (said: Said<Id>): Verdict<Id, ControlChange> => ({
    is: 'non-compliant',
    ...said,
    changes: [],
  });
  const wanted = new Set(chosen.map(plain));
  if (seen?.mode === 'enforce' && !failed) {
    const unasked = seen.exclusions.filter((kind) => !wanted.has(plain(kind)));
    if (mode === 'enforce' && unasked.length > 0)
      return stays({ message: 'excluded-unasked', data: { vpc, exclusions: listed(unasked) } });
    return {
      is: 'compliant',
      notes: [
        network,
        ...saying('excluded' as const, seen.exclusions.length > 0, {
          vpc,
          exclusions: listed(seen.exclusions),
        }),
      ],
    };
  }
  if (mode === 'readiness') {
    const told = [...firm, ...excludable, ...unread.map((what) => `not known: ${what}`)];
    return {
      is: 'not-applicable',
      message: 'not-asked-for',
      data: { ...data, blockers: listed(told) || 'nothing' },
    };
  }
  if (seen && failed)
    return stays({
      message: 'failed',
      data: { ...data, state: seen.state, why: seen.why || 'EC2 does not say why' },
    });
  if (seen && mode === 'monitor') return { is: 'compliant', notes: [network] };
  if (isCentral) return stays({ message: 'managed-centrally', data });
  const price = saying('price' as const, true, { vpc, page: pricing });
  if (!seen)
    return mode === 'enforce'
      ? stays({ message: 'monitor-first', data })
      : {
          is: 'non-compliant',
          message: 'off',
          data,
          changes: [
            {
              set: 'control',
              on: arn,
              before,
              after: { mode: 'monitor', exclusions: [] },
              impact: ['none'],
            },
          ],
          hazards: [...price, ...saying('hardware-moves' as const, true, { vpc })],
          notes: [network],
        };

  if (unread.length > 0)
    return { is: 'unknown', message: 'blockers-unread', data: { vpc, unread: listed(unread) } };
  if (firm.length > 0) return stays({ message: 'blocked', data: { vpc, blockers: listed(firm) } });
  const open = (blockers === 'unseen' ? [] : blockers).filter(({ type }) => !wanted.has(plain(type)));
  if (open.length > 0)
    return stays({
      message: 'not-excluded',
      data: { vpc, blockers: listed(open.map(({ id, type }) => `${type} ${id}`)) },
    });
  const exclusions = [...new Set<string>(chosen)].toSorted();
  return {
    is: 'non-compliant',
    message: 'only-monitored',
    data: { vpc, exclusions: listed(exclusions) || 'nothing' },
    changes: [
      {
        set: 'control',
        on: arn,
        before,
        after: { mode: 'enforce', exclusions },
        impact: ['breaks-plaintext', 'interrupts'],
      },
    ],
    hazards: [
      ...price,
      ...saying('launches-refused' as const, true, { vpc }),
      ...saying('plaintext-dropped' as const, true, { vpc }),
    ],
    notes: [network],
  };
};
