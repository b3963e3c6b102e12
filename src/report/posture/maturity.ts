import { reopenedIn } from '../events.ts';
import { plural } from '../html/format.ts';
import type { Item } from '../items.ts';
import type { Edge, TransitMap } from '../map/graph.ts';
import { nameOf } from '../name.ts';
import {
  type Answerable,
  criterionEntries,
  type CriterionEntry,
  type CriterionId,
  type Level,
} from './criteria-catalog.ts';
import { authorities, over, renewing, validity } from './figures-catalog.ts';
import { accountsOf, daysBefore, ofAccounts, type Posed } from './posed.ts';
import { isInUse } from './renewal.ts';

export const answers = ['yes', 'no', 'unknown', 'not-measurable'] as const;
export type Answer = (typeof answers)[number];

/** One criterion, answered. */
export interface Criterion {
  readonly id: CriterionId;
  readonly level: Level;
  readonly asks: string;
  readonly answer: Answer;
  /** What was counted, or what is missing. */
  readonly proof: string;
  /** The first of those that stand against it. */
  readonly resources: readonly string[];
  /** What the answer was made from, the first hundred: keys of findings, and ARNs of what has none. */
  readonly findings: readonly string[];
  readonly arns: readonly string[];
}

/** What would raise the level. */
interface Step {
  readonly criterion: CriterionId;
  /** Left out: it is not one remediation that does it. */
  readonly remediation?: string;
  readonly resources: number;
  readonly says: string;
  readonly command: string;
}

export interface Maturity {
  /** An account, `organization` for all of them together, or `accounts chosen`. */
  readonly name: string;
  /** `null`: not even the first is shown. Of more than one account: the lowest of theirs, and of all together. */
  readonly level: Level | null;
  /** Of more than one account: those that are at this level, and so keep it there. */
  readonly lowest?: readonly string[];
  readonly criteria: readonly Criterion[];
  readonly steps: readonly Step[];
}

/** What a criterion was answered from. */
interface Told {
  /** Findings that a remediation would change. */
  readonly items?: readonly Item[];
  /** Findings that none would, or that need none. */
  readonly others?: readonly Item[];
  /** Keys of findings that are known by no more than that. */
  readonly keys?: readonly string[];
  readonly arns?: readonly string[];
  /** For people, where there is no finding. */
  readonly named?: readonly string[];
  /** What to do where no remediation does it. */
  readonly command?: string;
}
interface Answered extends Pick<Criterion, 'answer' | 'proof'>, Told {}

const yes = (proof: string, more: Told = {}): Answered => ({ answer: 'yes', proof, ...more });
const none = (because: string): Answered => ({
  answer: 'not-measurable',
  proof: `Not measurable here: ${because}.`,
});
const missing = (proof: string, more: Told = {}): Answered => ({
  answer: 'unknown',
  proof,
  ...more,
});
const no = (proof: string, more: Told = {}): Answered => ({
  answer: 'no',
  proof,
  ...more,
});

const scan = 'waxseal posture --scan';
const keep = 'waxseal apply --scan';
const policy = 'waxseal policy check';
const calendar = 'waxseal certificates';
const notLooked = missing('No look was taken.', { command: scan });
const notListed = (unlisted: Posed['unlisted']): Answered =>
  missing(`${plural(unlisted.length, 'kind')} of resources could not be listed.`, {
    named: unlisted.map(({ type, region }) => `${type} in ${region}`),
    command: scan,
  });
const isGood = ({ standing }: Item): boolean => standing === 'compliant';
const isUnknown = ({ standing }: Item): boolean => standing === 'unknown' || standing === 'failed';
const isHeld = ({ standing }: Item): boolean => standing === 'held';
const by =
  (ids: readonly string[]) =>
  ({ remediation }: Item): boolean =>
    ids.includes(remediation);

const endsOf = (edges: readonly Edge[]): readonly string[] => edges.map(({ to }) => to);

