import { covers, matches, overlaps } from '../../core/policy/glob.ts';
import type { Statement } from './document.ts';

/**
 * What a statement's actions and resources reach.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */

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
  const parts = pattern.split(':');
  const wantedParts = wanted.split(':');
  const headFits = parts.slice(0, 5).every((part, index) => part === '*' || part === wantedParts[index]);
  return headFits && covers(parts.slice(5).join(':'), wantedParts.slice(5).join(':'));
};

/** Whether the statement certainly reaches every resource in `wanted`. */
export const reachesAll = (statement: Statement, wanted: string): boolean =>
  statement.NotResource === undefined
    ? list(statement.Resource).some((pattern) => standsFor(pattern, wanted))
    : list(statement.NotResource).every((pattern) => !isOpen(pattern) && !overlaps(pattern, wanted));

/** Whether the statement may reach some resource in `wanted`. */
export const mayReach = (statement: Statement, wanted: string): boolean =>
  statement.NotResource === undefined
    ? list(statement.Resource).some((pattern) => isOpen(pattern) || overlaps(pattern, wanted))
    : !list(statement.NotResource).some((pattern) => standsFor(pattern, wanted));

/** Whether the statement is about this very action. */
export const isAbout = (statement: Statement, action: string): boolean => {
  const name = action.toLowerCase();
  const named = lower(list(statement.Action ?? statement.NotAction)).some((pattern) =>
    matches(pattern, name),
  );
  return statement.NotAction === undefined ? named : !named;
};

/** Every S3 action: a name has at least one character. */
const everyAction: readonly string[] = ['s3:?*'];

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
 * Whether the statements together are about every S3 action. What is left over is kept as patterns, and never too
 * little of it: a "yes" is certain. Exceptions (`NotAction`) come first, because they leave named rests behind that
 * other statements may cover.
 */
export const coverEveryAction = (statements: readonly Statement[]): boolean => {
  const exceptionsFirst = [
    ...statements.filter(({ NotAction }) => NotAction !== undefined),
    ...statements.filter(({ NotAction }) => NotAction === undefined),
  ];
  return exceptionsFirst.reduce(without, everyAction).length === 0;
};
