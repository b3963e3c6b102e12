import { isStack, makingOf } from '../../../../aws/ownership.ts';
import type { Change, Verdict } from '../../../../core/model/remediation.ts';
import { saying, type Said } from '../../../../core/say/said.ts';
import type { Target } from '../../../../core/model/target.ts';
import { shutOut } from '../../../ec2/facts/ingress-sources.ts';
import { covers, type Certificate } from '../../parameters/certificates.ts';
import { isSecure } from '../../parameters/load-balancer.ts';
import type { Id } from './messages.ts';
import type { Listener, State } from './read.ts';
import type { Settings } from './settings.ts';

type ListenerChange = Change<'listener', readonly string[]>;
type StickinessChange = Change<'stickiness', readonly string[]>;
type Decision = Verdict<Id, ListenerChange | StickinessChange>;

/** A listener without TLS, and where its clients are to come instead. */
interface Move {
  readonly from: Listener & { readonly value: readonly string[] };
  /** `undefined`: nobody has said it. */
  readonly to: number | undefined;
  /** What listens there. */
  readonly at: Listener | undefined;
}

const secureOf: Readonly<Record<string, string>> = { HTTP: 'HTTPS', TCP: 'SSL' };
const known = new Set(['HTTP', 'HTTPS', 'SSL', 'TCP']);

const portsText = (ports: readonly number[]): string => `port ${[...new Set(ports)].join(', ')}`;
const portsFrom = (moves: readonly Move[]): string => portsText(moves.map(({ from }) => from.port));
const portsTo = (moves: readonly Move[]): string => portsText(moves.flatMap(({ to }) => to ?? []));

const toOf = ({ port, protocol }: Listener, { securePorts }: Settings): number | undefined =>
  securePorts[String(port)] ?? (port === 80 && protocol === 'HTTP' ? 443 : undefined);

const stuck = (told: Said<Id>): Decision => ({ is: 'non-compliant', ...told, changes: [] });

/** Why people must say, or do, something about a port before anything else. */
const portObstacle = (
  moves: readonly Move[],
  { passesTls }: Settings,
  name: string,
): Said<Id> | undefined => {
  const unsaid = moves.filter(({ to }) => to === undefined);
  const same = moves.filter(({ from, to }) => from.port === to);
  const taken = moves.filter(({ at }) => at && !isSecure(at.protocol) && !passesTls.includes(at.port));
  const fresh = moves.filter(({ at, to }) => !at && to !== undefined);
  const shared = fresh.filter(({ from, to }) =>
    fresh.some((other) => other.to === to && String(other.from.value) !== String(from.value)),
  );
  const [told] = [
    ...saying<Id>('which-port', unsaid.length > 0, { name, ports: portsFrom(unsaid) }),
    ...saying<Id>('same-port', same.length > 0, { name, ports: portsFrom(same) }),
    ...saying<Id>('port-taken', taken.length > 0, {
      name,
      ports: portsFrom(taken),
      held: taken.map(({ at }) => `${at?.protocol} on port ${at?.port}`).join(', '),
    }),
    ...saying<Id>('port-shared', shared.length > 0, {
      name,
      ports: portsFrom(shared),
      wanted: portsTo(shared),
    }),
  ];
  return told;
};

/** The certificate that new listeners get, or why it is not known which. */
const certificateFor = (
  { certificates, listeners }: State,
  { certificate: said, names }: Settings,
  name: string,
): Certificate | Said<Id> => {
  if (certificates === null) return { message: 'certificates-unread', data: { name } };
  const arns = new Set(listeners.flatMap(({ value }) => value?.[3] ?? []));
  const served = certificates.filter(({ arn }) => arns.size === 1 && arns.has(arn));
  const covering = names.length === 0 ? [] : certificates.filter((one) => covers(one, names));
  const both = served.filter((one) => covers(one, names));
  const found = both.length > 0 ? both : covering;
  const named = said === null ? found : certificates.filter(({ arn }) => arn === said);
  if (said !== null && named.length === 0)
    return { message: 'certificate-not-good', data: { name, certificate: said } };
  const [chosen, ...others] = named;
  if (!chosen || others.length > 0)
    return {
      message: 'which-certificate',
      data: { name, found: named.map(({ arn }) => arn).join(', ') || 'none' },
    };
  const missing = names.filter((one) => !covers(chosen, [one]));
  return missing.length > 0
    ? {
        message: 'names-not-covered',
        data: { name, certificate: chosen.arn, names: chosen.names.join(', '), missing: missing.join(', ') },
      }
    : chosen;
};