/** A yes for hops needs a look; hops of nodes that could not be listed or read may be missing. */
const hopsAre = (
  { items, looked, map, unlisted }: Posed,
  wanted: (edge: Edge, map: TransitMap) => boolean,
  what: string,
): Answered => {
  if (!looked || !map) return notLooked;
  const hops = map.edges.filter((edge) => wanted(edge, map));
  const those = (state: Edge['state']): readonly Edge[] => hops.filter((edge) => edge.state === state);
  const [plaintext, unknown] = [those('plaintext'), those('unknown')];
  const byKey = new Map(items.map((item) => [item.finding, item]));
  const itemsOf = (edges: readonly Edge[]): readonly Item[] =>
    edges.flatMap(({ findings }) => findings.slice(0, 1).flatMap(({ finding }) => byKey.get(finding) ?? []));
  const names = new Map(map.nodes.map(({ id, name }) => [id, name]));
  const namesOf = (edges: readonly Edge[]): readonly string[] =>
    edges
      .filter(({ findings }) => findings.length === 0)
      .map(({ from, to }) => `${names.get(from) ?? from} to ${names.get(to) ?? to}`);
  const hopsOf = (edges: readonly Edge[]) => ({
    items: itemsOf(edges),
    named: namesOf(edges),
    arns: endsOf(edges.filter(({ findings }) => findings.length === 0)),
    command: 'waxseal map',
  });
  if (plaintext.length > 0)
    return no(
      `${plaintext.length} of ${plural(hops.length, 'hop')} ${what} in the clear.`,
      hopsOf(plaintext),
    );
  if (unknown.length > 0)
    return missing(
      `Of ${unknown.length} of ${plural(hops.length, 'hop')} ${what} it is not known.`,
      hopsOf(unknown),
    );
  if (unlisted.length > 0) return notListed(unlisted);
  if (map.unread.length > 0)
    return missing(`Of ${plural(map.unread.length, 'resource')} it could not be read where they lead.`, {
      named: map.unread.map(({ id }) => id),
      arns: map.unread.map(({ id }) => id),
      command: 'waxseal map',
    });
  return hops.length === 0
    ? none(`there is no hop ${what}`)
    : yes(`${plural(hops.length, 'hop')} ${what}, all encrypted.`, { arns: endsOf(hops) });
};

const kinds = ({ nodes }: TransitMap): ReadonlyMap<string, string> =>
  new Map(nodes.map(({ id, kind }) => [id, kind]));
const outside = new Set(['clients', 'elsewhere', 'seen in logs']);
const fromInternet = ({ from }: Edge): boolean => from === 'the internet';
const isExternal = ({ from, to }: Edge, map: TransitMap): boolean => {
  const kind = kinds(map);
  return outside.has(kind.get(from) ?? '') || outside.has(kind.get(to) ?? '');
};
const isBetween = (edge: Edge, map: TransitMap): boolean => !isExternal(edge, map);

/** Findings of which all must be compliant: one that is not is a no, one that is not known an unknown. */
const allGood = (posed: Posed, items: readonly Item[], what: string): Answered => {
  const bad = items.filter((item) => !isGood(item) && !isUnknown(item));
  const unknown = items.filter(isUnknown);
  if (bad.length > 0)
    return no(`${bad.length} of ${plural(items.length, 'finding')} ${what} not compliant.`, { items: bad });
  if (unknown.length > 0)
    return missing(`Of ${unknown.length} of ${plural(items.length, 'finding')} ${what} it is not known.`, {
      items: unknown,
    });
  if (!posed.looked) return notLooked;
  if (posed.unlisted.length > 0) return notListed(posed.unlisted);
  return items.length === 0
    ? none(`there is no finding ${what}`)
    : yes(`${plural(items.length, 'finding')} ${what}, all compliant.`, { others: items });
};

/** Somebody has decided to leave them: that makes none of them compliant, and none is to be applied. */
const leftAlone = (left: readonly Item[], all: readonly Item[]): Answered =>
  no(`${left.length} of ${plural(all.length, 'finding')} left alone: exempt or on hold, and not compliant.`, {
    others: left,
    command: policy,
  });

/** What an event or the sweep applied: nobody was asked. */
const automatic = ({ entries, at }: Posed): readonly string[] => {
  const from = daysBefore(at, 90);
  return entries
    .filter(
      ({ at: when, cause, outcome }) =>
        when > from && outcome.is === 'remediated' && (cause.by === 'event' || cause.by === 'sweep'),
    )
    .map(({ finding }) => finding);
};

const weekAgo = (at: string): string => daysBefore(at, 7);

