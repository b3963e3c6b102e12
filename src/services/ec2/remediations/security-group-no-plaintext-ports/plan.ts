import type { Change, Verdict } from '../../../../core/model/remediation.ts';
import { saying, type Said, type SaidData } from '../../../../core/say/said.ts';
import type { Target } from '../../../../core/model/target.ts';
import {
  areEverybody,
  familyOf,
  isEverybody,
  isEveryProtocol,
  narrowed,
  portsIn,
  reachOf,
  sameReach,
  sameSource,
  type Ingress,
  type IngressRule,
} from '../../facts/ingress-rule.ts';
import { portName } from '../../facts/plaintext-ports.ts';
import { keeperOf } from '../../facts/security-group.ts';
import type { messages } from './messages.ts';
import type { Around, State } from './read.ts';
import type { Settings } from './settings.ts';

type Id = keyof typeof messages;
type RuleChange = Change<'rule', Ingress> | Change<'permission', Ingress>;

/**
 * Inbound rules of a group, for each family of addresses.
 * https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-security-groups
 */
const mostRules = 60;

const textOf = (ports: readonly number[]): string => ports.map(portName).join(', ');
const sorted = (ports: readonly number[]): readonly number[] => [...new Set(ports)].toSorted((a, b) => a - b);

/** A rule that lets everybody in on some of the ports, and on which. */
interface Open {
  readonly rule: IngressRule;
  readonly ports: readonly number[];
}

/** By its own range, or by what a prefix list holds. */
const isOpenTo = ({ source }: IngressRule, { lists }: State): boolean =>
  (lists[source] ?? [source]).some(isEverybody);

/** Rules that let everybody in, each by itself; and those that do so only together. */
const openIn = (state: State, ports: readonly number[]) => {
  const rules = state.rules ?? [];
  const open = rules.flatMap((rule): readonly Open[] => {
    const ours = isOpenTo(rule, state) ? portsIn(rule, ports) : [];
    return ours.length > 0 ? [{ rule, ports: ours }] : [];
  });
  const others = rules.filter((rule) => !isOpenTo(rule, state));
  const inParts = ports.flatMap((port) => {
    const some = others.filter((rule) => portsIn(rule, [port]).length > 0);
    return areEverybody(some.flatMap(({ source }) => state.lists[source] ?? source)) ? { port, some } : [];
  });
  return { open, inParts };
};

/** What load balancers do with each of these ports, and whether nothing else uses the group. */
const servedBy = ({ balancers, users }: Around, ports: readonly number[]) => {
  const isAll = users !== null && users.length > 0 && users.every(({ balancer }) => balancer !== null);
  const doing = (port: number, ...what: readonly string[]): readonly string[] =>
    balancers.flatMap(({ name, serves }) => (what.includes(serves?.[port] ?? '') ? name : []));
  const those = (...what: readonly string[]) => {
    const some = ports.filter((port) => doing(port, ...what).length > 0);
    return { ports: some, names: [...new Set(some.flatMap((port) => doing(port, ...what)))].toSorted() };
  };
  const needed = those('redirects', 'tls');
  const plain = those('http');
  const isAlone = (port: number): boolean => isAll && doing(port, 'http', 'passes').length === 0;
  return {
    unread: balancers.flatMap(({ name, serves }) => (serves === null ? name : [])),
    plain,
    kept: { ...needed, ports: needed.ports.filter(isAlone) },
    shared: { ...needed, ports: needed.ports.filter((port) => !isAlone(port)) },
  };
};

/** What narrowing the rules comes to: rules to be made, rules that are changed in place, and those that others make needless. */
const narrowing = (
  rules: readonly IngressRule[],
  open: readonly Open[],
  rangesFor: (rule: IngressRule) => readonly string[],
) => {
  const standing: Ingress[] = rules.filter((rule) => open.every((one) => one.rule !== rule));
  const made: Ingress[] = [];
  const changed: { readonly rule: IngressRule; readonly to: Ingress }[] = [];
  const needless: IngressRule[] = [];
  for (const { rule, ports } of open) {
    const missing = narrowed(rule, ports, rangesFor(rule)).filter(
      (wanted) => !standing.some((one) => sameReach(one, wanted)),
    );
    const [first, ...others] = missing;
    if (first) changed.push({ rule, to: first });
    else needless.push(rule);
    made.push(...others);
    standing.push(...missing);
  }
  // What is of no family, as another group is, counts in both.
  const of = (family: 4 | 6): number =>
    standing.filter(({ source }) => (familyOf(source) ?? family) === family).length;
  return { made, changed, needless, count: Math.max(of(4), of(6)) };
};

