import { covers as patternCovers, matches } from './glob.ts';
import type { Match, Subject } from './policy.ts';

export type MatchKey = keyof Match;

/** What one key of a match asks of a resource; a match without the key asks nothing. */
interface Dimension {
  concerns(match: Match, subject: Subject): boolean;
  /** Whether all that the narrow one is about the wide one is about, too. Never `true` by mistake. */
  covers(wide: Match, narrow: Match): boolean;
}

const dimension = <Wanted>(
  wantedBy: (match: Match) => Wanted | undefined,
  concerns: (wanted: Wanted, subject: Subject) => boolean,
  covers: (wide: Wanted, narrow: Wanted | undefined) => boolean,
): Dimension => ({
  concerns: (match, subject) => {
    const wanted = wantedBy(match);
    return wanted === undefined || concerns(wanted, subject);
  },
  covers: (wide, narrow) => {
    const wanted = wantedBy(wide);
    return wanted === undefined || covers(wanted, wantedBy(narrow));
  },
});

const among = (wide: readonly string[], narrow: readonly string[] | undefined): boolean =>
  narrow?.every((one) => wide.includes(one)) ?? false;

const own = (record: Readonly<Record<string, string>>, key: string): string | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;

/** Every key that a match may have: whoever goes through them goes through this. */
const dimensions: Readonly<Record<MatchKey, Dimension>> = {
  accounts: dimension(
    ({ accounts }) => accounts,
    (wanted, { target }) => wanted.includes(target.account),
    among,
  ),
  regions: dimension(
    ({ regions }) => regions,
    (wanted, { target }) => wanted.includes(target.region),
    among,
  ),
  remediations: dimension(
    ({ remediations }) => remediations,
    (wanted, { remediation }) => wanted.includes(remediation),
    among,
  ),
  resources: dimension(
    ({ resources }) => resources,
    (wanted, { target }) => wanted.some((pattern) => matches(pattern, target.arn)),
    (wide, narrow) => narrow?.every((one) => wide.some((pattern) => patternCovers(pattern, one))) ?? false,
  ),
  tags: dimension(
    ({ tags }) => tags,
    (wanted, { surroundings }) =>
      Object.entries(wanted).every(([key, pattern]) => {
        const value = own(surroundings.tags, key);
        return value !== undefined && matches(pattern, value);
      }),
    (wide, narrow = {}) =>
      Object.entries(wide).every(([key, pattern]) => {
        const value = own(narrow, key);
        return value !== undefined && patternCovers(pattern, value);
      }),
  ),
  ous: dimension(
    ({ ous }) => ous,
    // A unit is below itself: `/prod/*` is also about accounts that stand directly in `/prod`.
    (wanted, { surroundings: { ou } }) =>
      ou !== undefined && wanted.some((path) => matches(path, ou) || matches(path, `${ou}/`)),
    among,
  ),
};

/** Whether a line of the policy is about this remediation on this resource. */
export const concerns = (match: Match, subject: Subject): boolean =>
  Object.values(dimensions).every((one) => one.concerns(match, subject));

/** Whether a line of the policy is about everything that another one is about. Never `true` by mistake. */
export const covers = (wide: Match, narrow: Match): boolean =>
  Object.values(dimensions).every((one) => one.covers(wide, narrow));

const isKey = (key: string): key is MatchKey => Object.hasOwn(dimensions, key);
export const matchKeys: readonly MatchKey[] = Object.keys(dimensions).filter(isKey);

/** Whether a line asks for nothing: it is about every resource. */
export const isEverything = (match: Match): boolean => matchKeys.every((key) => match[key] === undefined);