const criteria: Readonly<Record<Answerable, (posed: Posed) => Answered>> = {
  'public-https': (posed) => hopsAre(posed, fromInternet, 'from the internet'),
  'tls-configured': ({ items, concerns, looked }) => {
    const all = items.filter(({ remediation }) => concerns(remediation)?.matter === 'plaintext');
    const found = all.filter(isGood);
    if (found.length > 0)
      return yes(`${plural(found.length, 'finding')} about plaintext compliant.`, { others: found });
    if (all.length > 0 && all.every((item) => !isUnknown(item)))
      return no('No finding about plaintext is compliant.', { items: all });
    return looked && all.length === 0
      ? none('nothing was met that carries data')
      : missing(looked ? 'Of no finding about plaintext it is known.' : 'No look was taken.', {
          items: all,
          command: scan,
        });
  },
  'certificates-kept': (posed) => {
    const all = posed.items.filter(by([...validity, ...authorities]));
    const ended = all.filter(
      ({ plan, standing }) => standing !== 'compliant' && plan !== undefined && over.includes(plan.why.id),
    );
    if (ended.length > 0)
      return no(`${plural(ended.length, 'certificate')} of ${all.length} over.`, { items: ended });
    const unknown = all.filter(isUnknown);
    if (unknown.length > 0)
      return missing(`Of ${plural(unknown.length, 'certificate')} of ${all.length} it is not known.`, {
        items: unknown,
      });
    if (!posed.looked) return notLooked;
    return all.length === 0
      ? none('no certificate was met')
      : yes(`${plural(all.length, 'certificate')}, none over.`, { others: all });
  },
  'somebody-looks': ({ looked, entries, items }) =>
    looked || entries.length > 0
      ? yes(
          looked
            ? `A look was just taken: ${plural(items.length, 'finding')}.`
            : `The journal has ${plural(entries.length, 'entry', 'entries')}.`,
        )
      : missing('The journal is empty, and no look was taken.', { command: scan }),
  'external-encrypted': (posed) => hopsAre(posed, isExternal, 'to or from outside'),
  'certificates-automated': (posed) => {
    const kept = posed.items.filter(by(['iam-server-certificate-valid']));
    if (kept.length > 0)
      return no(`${plural(kept.length, 'certificate')} kept by IAM, which renews none.`, {
        others: kept,
        command: 'waxseal explain elb-listener-acm-certificate',
      });
    const used = (posed.certificates?.certificates ?? []).filter(isInUse);
    const byHand = used.filter(({ renews }) => renews === 'no');
    if (byHand.length > 0)
      return no(`${byHand.length} of ${plural(used.length, 'certificate')} in use that AWS does not renew.`, {
        named: byHand.map(({ name }) => name),
        arns: byHand.map(({ id }) => id),
        command: calendar,
      });
    const found = allGood(
      posed,
      posed.items.filter(by([...renewing, ...validity])),
      'about certificates and who renews them',
    );
    if (found.answer === 'no' || found.answer === 'unknown') return found;
    if (!posed.certificates) return notLooked;
    const { unread } = posed.certificates;
    const untold = used.filter(({ renews }) => renews === 'unknown');
    if (untold.length + unread.length > 0)
      return missing(
        `Of ${plural(untold.length, 'certificate')} it is not known who renews it; ${plural(unread.length, 'resource')} could not be read.`,
        {
          named: [...untold.map(({ name }) => name), ...unread.map(({ id }) => id)],
          arns: [...untold, ...unread].map(({ id }) => id),
          command: calendar,
        },
      );
    return used.length > 0
      ? yes(`${plural(used.length, 'certificate')} in use, all renewed by AWS.`, {
          arns: used.map(({ id }) => id),
        })
      : found;
  },
  'services-encrypted': (posed) => hopsAre(posed, isBetween, 'between resources'),
  'looked-regularly': ({ findings, entries, at }) => {
    const [first] = entries;
    const there = findings.filter(({ is }) => is !== 'gone' && is !== 'not-applicable');
    if (!first || there.length === 0) return missing('The journal has no findings.', { command: keep });
    const late = there.filter(({ lastSeen }) => lastSeen < weekAgo(at));
    if (late.length > 0)
      return no(`${late.length} of ${plural(there.length, 'finding')} not seen for seven days.`, {
        named: late.map(({ target }) => nameOf(target)).toSorted(),
        arns: late.map(({ target }) => target.arn),
        command: keep,
      });
    return first.at > weekAgo(at)
      ? missing(`The journal begins on ${first.at.slice(0, 10)}: seven days are not over.`, { command: keep })
      : yes(`${plural(there.length, 'finding')}, each seen in the last seven days.`, {
          arns: there.map(({ target }) => target.arn),
        });
  },
  'end-to-end': (posed) => hopsAre(posed, () => true, 'in all'),
  'mutual-tls': (posed) => {
    const { items, concerns, looked, map } = posed;
    const identity = items.filter(({ remediation }) => concerns(remediation)?.matter === 'identity');
    const bad = identity.filter((item) => !isGood(item));
    if (bad.length > 0) return allGood(posed, identity, 'about who the other side is');
    if (!looked || !map) return notLooked;
    const hops = map.edges.filter((edge) => isBetween(edge, map));
    const names = new Map(map.nodes.map(({ id, name }) => [id, name]));
    const bare = hops.filter(({ identified }) => identified !== true);
    if (hops.length === 0) return none('no hop between resources was met');
    return bare.length === 0
      ? yes(`${plural(hops.length, 'hop')} between resources, each to where the other side proves itself.`, {
          others: identity,
          arns: hops.map(({ to }) => to),
        })
      : missing(
          `${bare.length} of ${plural(hops.length, 'hop')} between resources end where no finding is about who the other side is.`,
          {
            named: [...new Set(bare.map(({ to }) => names.get(to) ?? to))].toSorted(),
            arns: bare.map(({ to }) => to),
            command: 'waxseal map',
          },
        );
  },
  'automatic-response': (posed) => {
    const keys = automatic(posed);
    if (keys.length > 0)
      return yes(`${plural(keys.length, 'remediation')} applied by events or the sweep in ninety days.`, {
        keys,
      });
    const left = posed.items.filter(({ standing }) => standing === 'open' || standing === 'waiting');
    return left.length > 0
      ? no(
          `None was applied by an event or the sweep in ninety days, and ${plural(left.length, 'finding')} would have needed it.`,
          { others: left, command: policy },
        )
      : missing('None was applied by an event or the sweep in ninety days, and none was needed.', {
          command: policy,
        });
  },
  'remediated-automatically': (posed) => {
    const asks = posed.items.filter(
      ({ mode, standing }) => mode !== undefined && mode !== 'auto' && standing !== 'held',
    );
    const left = posed.items.filter(isHeld);
    if (asks.length > 0)
      return no(`Of ${plural(asks.length, 'finding')} the policy does not say auto.`, {
        others: asks,
        command: policy,
      });
    if (left.length > 0) return leftAlone(left, posed.items);
    const untold = posed.items.filter(({ mode, standing }) => mode === undefined && standing !== 'compliant');
    if (untold.length > 0)
      return missing(`Of ${plural(untold.length, 'finding')} it is not told what the policy says.`, {
        others: untold,
        command: scan,
      });
    const keys = automatic(posed);
    return keys.length > 0 && posed.looked
      ? yes(
          `${plural(keys.length, 'remediation')} applied by events or the sweep, and nothing waits for people.`,
          { keys },
        )
      : posed.looked
        ? missing('The journal has no remediation that an event or the sweep applied.', { command: policy })
        : notLooked;
  },
  'continuously-compliant': (posed) => {
    const { items, entries, at } = posed;
    const from = daysBefore(at, 30);
    const logs = [...Map.groupBy(entries, ({ finding }) => finding).values()];
    const reopened = logs.flatMap((log) => reopenedIn(log)).filter((entry) => entry.at > from);
    const left = items.filter(isHeld);
    const others = allGood(
      posed,
      items.filter((item) => !isHeld(item)),
      left.length > 0 ? 'besides those left alone' : 'in all',
    );
    const answer = others.answer === 'no' || left.length === 0 ? others : leftAlone(left, items);
    return answer.answer === 'yes' && reopened.length > 0
      ? no(`${plural(reopened.length, 'finding')} reopened in thirty days.`, {
          named: [...new Set(reopened.map(({ target }) => nameOf(target)))].toSorted(),
          keys: reopened.map(({ finding }) => finding),
          command: 'waxseal history',
        })
      : answer;
  },
};