const asIngress = ({ protocol, from, to, source, description }: Ingress): Ingress => ({
  protocol,
  from,
  to,
  source,
  description,
});

const broken = ['breaks-plaintext'] as const;

/** In the order in which they are safe: what stays open is opened first. */
const changesOf = (arn: string, { made, changed }: ReturnType<typeof narrowing>): readonly RuleChange[] => [
  ...made.map((rule) => ({
    set: 'permission' as const,
    on: `${arn}#${reachOf(rule)}`,
    before: null,
    after: asIngress(rule),
    impact: ['none'] as const,
  })),
  ...changed.map(({ rule, to }) => ({
    set: 'rule' as const,
    on: `${arn}#${rule.id}`,
    before: asIngress(rule),
    after: asIngress(to),
    impact: broken,
  })),
];

/**
 * What people set for a rule that we do not change; `RANGE` stands for what they know, `RANGE::` where it is of IPv6: a rule
 * cannot become one of the other family. Nothing: they revoke it.
 */
const advised = (arn: string, { rule, ports }: Open, isNeedless: boolean): Change => ({
  set: 'openRule',
  on: `${arn}#${rule.id}`,
  before: asIngress(rule),
  after:
    isNeedless || isEveryProtocol(rule) || familyOf(rule.source) === undefined
      ? null
      : narrowed(rule, ports, [familyOf(rule.source) === 6 ? 'RANGE::' : 'RANGE']).map(asIngress),
  impact: ['none'],
});

/** Where closing the port is not what is to be done, no command is shown that does it. */
const otherwise: ReadonlySet<Id> = new Set(['put-back', 'balancer-speaks-http', 'redirect-shared']);

