import type { Resource } from '../../core/model/resource.ts';
import { type Calendar, calendarOf, type Holder } from '../../report/certificates.ts';
import type { Item } from '../../report/items.ts';
import { eachResource } from './each-resource.ts';
import type { Station } from './station.ts';
import type { Sight } from './sweep.ts';

export interface Held {
  readonly sights: readonly Pick<Sight, 'job'>[];
  readonly items: readonly Item[];
}

const keyOf = ({ account, region, arn }: Sight['job']['target']): string => `${account} ${region} ${arn}`;

/** Which certificates each has that was looked at. What cannot be read is told, and is not "none". Writes nothing. */
export const holdersOf = async (
  { sights, items }: Held,
  { ports }: Pick<Station, 'ports'>,
  progress: (words: string | undefined) => void = () => {},
): Promise<readonly Holder[]> => {
  const owners = new Map(items.map(({ target, owner }) => [keyOf(target), owner]));
  const asked = {
    sights,
    what: 'certificates',
    isAsked: (resource: Resource) => resource.certificates !== undefined,
  };
  return eachResource(asked, { ports }, progress, async ({ resource, target, aws }): Promise<Holder> => {
    const owner = owners.get(keyOf(target));
    const holder = { target, ...(owner !== undefined && { owner }) };
    try {
      const certificates = (await resource.certificates?.(target, aws)) ?? [];
      return { ...holder, certificates };
    } catch (error) {
      return { ...holder, certificates: [], unread: ports.explain(error).says };
    }
  });
};

/** Every certificate of what was looked at. */
export const certificatesOf = async (
  held: Held,
  station: Pick<Station, 'ports'>,
  progress?: (words: string | undefined) => void,
): Promise<Calendar> => {
  const holders = await holdersOf(held, station, progress);
  return calendarOf(station.ports.now().toISOString(), holders);
};