const isAnswerable = (id: CriterionId): id is Answerable => id in criteria;
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of a constant are its ids
const ids = Object.keys(criterionEntries) as readonly CriterionId[];
const shown = 5;
const kept = 100;
const some = (all: readonly string[]): readonly string[] => [...new Set(all)].toSorted().slice(0, kept);

type Full = Criterion & Pick<Answered, 'items' | 'command'>;

const answersOf = (posed: Posed): readonly Full[] =>
  ids.map((id) => {
    const { level, asks, not }: CriterionEntry = criterionEntries[id];
    const {
      answer,
      proof,
      items = [],
      others = [],
      keys = [],
      arns = [],
      named = [],
      command,
    } = isAnswerable(id) ? criteria[id](posed) : none(not ?? 'nothing tells');
    const told = [...items, ...others];
    const against = answer === 'yes' ? [] : [...told.map(({ target }) => nameOf(target)), ...named];
    return {
      id,
      level,
      asks,
      answer,
      proof,
      resources: [...new Set(against)].slice(0, shown),
      findings: some([...told.map(({ finding }) => finding), ...keys]),
      arns: some(arns),
      items,
      ...(command !== undefined && { command }),
    };
  });

/** The highest of which, and of all below, every criterion that can be measured is met, and one at least. */
export const levelOf = (all: readonly Pick<Criterion, 'level' | 'answer'>[]): Level | null => {
  let reached: Level | null = null;
  for (const level of [1, 2, 3, 4] as const) {
    const its = all.filter((one) => one.level === level && one.answer !== 'not-measurable');
    if (its.length === 0 || its.some(({ answer }) => answer !== 'yes')) return reached;
    reached = level;
  }
  return reached;
};

