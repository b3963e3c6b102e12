import { covers, matches, overlaps } from '../../core/policy/glob.ts';
import type { Statement } from './document.ts';

/**
 * What a statement's actions and resources reach.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */

/** What a policy is there to guard: what a Deny must cover to leave nothing open. */
export interface Guarded {
  /** Every action, as patterns: `s3:?*`, for a name has at least one character; or the single ones that exist. */
  readonly actions: readonly string[];
  /** Every resource, as patterns; the first is what the policy belongs to. */
  readonly resources: readonly [string, ...string[]];
  /** The actions by which the policy itself is changed. */
  readonly writes: readonly string[];
}

const list = (values: string | readonly string[] | undefined): readonly string[] =>
  values === undefined ? [] : [values].flat();
const lower = (values: readonly string[]): readonly string[] => values.map((value) => value.toLowerCase());

/** A `${…}` in a resource stands for something only the request knows. */
const isOpen = (pattern: string): boolean => pattern.includes('${');

/**
 * Whether a resource pattern certainly stands for everything in `wanted` (`arn:aws:s3:::b` or `arn:aws:s3:::b/*`).
 * A wildcard inside one of the first five parts does not reach over its colon, so the parts are compared one by one.
 */
const standsFor = (pattern: string, wanted: string): boolean => {
  if (pattern === '*') return true;
  if (isOpen(pattern)) return false;
  if (pattern === wanted) return true;
  const parts = pattern.split(':');
  const wantedParts = wanted.split(':');
  const headFits = parts.slice(0, 5).every((part, index) => part === '*' || part === wantedParts[index]);
  return headFits && covers(parts.slice(5).join(':'), wantedParts.slice(5).join(':'));
};

/** A policy of some services has no resources: each statement is about what the policy belongs to. */
const isAboutItself = ({ Resource, NotResource }: Statement): boolean =>
  Resource === undefined && NotResource === undefined;

/** Whether the statement certainly reaches every resource in `wanted`. */
export const reachesAll = (statement: Statement, wanted: string): boolean =>
  isAboutItself(statement) ||
  (statement.NotResource === undefined
    ? list(statement.Resource).some((pattern) => standsFor(pattern, wanted))
    : list(statement.NotResource).every((pattern) => !isOpen(pattern) && !overlaps(pattern, wanted)));

/** Whether the statement may reach some resource in `wanted`. */
export const mayReach = (statement: Statement, wanted: string): boolean =>
  isAboutItself(statement) ||
  (statement.NotResource === undefined
    ? list(statement.Resource).some((pattern) => isOpen(pattern) || overlaps(pattern, wanted))
    : !list(statement.NotResource).some((pattern) => standsFor(pattern, wanted)));

/** Whether the statement is about this very action. */
export const isAbout = (statement: Statement, action: string): boolean => {
  const name = action.toLowerCase();
  const named = lower(list(statement.Action ?? statement.NotAction)).some((pattern) =>
    matches(pattern, name),
  );
  return statement.NotAction === undefined ? named : !named;
};

/** What is left of some actions when a statement is about all but `exceptions`: what both have, or may have. */
const meet = (left: string, exception: string): readonly string[] => {
  if (covers(left, exception)) return [exception];
  return overlaps(left, exception) ? [left] : [];
};

const without = (left: readonly string[], statement: Statement): readonly string[] => {
  if (statement.NotAction !== undefined) {
    const exceptions = lower(list(statement.NotAction));
    return [...new Set(left.flatMap((one) => exceptions.flatMap((exception) => meet(one, exception))))];
  }
  // A pattern without a service is none, `*` apart: it must not count as covering anything.
  const actions = lower(list(statement.Action)).filter((action) => action === '*' || action.includes(':'));
  return left.filter((one) => !actions.some((action) => covers(action, one)));
};

/**
 * Whether the statements together are about every one of these actions. What is left over is kept as patterns, and never too
 * little of it: a "yes" is certain. Exceptions (`NotAction`) come first, because they leave named rests behind that
 * other statements may cover.
 */
export const coverEveryAction = (statements: readonly Statement[], actions: readonly string[]): boolean => {
  const exceptionsFirst = [
    ...statements.filter(({ NotAction }) => NotAction !== undefined),
    ...statements.filter(({ NotAction }) => NotAction === undefined),
  ];
  return exceptionsFirst.reduce(without, lower(actions)).length === 0;
};
