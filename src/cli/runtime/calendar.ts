import { sharedLooks } from '../../adapters/aws/shared-looks.ts';
import { atOnce, pooled } from '../../core/model/pooled.ts';
import { type Calendar, calendarOf, type Holder } from '../../report/certificates.ts';
import type { Item } from '../../report/items.ts';
import { nameOf } from '../../report/name.ts';
import type { Station } from './station.ts';
import type { Sight } from './sweep.ts';

export interface Held {
  readonly sights: readonly Pick<Sight, 'job'>[];
  readonly items: readonly Item[];
}

const keyOf = ({ account, region, arn }: Sight['job']['target']): string => `${account} ${region} ${arn}`;

/** Every certificate of what was looked at. What cannot be read is told, and is not "none". Writes nothing. */
export const certificatesOf = async (
  { sights, items }: Held,
  { ports }: Pick<Station, 'ports'>,
  progress: (words: string | undefined) => void = () => {},
): Promise<Calendar> => {
  const owners = new Map(items.map(({ target, owner }) => [keyOf(target), owner]));
  const once = new Map(
    sights.flatMap(({ job: { resource, target } }) =>
      resource.certificates ? [[keyOf(target), { resource, target }] as const] : [],
    ),
  );
  const { clouds } = sharedLooks(ports.clouds, () => ports.now())();
  const each = (async function* () {
    yield* once.values();
  })();
  let count = 0;
  const holders = await pooled(each, atOnce, async ({ resource, target }): Promise<Holder> => {
    count += 1;
    progress(`certificates ${count} of ${once.size}: ${nameOf(target)}`);
    const owner = owners.get(keyOf(target));
    const holder = { target, ...(owner !== undefined && { owner }) };
    try {
      const certificates = (await resource.certificates?.(target, clouds.look(target))) ?? [];
      return { ...holder, certificates };
    } catch (error) {
      return { ...holder, certificates: [], unread: ports.explain(error).says };
    }
  });
  progress(undefined);
  return calendarOf(ports.now().toISOString(), holders);
};
