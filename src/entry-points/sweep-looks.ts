import { whereOf } from '../adapters/aws/config-compliance.ts';
import type { Catalog } from '../core/model/catalog.ts';
import type { Row } from '../core/journal/journal.ts';
import type { Outcome } from '../core/model/outcome.ts';
import type { Evaluating, Ports } from '../core/model/ports.ts';
import { reconcile } from '../core/engine/reconcile.ts';
import { findingKey, type Finding } from '../core/journal/records.ts';
import { textsOf } from '../intake/rules.ts';
import type { SweepPart } from '../intake/sweep-part.ts';
import { dropped, jobOf, type Dropped, type NamedJob } from './named-jobs.ts';
import type { Failures } from './sweep-failures.ts';
import { isUnseen, type Left } from './sweep-parts.ts';
import type { Sighting } from './sweep-sightings.ts';

/** What looks at one location share. */
export interface Looking {
  readonly part: SweepPart;
  readonly catalog: Catalog;
  readonly ports: Ports;
  readonly left: Left;
  readonly failures: Failures;
  /** Shared by all looks here that come to nothing. */
  readonly evaluating: () => Evaluating;
  /** The journal's row of a finding, by its name. */
  readonly rowOf: (name: string) => Row<Finding> | undefined;
  /** Whether nothing of this name, or key, has been looked at here. */
  readonly isFirst: (name: string) => boolean;
}

/** As AWS Config calls it; the journal's row may be known before the resource is asked who it is. */
export const nameOf = (type: string, id: string, remediation: string): string =>
  `${type} ${id} ${remediation}`;

/** One look. What fails is said; `retry` says what is to be done where it may fare better soon. */
export const guarded = async (
  where: string,
  { ports, evaluating, failures }: Looking,
  job: () => Promise<NamedJob | Dropped>,
  retry: () => unknown,
): Promise<readonly Outcome[]> => {
  try {
    const made = await job();
    if (made.is === 'dropped') return [];
    return [await reconcile({ ...made, cause: { by: 'sweep' } }, ports, evaluating())];
  } catch (error) {
    if (failures.add(where, error)) retry();
    return [];
  }
};

const jobOfFinding = async ({ target, remediation }: Finding, catalog: Catalog): Promise<NamedJob> => ({
  is: 'job',
  unit: await catalog.remediation(remediation),
  resource: await catalog.resource(target.type),
  target,
});

/** At a finding of the journal. Its ARN is known, so that what is gone is written down, too. */
export const lookAtRow = async (
  row: Row<Finding>,
  on: Looking,
  more: Pick<NamedJob, 'ruleParameters'> = {},
): Promise<readonly Outcome[]> => {
  if (!on.isFirst(row.key)) return [];
  let done = true;
  const outcomes = await guarded(
    row.key,
    on,
    async () => ({ ...(await jobOfFinding(row.value, on.catalog)), ...more }),
    () => (done = false),
  );
  if (done) on.left.open.done(row.key);
  return outcomes;
};

const notLooked = dropped('seen', 'It was seen already.');

/** The look that a sighting calls for, unless the journal knows the resource and has seen it in this sweep. */
const jobOfSighting = async (
  { remediation, rule, ...found }: Sighting,
  { part, catalog, ports, left, isFirst }: Looking,
): Promise<NamedJob | Dropped> => {
  const { location, started } = part;
  const about = { is: 'named', by: 'rule', ...found, ...location, rule } as const;
  const event = { compliance: 'NON_COMPLIANT', at: started, eventAccount: location.account } as const;
  const from = { catalog, clouds: ports.clouds };
  const job = await jobOf(remediation, { ...about, ...event }, textsOf(rule.parameters), from);
  if (job.is === 'dropped') return job;
  const key = findingKey(job.target, remediation);
  if (!isFirst(key)) return notLooked;
  left.open.done(key);
  const known = await ports.journal.read<Finding>('finding', key);
  return known && !isUnseen(known, started) ? notLooked : job;
};

/** At what AWS Config says does not comply. */
export const lookAtSighting = async (sighting: Sighting, on: Looking): Promise<readonly Outcome[]> => {
  const { remediation, rule, resourceType, resourceId } = sighting;
  const { part, left, rowOf, isFirst } = on;
  const name = nameOf(resourceType, resourceId, remediation);
  if (!isFirst(name)) return [];
  const row = rowOf(name);
  if (row)
    return isUnseen(row, part.started)
      ? lookAtRow(row, on, { ruleParameters: textsOf(rule.parameters) })
      : [];
  return guarded(
    `${whereOf(part.location)} ${remediation} ${resourceId}`,
    on,
    () => jobOfSighting(sighting, on),
    () => left.rules.again(rule.name),
  );
};