/** Pure. */
export const plan = (
  state: State,
  { id, arn, account }: Target,
  { ports: watched, narrowTo }: Settings,
): Verdict<Id, RuleChange> => {
  const { name, owner, tags, rules, lists, around } = state;
  const group = name === '' ? id : `${id} (${name})`;
  if (owner !== account) return { is: 'not-applicable', message: 'not-ours', data: { group, owner } };
  if (rules === null) return { is: 'unknown', message: 'rules-unread', data: { group } };

  const { open: all, inParts } = openIn(state, sorted(watched));
  const hidden = rules.filter(
    (rule) => rule.source.startsWith('pl-') && !lists[rule.source] && portsIn(rule, watched).length > 0,
  );
  const hiddenLists = [...new Set(hidden.map(({ source }) => source))].join(', ');
  const unread = saying('list-unread' as const, hidden.length > 0, {
    group,
    lists: hiddenLists,
    ports: textOf(sorted(hidden.flatMap((rule) => portsIn(rule, watched)))),
  });
  const everywhere = sorted([...all.flatMap(({ ports }) => ports), ...inParts.map(({ port }) => port)]);
  if (everywhere.length === 0) {
    const [said] = unread;
    return said ? { is: 'unknown', ...said } : { is: 'compliant' };
  }

  const told = { group, ports: textOf(everywhere) };
  if (around === null || around.users === null) return { is: 'unknown', message: 'uses-unread', data: told };
  const { users, balancers, referring, vpcRanges } = around;
  const served = servedBy(around, everywhere);
  if (served.unread.length > 0)
    return {
      is: 'unknown',
      message: 'listeners-unread',
      data: { ...told, balancers: served.unread.join(', ') },
    };
  const kept = new Set(served.kept.ports);
  const keeping = saying('redirect-kept' as const, kept.size > 0, {
    group,
    ports: textOf(served.kept.ports),
    balancers: served.kept.names.join(', '),
  });
  const ports = everywhere.filter((port) => !kept.has(port));
  if (ports.length === 0) {
    const [said] = unread;
    return said ? { is: 'unknown', ...said } : { is: 'compliant', notes: keeping };
  }

  const open = all.flatMap(({ rule, ports: some }): readonly Open[] => {
    const left = some.filter((port) => !kept.has(port));
    return left.length > 0 ? [{ rule, ports: left }] : [];
  });
  const parts = inParts.filter(({ port }) => !kept.has(port));
  const ranges = narrowTo
    .flatMap((range) => (range === 'vpc' ? (vpcRanges ?? []) : range))
    .filter((range, index, named) => named.findIndex((one) => sameSource(one, range)) === index);
  const rangesFor = ({ source }: IngressRule): readonly string[] =>
    ranges.filter((range) => familyOf(range) === familyOf(source));
  const labels = [...new Set(users.map(({ label }) => label))];
  const data: SaidData = {
    ...told,
    ports: textOf(ports),
    rules: [
      ...open.map(({ rule }) => `${rule.id} ${reachOf(rule)}`),
      ...[...new Set(parts.flatMap(({ some }) => some))].map((rule) => `${rule.id} ${reachOf(rule)}`),
    ].join('; '),
    users: labels.length > 0 ? labels.join(', ') : 'nothing that we see',
  };

  const byRange = open.filter(({ rule }) => !isEveryProtocol(rule) && familyOf(rule.source) !== undefined);
  const nobody = byRange.filter(({ rule }) => rangesFor(rule).length === 0);
  const outcome = narrowing(rules, byRange, rangesFor);
  const keeper = keeperOf(name, tags);
  const families = [...new Set(nobody.map(({ rule }) => `IPv${familyOf(rule.source)}`))].toSorted();
  /** Why nothing is changed: as long as one rule lets everybody in, narrowing another one is worth nothing. */
  const obstacles: readonly Said<Id>[] = [
    ...saying('put-back' as const, keeper !== undefined, { ...data, keeper: keeper ?? '' }),
    ...saying('default-group' as const, name === 'default', data),
    ...saying('balancer-speaks-http' as const, served.plain.ports.length > 0, {
      ...data,
      ports: textOf(served.plain.ports),
      balancers: served.plain.names.join(', '),
    }),
    ...saying('redirect-shared' as const, served.shared.ports.length > 0, {
      ...data,
      ports: textOf(served.shared.ports),
      balancers: served.shared.names.join(', '),
    }),
    ...saying(
      'every-protocol' as const,
      open.some(({ rule }) => isEveryProtocol(rule)),
      data,
    ),
    ...saying(
      'by-prefix-list' as const,
      open.some(({ rule }) => !isEveryProtocol(rule) && familyOf(rule.source) === undefined),
      data,
    ),
    ...saying('in-parts' as const, parts.length > 0, data),
    ...saying('nothing-to-narrow-to' as const, nobody.length > 0, {
      ...data,
      families: families.join(' and '),
    }),
    ...saying('needless-rule' as const, nobody.length === 0 && outcome.needless.length > 0, {
      ...data,
      rules: outcome.needless.map((rule) => `${rule.id} ${reachOf(rule)}`).join('; '),
    }),
    ...saying('list-unread-too' as const, hidden.length > 0, { ...data, lists: hiddenLists }),
    ...saying('too-many-rules' as const, nobody.length === 0 && outcome.count > mostRules, {
      ...data,
      count: outcome.count,
      most: mostRules,
    }),
  ];
  const notes: readonly Said<Id>[] = [
    ...keeping,
    ...saying('unused' as const, users.length === 0, { group }),
    ...saying('referred-to' as const, referring.length > 0, { group, groups: referring.join(', ') }),
  ];
  const [first, ...others] = obstacles;
  if (first)
    return {
      is: 'non-compliant',
      ...first,
      changes: [],
      advises: otherwise.has(first.message)
        ? []
        : open.map((one) =>
            advised(arn, one, first.message === 'needless-rule' && outcome.needless.includes(one.rule)),
          ),
      notes: [...others, ...notes],
    };

  const narrow = ranges.filter((range) => byRange.some(({ rule }) => rangesFor(rule).includes(range)));
  const reached = { group, ports: textOf(ports), ranges: narrow.join(', ') };
  const isOnlyBalancers = users.every(({ balancer }) => balancer !== null);
  const web = ports.filter((port) => port === 80 || port === 8080);
  return {
    is: 'non-compliant',
    message: 'open-to-everybody',
    data: { ...data, ranges: narrow.join(', ') },
    changes: changesOf(arn, outcome),
    hazards: [
      ...saying('clients-cut-off' as const, true, reached),
      ...saying('may-redirect' as const, web.length > 0 && !(isOnlyBalancers && balancers.length > 0), {
        ...data,
        ports: textOf(web),
      }),
      ...saying('mail-arrives' as const, ports.includes(25), data),
    ],
    notes: [...saying('connections-now' as const, true), ...notes],
  };
};

/** Ports of ours that everybody reaches. */
export const openPorts = (state: State, { ports }: Pick<Settings, 'ports'>): readonly number[] => {
  const { open, inParts } = openIn(state, sorted(ports));
  return sorted([...open.flatMap((one) => one.ports), ...inParts.map(({ port }) => port)]);
};
