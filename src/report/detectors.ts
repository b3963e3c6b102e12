import {
  type DetectorName,
  detectorNames,
  type Heard,
  meanings,
  type Meaning,
  severities,
  type Spoken,
  type Statement,
} from '../core/model/detectors.ts';
import type { Failure } from '../core/model/errors.ts';
import { type Location, placeKey, type Target } from '../core/model/target.ts';
import type { Item } from './items.ts';
import { safe } from './safe.ts';

/** What a statement means here. `urgent`: what is open there should not wait. */
export const meaningWords: Readonly<Record<Meaning, { readonly says: string; readonly urgent: boolean }>> = {
  'seen-in-the-clear': {
    says: 'Clients were recorded that a fix would break, and whose traffic others may read until then.',
    urgent: true,
  },
  public: {
    says: 'Anybody may reach it, by its address, its rules or its policy: what is sent in the clear crosses networks that nobody knows.',
    urgent: true,
  },
  reachable: {
    says: 'It can be reached from outside on this port: what speaks plaintext there can be read on the way.',
    urgent: true,
  },
  probed: { says: 'Strangers try its ports: one that answers in plaintext will be found.', urgent: true },
  credentials: {
    says: 'Somebody unexpected uses or tries credentials: without TLS these can be read on the way.',
    urgent: true,
  },
  sensitive: { says: 'It holds sensitive data: in the clear, others can read it.', urgent: true },
  same: { says: 'A control about encryption in transit fails here, too.', urgent: false },
  shared: {
    says: 'Others than its account have access: ask them before it takes TLS only.',
    urgent: false,
  },
  unlogged: {
    says: 'Its clients are not logged: nobody can tell who comes without TLS.',
    urgent: false,
  },
  uninspected: { says: 'Nothing looks at its requests.', urgent: false },
  inspected: {
    says: 'That encrypts nothing: a web ACL sees requests after TLS has ended, or without it.',
    urgent: false,
  },
};

/** A statement, with the ARN of what the resource belongs to where the detector speaks of that. */
interface LinkedStatement extends Statement {
  readonly of?: string;
}

/** What others say of one resource. */
export interface Linked {
  readonly target: Target;
  /** Keys of our findings about it. */
  readonly findings: readonly string[];
  /** The most urgent first. */
  readonly statements: readonly LinkedStatement[];
  /** What they find besides, and is not about encryption in transit. */
  readonly others: number;
}

/** How far a detector was heard in an account and Region. Only `told` says that there is no more. */
export const hearings = ['told', 'in-part', 'off', 'denied', 'unread', 'not-asked'] as const;
type Hearing = (typeof hearings)[number];
export interface Place {
  readonly detector: DetectorName;
  readonly account: string;
  readonly region: string;
  readonly is: Hearing;
  readonly says: string;
  readonly todo?: string;
}

/** What other detectors say of the same resources; nothing of it was decided by. */
export interface Detected {
  readonly at: string;
  readonly linked: readonly Linked[];
  readonly places: readonly Place[];
}

/** One of our resources, by all that a detector may call it. */
export interface Known {
  readonly target: Target;
  /** ARN of what it belongs to, or its own. */
  readonly root: string;
  readonly findings: readonly string[];
}

/** What came of asking one detector in one place. */
export interface Answer extends Location {
  readonly detector: DetectorName;
  readonly heard: Heard | { readonly is: 'failed'; readonly failure: Failure } | { readonly is: 'not-asked' };
}

const longest = 200;

/** Text of others: no character of it acts on a screen, and it has an end. */
const foreign = (text: string): string => {
  const characters = Array.from(safe(text));
  return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : characters.join('');
};

const placeOf = ({ detector, account, region, heard }: Answer): Place => {
  const place = { detector, account, region };
  switch (heard.is) {
    case 'told':
      return heard.unread === undefined
        ? { ...place, is: 'told', says: 'All that it finds was read.' }
        : { ...place, is: 'in-part', says: heard.unread, todo: 'Look into the detector itself.' };
    case 'off':
      return { ...place, is: 'off', says: heard.says, todo: heard.todo };
    case 'not-asked':
      return {
        ...place,
        is: 'not-asked',
        says: 'These credentials are of another account.',
        todo: 'Ask with credentials of that account.',
      };
    case 'failed': {
      const { code, says, todo } = heard.failure;
      return { ...place, is: code === 'access-denied' ? 'denied' : 'unread', says: foreign(says), todo };
    }
  }
};

/** The most urgent first. */
export const rank = ({ means, severity }: Statement): number =>
  meanings.indexOf(means) * severities.length + severities.indexOf(severity);

/** Its most urgent statement; after all others where there is none. */
const rankOf = ({ statements: [first] }: Pick<Linked, 'statements'>): number =>
  first ? rank(first) : Number.POSITIVE_INFINITY;

const compare = <One extends string | number>(a: One, b: One): number => (a < b ? -1 : a > b ? 1 : 0);

/** One account, one Region, one ARN: nothing that is told of another place is about it. */
export const keyOf = ({ account, region }: Pick<Location, 'account' | 'region'>, arn: string): string =>
  placeKey({ account, region, arn });

const linkedTo = (
  { target, root, findings }: Known,
  told: ReadonlyMap<string, readonly (readonly [DetectorName, Spoken])[]>,
): Linked => {
  const about = [...new Set([target.arn, root])].flatMap((arn) => told.get(keyOf(target, arn)) ?? []);
  const all = about.flatMap(([detector, { of, statement }]): readonly LinkedStatement[] =>
    statement
      ? [
          {
            ...statement,
            detector,
            id: foreign(statement.id),
            title: foreign(statement.title),
            ...(of !== target.arn && { of }),
          },
        ]
      : [],
  );
  const once = new Map(all.map((one) => [`${one.detector} ${one.id} ${one.means}`, one]));
  return {
    target,
    findings,
    statements: [...once.values()].toSorted((a, b) => rank(a) - rank(b) || compare(a.id, b.id)),
    others: about.filter(([, { statement }]) => statement === undefined).length,
  };
};
/** Pure; the order of what was read does not matter. */
export const detectedOf = (at: string, known: readonly Known[], answers: readonly Answer[]): Detected => {
  const said = answers.flatMap((answer) =>
    answer.heard.is === 'told'
      ? answer.heard.spoken.map((one) => [keyOf(answer, one.of), [answer.detector, one] as const] as const)
      : [],
  );
  const told = new Map(
    [...Map.groupBy(said, ([key]) => key)].map(([key, all]) => [key, all.map(([, one]) => one)] as const),
  );
  return {
    at,
    linked: known
      .map((one) => linkedTo(one, told))
      .filter(({ statements, others }) => statements.length > 0 || others > 0)
      .toSorted(
        (a, b) =>
          compare(rankOf(a), rankOf(b)) ||
          compare(keyOf(a.target, a.target.arn), keyOf(b.target, b.target.arn)),
      ),
    places: answers
      .map(placeOf)
      .toSorted(
        (a, b) =>
          compare(`${a.account} ${a.region}`, `${b.account} ${b.region}`) ||
          detectorNames.indexOf(a.detector) - detectorNames.indexOf(b.detector),
      ),
  };
};
export const isUrgent = ({ means }: Pick<Statement, 'means'>): boolean => meaningWords[means].urgent;

/** What is linked to a finding. */
export const linkedFor = (
  detected: Detected | undefined,
  { target }: Pick<Item, 'target'>,
): Linked | undefined =>
  detected?.linked.find((one) => keyOf(one.target, one.target.arn) === keyOf(target, target.arn));