const most = 3;

/** Of the criteria that keep a level from being reached, the lowest first: what meets most resources. */
const stepsOf = (all: readonly Full[]): readonly Step[] => {
  const steps: Step[] = [];
  const known = new Set<string>();
  for (const level of [1, 2, 3, 4]) {
    const its = all.filter((one) => one.level === level && (one.answer === 'no' || one.answer === 'unknown'));
    const found = its.flatMap(({ id, items = [], proof, resources, command = scan }): readonly Step[] => {
      const groups = [...Map.groupBy(items, ({ remediation }) => remediation)];
      if (groups.length === 0) {
        return [{ criterion: id, resources: resources.length, says: proof, command }];
      }
      return groups.map(([remediation, members]) => {
        const count = new Set(members.map(({ target }) => target.arn)).size;
        const says = members.some((item) => !isUnknown(item))
          ? `Make ${plural(count, 'resource')} compliant.`
          : `Find out about ${plural(count, 'resource')}: could not be evaluated.`;
        return {
          criterion: id,
          remediation,
          resources: count,
          says,
          command: `waxseal apply --scan --remediation ${remediation}`,
        };
      });
    });
    const sorted = found.toSorted(
      (a, b) =>
        b.resources - a.resources ||
        (`${a.remediation ?? ''} ${a.criterion}` < `${b.remediation ?? ''} ${b.criterion}` ? -1 : 1),
    );
    for (const step of sorted) {
      const key = step.remediation ?? step.command;
      if (known.has(key)) continue;
      known.add(key);
      steps.push(step);
    }
  }
  return steps.slice(0, most);
};

const maturityOf = (name: string, all: readonly Full[]): Maturity => ({
  name,
  level: levelOf(all),
  criteria: all.map(({ items: _items, command: _command, ...criterion }) => criterion),
  steps: stepsOf(all),
});

const worstFirst: readonly Answer[] = ['no', 'unknown', 'yes', 'not-measurable'];

/** What one account does not meet the organization does not meet. */
const together = (whole: readonly Full[], each: readonly (readonly Full[])[]): readonly Full[] =>
  whole.map((one) => {
    const its = each.flatMap((all) => all.filter(({ id }) => id === one.id));
    const answer = worstFirst.find((name) => its.some((other) => other.answer === name)) ?? one.answer;
    if (answer === one.answer) return one;
    const accounts = each.length;
    const those = its.filter((other) => other.answer === answer);
    return {
      ...one,
      answer,
      proof: `${those.length} of ${plural(accounts, 'account')}: ${those[0]?.proof ?? one.proof}`,
      resources: [...new Set(those.flatMap(({ resources }) => resources))].slice(0, shown),
      findings: some(those.flatMap(({ findings }) => findings)),
      arns: some(those.flatMap(({ arns }) => arns)),
      items: those.flatMap(({ items = [] }) => items),
    };
  });

const rankOf = ({ level }: Pick<Maturity, 'level'>): number => level ?? 0;

/**
 * Each account, and all together before them; or one account alone. Pure; `posed` is in order, and of `chosen` alone if there
 * are any. Of one that was chosen and not met nothing is known.
 */
export const maturitiesOf = (posed: Posed, chosen: readonly string[]): readonly Maturity[] => {
  const [only] = chosen;
  if (only !== undefined && chosen.length === 1) return [maturityOf(only, answersOf(posed))];
  const names = chosen.length > 0 ? chosen : accountsOf(posed);
  const found = names.map((name) => answersOf(ofAccounts(posed, [name])));
  const each = names.map((name, index) => maturityOf(name, found[index] ?? []));
  const whole = maturityOf(
    chosen.length > 0 ? 'accounts chosen' : 'organization',
    together(answersOf(posed), found),
  );
  const least = Math.min(...[whole, ...each].map(rankOf));
  const lowest = each.filter((one) => rankOf(one) === least);
  const { level } = lowest[0] ?? whole;
  return [{ ...whole, level, ...(lowest.length > 0 && { lowest: lowest.map(({ name }) => name) }) }, ...each];
};
