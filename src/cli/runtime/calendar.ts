import type { Ports } from '../../core/model/ports.ts';
import type { Aws } from '../../core/model/remediation.ts';
import type { Resource } from '../../core/model/resource.ts';
import { placeKey, type Target } from '../../core/model/target.ts';
import { type Calendar, calendarOf, type Holder } from '../../report/certificates.ts';
import type { Item } from '../../report/items.ts';

/** The certificates of one resource. What cannot be read is told, and is not "none". */
export const holderOf = async (
  resource: Pick<Resource, 'certificates'>,
  target: Target,
  aws: Aws,
  explain: Ports['explain'],
): Promise<Holder> => {
  try {
    return { target, certificates: (await resource.certificates?.(target, aws)) ?? [] };
  } catch (error) {
    return { target, certificates: [], unread: explain(error).says };
  }
};

interface Held {
  readonly holders: readonly Holder[];
  readonly items: readonly Item[];
}

/** Which certificates each has that was read, and whose it is. */
export const holdersOf = ({ holders, items }: Held): readonly Holder[] => {
  const owners = new Map(items.map(({ target, owner }) => [placeKey(target), owner]));
  return holders.map((holder) => {
    const owner = owners.get(placeKey(holder.target));
    return { ...holder, ...(owner !== undefined && { owner }) };
  });
};

/** Every certificate of what was looked at. */
export const certificatesOf = (held: Held, { now }: Pick<Ports, 'now'>): Calendar =>
  calendarOf(now().toISOString(), holdersOf(held));