const ownerSaid = ({ tags }: State, moves: readonly Move[], certificate: string): readonly Said<Id>[] => {
  const owner = makingOf(tags);
  const data = { maker: owner?.name ?? '', certificate, from: portsFrom(moves), to: portsTo(moves) };
  return [
    ...saying<Id>('made-by-kubernetes', owner?.by === 'kubernetes', data),
    ...saying<Id>('made-by-beanstalk', owner?.by === 'elastic-beanstalk', data),
    ...saying<Id>('made-by-cloudformation', isStack(owner), data),
  ];
};

/** Whom security groups let in on a port without TLS and surely not, or perhaps not, on the one with TLS. */
const closedTo = ({ permissions }: State, moves: readonly Move[]) => {
  const all = (permissions ? moves : []).map(({ from, to = 0 }) =>
    shutOut(permissions ?? [], { from: from.port, to, ipv6: false }),
  );
  const text = (each: (one: (typeof all)[number]) => readonly string[]): string =>
    [...new Set(all.flatMap(each))].toSorted().join(', ');
  return { closed: text(({ closed }) => closed), unsure: text(({ unknown }) => unknown) };
};

/** Why the last step could not be taken, whichever is the next. */
const endObstacle = (
  moves: readonly Move[],
  state: State,
  { id: name, region }: Target,
): Said<Id> | undefined => {
  const data = { name, region, ports: portsFrom(moves), wanted: portsTo(moves) };
  const going = new Set(moves.map(({ from }) => from.port));
  const staying = new Set([
    ...state.listeners.filter(({ port }) => !going.has(port)).map(({ value }) => value?.[2]),
    ...moves.filter(({ at }) => !at).map(({ from }) => from.value[2]),
  ]);
  const orphans = moves
    .map(({ from }) => from.value[2] ?? '')
    .filter((port) => state.backends.includes(port) && !staying.has(port));
  const { closed } = closedTo(state, moves);
  const [told] = [
    ...saying<Id>('backend-policies', orphans.length > 0, {
      ...data,
      backends: portsText(orphans.map(Number)),
    }),
    ...saying<Id>('port-closed', closed !== '', { ...data, closed }),
  ];
  return told;
};

/** First of two steps: TLS beside what is there. */
const adding = (
  missing: readonly Move[],
  state: State,
  { id: name, arn, region }: Target,
  chosen: Settings,
): Decision => {
  const certificate = certificateFor(state, chosen, name);
  if ('message' in certificate) return stuck(certificate);
  const wanted = portsTo(missing);
  const data = { name, region, wanted, ports: portsFrom(missing) };
  // Two listeners that lead to the same servers share one.
  const each = [...new Map(missing.map((move) => [move.to, move])).values()];
  return {
    is: 'non-compliant',
    message: 'first-of-two',
    data: { ...data, certificate: certificate.arn },
    step: { next: 1, of: 2 },
    changes: each.flatMap(({ from: { value, protocol, stickiness }, to }) => {
      const on = `${arn}#${to}`;
      const after = [secureOf[protocol] ?? '', ...value.slice(1, 3), certificate.arn];
      const inCode = { balancer: name, policies: stickiness.join(' ') };
      return [
        { set: 'listener', on, before: null, after, impact: ['none'], inCode } as const,
        ...(stickiness.length > 0
          ? [{ set: 'stickiness', on, before: [], after: stickiness, impact: ['none'], inCode } as const]
          : []),
      ];
    }),
    hazards: [
      {
        message: 'compare-names',
        data: { name, certificate: certificate.arn, names: certificate.names.join(', ') },
      },
      ...ownerSaid(state, missing, certificate.arn),
    ],
    notes: [
      { message: 'usual-policy', data },
      { message: 'undo-cuts-off', data },
      ...saying<Id>(
        'instances-see-https',
        missing.some(({ from }) => from.protocol === 'HTTP'),
        { name },
      ),
    ],
  };
};

/** Listeners with TLS that take over, by whether their certificate is in force; `null`: not known. */
const serving = (moves: readonly Move[], { inForce }: State, is: boolean | null) =>
  moves.flatMap(({ at, ...move }) => {
    if (!at || !isSecure(at.protocol)) return [];
    const arn = at.value?.[3] ?? 'none that AWS names';
    return (inForce[arn] ?? null) === is ? [{ arn, port: at.port, move: { at, ...move } }] : [];
  });

/** Nobody who checks certificates could come by one that is not in force. */
const certificateObstacle = (
  moves: readonly Move[],
  state: State,
  { id: name, region }: Target,
): Said<Id> | undefined => {
  const [served] = serving(moves, state, false);
  return (
    served && {
      message: 'certificate-not-in-force',
      data: { name, region, port: served.port, arn: served.arn },
    }
  );
};

