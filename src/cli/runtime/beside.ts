import type { Job } from '../../core/model/catalog.ts';
import type { Ports } from '../../core/model/ports.ts';
import type { Aws } from '../../core/model/remediation.ts';
import type { Holder } from '../../report/certificates.ts';
import type { Stop } from '../../report/map/graph.ts';
import { holderOf } from './calendar.ts';
import { stopOf } from './transit.ts';

/** What a look reads of each resource besides its findings: where it leads, and its certificates. */
export type Reading = 'ways on' | 'certificates';
export const allReadings: readonly Reading[] = ['ways on', 'certificates'];

export interface Beside {
  readonly stops: readonly Stop[];
  readonly holders: readonly Holder[];
}

/** Reads each resource that is met once, whichever remediations look at it. Writes nothing. */
export const readingBeside = (readings: readonly Reading[], explain: Ports['explain']) => {
  const met = new Set<string>();
  const stops: Stop[] = [];
  const holders: Holder[] = [];
  const meet = async ({ resource, target }: Pick<Job, 'resource' | 'target'>, aws: Aws): Promise<void> => {
    const place = `${target.account} ${target.region} ${target.type} ${target.arn}`;
    if (met.has(place)) return;
    met.add(place);
    await Promise.all([
      readings.includes('ways on') && stopOf(resource, target, aws, explain).then((stop) => stops.push(stop)),
      readings.includes('certificates') &&
        resource.certificates &&
        holderOf(resource, target, aws, explain).then((holder) => holders.push(holder)),
    ]);
  };
  return { stops, holders, meet };
};
