import { deadIn } from '../../adapters/policy/reach.ts';
import { matches } from '../../core/policy/glob.ts';
import type { Match, Subject } from '../../core/policy/policy.ts';
import { type Idle, idleIn } from '../../report/idle.ts';
import type { Station } from '../runtime/station.ts';
import type { Sight, Unlisted } from '../runtime/sweep.ts';
import { eachType } from '../../core/model/types-of.ts';

export interface Scanned {
  readonly sights: readonly Sight[];
  readonly unlisted: readonly Unlisted[];
  readonly regions: readonly string[];
  readonly ids: readonly string[];
}

const overlap = (wanted: readonly string[] | undefined, here: readonly string[]): readonly string[] =>
  wanted?.filter((one) => here.includes(one)) ?? here;

/** The lines of the policy that a scan of this account and these Regions found nothing for. */
export const idleLines = async (
  { sights, unlisted, regions, ids }: Scanned,
  station: Pick<Station, 'catalog' | 'ports' | 'policy' | 'caller'>,
): Promise<readonly Idle[]> => {
  const { catalog, ports, policy } = station;
  const { account } = await station.caller();
  const { listings } = catalog;
  const subjects: readonly Subject[] = sights.map(({ job, seen }) => ({
    target: job.target,
    remediation: job.unit.meta.id,
    surroundings: seen?.surroundings ?? { tags: {} },
  }));
  const untagged = sights.some(({ seen }) => !seen || seen.unreadable.length > 0);
  const seenIds = new Set(
    listings
      .filter(
        (one) =>
          ids.includes(one.id) &&
          !eachType(one).some(({ resourceType }) => unlisted.some(({ type }) => type === resourceType)),
      )
      .map(({ id }) => id),
  );
  const ous = [...new Set(subjects.flatMap(({ surroundings: { ou } }) => ou ?? []))];
  const isHere = (line: Match): boolean => {
    const here = { accounts: overlap(line.accounts, [account]), regions: overlap(line.regions, regions) };
    if (here.accounts.length === 0 || here.regions.length === 0 || (line.tags && untagged)) return false;
    const couldName = (pattern: string, id: string): boolean =>
      deadIn({ ...here, remediations: [id], resources: [pattern] }, listings).length === 0;
    const about = (line.remediations ?? listings.map(({ id }) => id)).filter(
      (id) => line.resources?.some((pattern) => couldName(pattern, id)) ?? true,
    );
    // Only who has seen all that a line can be about can say that there is nothing.
    if (about.length === 0 || !about.every((id) => seenIds.has(id))) return false;
    return line.ous?.some((path) => ous.some((ou) => matches(path, ou) || matches(path, `${ou}/`))) ?? true;
  };
  return idleIn(await policy.load(), subjects, { isHere, now: ports.now() });
};
