import { whereOf } from '../adapters/aws/config-compliance.ts';
import { WaxsealError } from '../core/model/errors.ts';
import type { Outcome } from '../core/model/outcome.ts';
import { findingKey, type Finding } from '../core/journal/records.ts';
import type { Listing } from '../core/model/catalog.ts';
import type { Target } from '../core/model/target.ts';
import { eachType } from '../core/model/types-of.ts';
import { dropped, jobOf, type Dropped, type NamedJob } from './named-jobs.ts';
import { guarded, nameOf, type Looking } from './sweep-looks.ts';
import { isUnseen } from './sweep-parts.ts';

/** Resources of one type that a location is listed for. What is more is told and left out. */
const mostListed = 100_000;

const tooMany = (type: string, where: string): WaxsealError =>
  new WaxsealError({
    code: 'sweep-too-many',
    says: `There are more than ${mostListed} resources of type ${type} in ${where}; the rest was not looked at.`,
    todo: 'Deploy a rule of AWS Config for them: the conformance pack has one.',
  });

export interface Listed {
  /** As a part of a sweep carries it. */
  readonly name: string;
  readonly remediation: string;
  readonly resourceType: string;
  readonly resourceId: string;
  /** Known when it was listed just now. */
  readonly target?: Target;
}

/** Two types may have resources of one id; the first type of a remediation goes without saying. */
const nameIn = ({ id, resourceType }: Listing, { type, id: resourceId }: Target): string =>
  type === resourceType ? `${id} ${resourceId}` : `${id} ${type} ${resourceId}`;

const listedAs = (name: string, listings: readonly Listing[]): Listed => {
  const at = name.indexOf(' ');
  const [remediation, rest] = [name.slice(0, at), name.slice(at + 1)];
  const { resourceType = '', also = [] } = listings.find(({ id }) => id === remediation) ?? {};
  const other = also.find((one) => rest.startsWith(`${one.resourceType} `))?.resourceType;
  return {
    name,
    remediation,
    resourceType: other ?? resourceType,
    resourceId: other === undefined ? rest : rest.slice(other.length + 1),
  };
};

/** The targets of one type, page by page, or nothing when there was no time for all of them. */
const targetsOf = async (
  type: string,
  { part, catalog, ports, failures }: Looking,
  stop: () => boolean,
): Promise<readonly Target[] | undefined> => {
  const { location } = part;
  const targets: Target[] = [];
  const resource = await catalog.resource(type);
  for await (const target of resource.list(location, ports.clouds.look(location))) {
    if (stop()) return undefined;
    if (targets.length === mostListed) {
      failures.add(`${whereOf(location)} ${type}`, tooMany(type, whereOf(location)));
      break;
    }
    targets.push(target);
  }
  return targets;
};

/**
 * Everything there is for the remediations that the part has to list for, once for all of one type, and what was listed
 * for it before. Never throws: a type that cannot be listed is told, the rest goes on.
 */
export const listedFor = async (on: Looking, stop: () => boolean): Promise<readonly Listed[]> => {
  const { part, catalog, left, failures } = on;
  const found = new Map(left.listed.all().map((name) => [name, listedAs(name, catalog.listings)]));
  const wanted = catalog.listings.filter(({ id }) => left.list.ids()?.includes(id));
  const byType = Map.groupBy(
    wanted.flatMap((listing) => eachType(listing).map((one) => ({ listing, type: one.resourceType }))),
    ({ type }) => type,
  );
  // One with more than one type is done when none of them is left.
  const toList = new Map(wanted.map((listing) => [listing.id, eachType(listing).length]));
  for (const [type, units] of byType) {
    if (stop()) break;
    const done = (): void =>
      units.forEach(({ listing: { id } }) => {
        const more = (toList.get(id) ?? 0) - 1;
        toList.set(id, more);
        if (more === 0) left.list.done(id);
      });
    try {
      const targets = await targetsOf(type, on, stop);
      if (!targets) break;
      for (const target of targets)
        for (const { listing } of units) {
          const name = nameIn(listing, target);
          const about = { remediation: listing.id, resourceType: type, resourceId: target.id };
          found.set(name, { name, ...about, target });
          left.listed.add(name);
        }
      done();
    } catch (error) {
      if (!failures.add(`${whereOf(part.location)} ${type}`, error)) done();
    }
  }
  // A remediation that this build does not know any more lists nothing.
  for (const id of left.list.ids() ?? []) if (!wanted.some((one) => one.id === id)) left.list.done(id);
  return [...found.values()];
};

/** The look that a listed resource calls for, unless it was taken in this sweep. */
const jobOfListed = async (
  { remediation, resourceType, resourceId, target }: Listed,
  { part, catalog, ports, left, isFirst }: Looking,
): Promise<NamedJob | Dropped> => {
  const { location, started } = part;
  if (!catalog.listings.some(({ id }) => id === remediation))
    return dropped('no-remediation', `There is no remediation ${remediation}.`);
  if (!isFirst(nameOf(resourceType, resourceId, remediation))) return dropped('seen', 'It was seen already.');
  const named = { is: 'named', by: 'rule', resourceType, resourceId, ...location } as const;
  const rule = { arn: '', name: '' };
  const event = { rule, compliance: 'NON_COMPLIANT', at: started, eventAccount: location.account } as const;
  const job: NamedJob | Dropped = target
    ? {
        is: 'job',
        unit: await catalog.remediation(remediation),
        resource: await catalog.resource(resourceType),
        target,
      }
    : await jobOf(remediation, { ...named, ...event }, undefined, { catalog, clouds: ports.clouds });
  if (job.is === 'dropped') return job;
  const key = findingKey(job.target, remediation);
  if (!isFirst(key)) return dropped('seen', 'It was seen already.');
  left.open.done(key);
  const known = await ports.journal.read<Finding>('finding', key);
  return known && !isUnseen(known, started) ? dropped('seen', 'It was seen already.') : job;
};

/** At what was listed. */
export const lookAtListed = async (listed: Listed, on: Looking): Promise<readonly Outcome[]> => {
  let isDone = true;
  const where = `${whereOf(on.part.location)} ${listed.remediation} ${listed.resourceId}`;
  const outcomes = await guarded(
    where,
    on,
    () => jobOfListed(listed, on),
    () => (isDone = false),
  );
  if (isDone) on.left.listed.done(listed.name);
  return outcomes;
};
