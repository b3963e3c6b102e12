import { covers as patternCovers } from './glob.ts';
import type { Match } from './policy.ts';

const listCovers = (wide: readonly string[] | undefined, narrow: readonly string[] | undefined): boolean =>
  wide === undefined || (narrow?.every((one) => wide.includes(one)) ?? false);

/** Whether a line of the policy is about everything that another one is about. Never `true` by mistake. */
export const covers = (wide: Match, narrow: Match): boolean =>
  listCovers(wide.accounts, narrow.accounts) &&
  listCovers(wide.regions, narrow.regions) &&
  listCovers(wide.remediations, narrow.remediations) &&
  listCovers(wide.ous, narrow.ous) &&
  (wide.resources === undefined ||
    (narrow.resources?.every((one) => wide.resources?.some((pattern) => patternCovers(pattern, one))) ??
      false)) &&
  Object.entries(wide.tags ?? {}).every(([key, pattern]) => {
    const { tags = {} } = narrow;
    const value = Object.hasOwn(tags, key) ? tags[key] : undefined;
    return value !== undefined && patternCovers(pattern, value);
  });
