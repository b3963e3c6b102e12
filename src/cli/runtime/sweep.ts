import { nameOf } from '../../report/name.ts';
import { oneLook } from '../../adapters/aws/one-look.ts';
import { partitionOf } from '../../aws/partitions.ts';
import type { Cause, Job } from '../../core/model/catalog.ts';
import type { Aws } from '../../core/model/remediation.ts';
import type { Failure } from '../../core/model/errors.ts';
import { type Preview, preview } from '../../core/engine/preview.ts';
import type { Ports } from '../../core/model/ports.ts';
import type { Location, Target } from '../../core/model/target.ts';
import { eachType } from '../../core/model/types-of.ts';
import { atOnce, pooled } from '../../core/model/pooled.ts';
import { regionsOf } from './homes.ts';
import type { Station } from './station.ts';

/** One remediation at one resource, or what kept us from looking. */
export interface Sight {
  readonly job: Job;
  readonly seen?: Preview;
  readonly failure?: Failure;
}

/** A kind of resource in a Region that could not be listed. */
export interface Unlisted {
  readonly account: string;
  readonly type: string;
  readonly region: string;
  readonly failure: Failure;
}

export interface Sweep {
  readonly regions: readonly string[];
  readonly ids: readonly string[];
  /** Somebody named these remediations; else they are all that there are. */
  readonly named: boolean;
  readonly cause: Cause;
  readonly station: Pick<Station, 'catalog' | 'ports' | 'caller'>;
}

/** Every look to be taken in the Regions. What cannot be listed is told and does not keep the rest from being seen. */
export const jobsIn = async function* (
  {
    regions,
    ids,
    named,
    cause,
    station,
  }: Omit<Sweep, 'station'> & {
    readonly station: Pick<Station, 'catalog' | 'ports' | 'caller'>;
  },
  unlisted: (what: Unlisted) => void,
): AsyncGenerator<Job> {
  const { catalog, ports } = station;
  const { account, partition } = await station.caller();
  const concerned = catalog.listings.filter(({ id }) => ids.includes(id)).flatMap(eachType);
  for (const type of new Set(concerned.map(({ resourceType }) => resourceType))) {
    const resource = await catalog.resource(type);
    const units = await Promise.all(
      concerned.filter(({ resourceType }) => resourceType === type).map(({ id }) => catalog.remediation(id)),
    );
    const { home } = resource;
    for (const region of regionsOf(home ? { home } : {}, { regions, partition, named })) {
      const location: Location = { account, region, partition: partitionOf(region) };
      const pages = resource.list(location, ports.clouds.look(location));
      const found: AsyncIterator<Target> = pages[Symbol.asyncIterator]();
      for (;;) {
        let target: Target | undefined;
        try {
          const next = await found.next();
          target = next.done === true ? undefined : next.value;
        } catch (error) {
          unlisted({ account, type, region, failure: ports.explain(error) });
        }
        if (target === undefined) break;
        for (const unit of units) yield { unit, resource, target, cause };
      }
    }
  }
};

const sightOf = async (job: Job, ports: Ports): Promise<Sight> => {
  try {
    return { job, seen: await preview(job, ports) };
  } catch (error) {
    return { job, failure: ports.explain(error) };
  }
};

/** Looks at everything in the Regions and writes nothing. `meet`: what is read of it besides, out of the same answers. */
export const lookAround = async (
  sweep: Sweep,
  progress: (words: string | undefined) => void,
  meet: (job: Job, aws: Aws) => Promise<void> = async () => {},
): Promise<{ readonly sights: readonly Sight[]; readonly unlisted: readonly Unlisted[] }> => {
  const unlisted: Unlisted[] = [];
  let count = 0;
  // Nothing is written by what is seen here: all of it shares what AWS answered.
  const { ports: own } = sweep.station;
  const clouds = oneLook(own.clouds);
  const ports = { ...own, clouds };
  const station = { ...sweep.station, ports };
  const sights = await pooled(
    jobsIn({ ...sweep, station }, (what) => unlisted.push(what)),
    atOnce,
    async (job): Promise<Sight> => {
      count += 1;
      progress(`looked at ${count}: ${job.target.region} ${job.unit.meta.id} ${nameOf(job.target)}`);
      const [sight] = await Promise.all([sightOf(job, ports), meet(job, clouds.look(job.target))]);
      return sight;
    },
  );
  progress(undefined);
  return { sights, unlisted };
};