/** Second of two steps: what is without TLS goes. */
const removing = (moves: readonly Move[], state: State, { id: name, arn, region }: Target): Decision => {
  const ports = portsFrom(moves);
  const data = { name, region, ports, wanted: portsTo(moves) };
  const { unsure } = closedTo(state, moves);
  const elsewhere = moves.filter(
    ({ from, at }) => String(at?.value?.slice(1, 3)) !== String(from.value.slice(1, 3)),
  );
  const unproven = serving(moves, state, null);
  const unsticky = moves.filter(({ from, at }) => String(at?.stickiness) !== String(from.stickiness));
  return {
    is: 'non-compliant',
    message: 'second-of-two',
    data,
    step: { next: 2, of: 2 },
    changes: moves.flatMap(({ from: { port, value, stickiness } }) => {
      const on = `${arn}#${port}`;
      const inCode = { balancer: name, policies: '' };
      // First what would go with the listener: so that undo puts both back.
      return [
        ...(stickiness.length > 0
          ? [
              {
                set: 'stickiness',
                on,
                before: stickiness,
                after: [],
                impact: ['breaks-plaintext'],
                inCode,
              } as const,
            ]
          : []),
        { set: 'listener', on, before: value, after: null, impact: ['breaks-plaintext'], inCode } as const,
      ];
    }),
    hazards: [
      { message: 'no-redirect', data },
      ...saying<Id>('certificate-not-known', unproven.length > 0, {
        name,
        ports: portsFrom(unproven.map(({ move }) => move)),
        wanted: portsText(unproven.map(({ port }) => port)),
        served: [...new Set(unproven.map((one) => one.arn))].join(', '),
      }),
      ...saying<Id>('other-servers', elsewhere.length > 0, {
        ...data,
        held: elsewhere
          .map(
            ({ from, at }) => `port ${from.port} to ${from.value[2]}, port ${at?.port} to ${at?.value?.[2]}`,
          )
          .join('; '),
      }),
      ...saying<Id>('other-stickiness', unsticky.length > 0, { name, ports: portsFrom(unsticky) }),
      ...saying<Id>('groups-unread', state.permissions === null, data),
      ...saying<Id>('sources-unsure', unsure !== '', { ...data, unsure }),
      ...ownerSaid(state, moves, ''),
    ],
    notes: [{ message: 'undo-opens-plaintext', data }],
  };
};

/** Of listeners that are plaintext for certain. */
const decided = (moves: readonly Move[], state: State, target: Target, chosen: Settings): Decision => {
  const obstacle =
    portObstacle(moves, chosen, target.id) ??
    endObstacle(moves, state, target) ??
    certificateObstacle(moves, state, target);
  if (obstacle) return stuck(obstacle);
  const missing = moves.filter(({ at }) => !at);
  return missing.length > 0 ? adding(missing, state, target, chosen) : removing(moves, state, target);
};

/** Decides; pure. */
export const plan = (state: State, target: Target, chosen: Settings): Decision => {
  const { listeners } = state;
  const { id: name } = target;
  if (listeners.length === 0) return { is: 'not-applicable', message: 'no-listener', data: { name } };
  const odd = listeners.find(({ port, value, protocol }) => port === 0 || !value || !known.has(protocol));
  if (odd)
    return {
      is: 'unknown',
      message: 'not-understood',
      data: { name, said: odd.protocol || 'nothing', port: odd.port },
    };
  const plain = listeners.filter(
    ({ port, protocol }) => !isSecure(protocol) && !(protocol === 'TCP' && chosen.passesTls.includes(port)),
  );
  const moves = plain.flatMap(({ value, ...from }): readonly Move[] => {
    const to = toOf({ value, ...from }, chosen);
    return value ? [{ from: { ...from, value }, to, at: listeners.find(({ port }) => port === to) }] : [];
  });
  const passed = moves.filter(({ from, to }) => from.protocol === 'TCP' && to === undefined);
  if (passed.length > 0 && passed.length === moves.length)
    return { is: 'unknown', message: 'passed-on', data: { name, ports: portsFrom(passed) } };
  const certain = moves.filter((move) => !passed.includes(move));
  if (certain.length === 0) return { is: 'compliant' };
  // What is certain is not hidden by what nobody knows; but a fix of it could not be verified beside that.
  if (passed.length > 0)
    return stuck({
      message: 'passed-on-beside',
      data: { name, ports: portsFrom(certain), passed: portsFrom(passed) },
    });
  return decided(certain, state, target, chosen);
};
