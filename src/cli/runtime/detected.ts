import { partitionOf } from '../../aws/partitions.ts';
import type { Asked } from '../../core/model/detectors.ts';
import type { Finding } from '../../core/journal/records.ts';
import { pooled } from '../../core/model/pooled.ts';
import type { Target } from '../../core/model/target.ts';
import { type Answer, type Detected, detectedOf, type Known } from '../../report/detectors.ts';
import type { Item } from '../../report/items.ts';
import type { Station } from './station.ts';

interface About {
  readonly items: readonly Pick<Item, 'finding' | 'target'>[];
  /** Of the journal: what CloudTrail has recorded is in them. */
  readonly findings: readonly Pick<Finding, 'target' | 'evidence'>[];
}

/** So many questions wait at a time: each detector has a rate of its own. */
const together = 8;

const placeKey = ({ partition, account, region }: Target): string => `${partition} ${account} ${region}`;

/** A type that this build does not know belongs to nothing. */
const rootOf = async ({ catalog }: Pick<Station, 'catalog'>, target: Target): Promise<string> => {
  const resource = await catalog.resource(target.type).catch(() => undefined);
  return resource?.root(target) ?? target.arn;
};

const knownOf = async ({ items }: About, station: Pick<Station, 'catalog'>): Promise<readonly Known[]> => {
  const each = Map.groupBy(items, ({ target }) => `${placeKey(target)} ${target.arn}`);
  return Promise.all(
    [...each.values()].flatMap((all) => {
      const [first] = all;
      if (!first) return [];
      const { target } = first;
      const findings = [...new Set(all.map(({ finding }) => finding))].toSorted();
      return [rootOf(station, target).then((root) => ({ target, root, findings }))];
    }),
  );
};

/**
 * What other detectors say of these resources: each is asked once in each Region of the account that the credentials are of. What one does
 * not answer is told and keeps nothing else from being seen. Reads; writes nothing.
 */
export const detectedAbout = async (
  about: About,
  station: Pick<Station, 'ports' | 'catalog' | 'caller'>,
  progress: (words: string | undefined) => void = () => {},
): Promise<Detected> => {
  const { ports, catalog } = station;
  const { detectors } = await import('../../detectors/detectors.ts');
  const { isRecorded, recordedBy } = await import('../../detectors/recorded.ts');
  const known = await knownOf(about, station);
  const own = await station.caller().catch((error: unknown) => ({ failure: ports.explain(error) }));
  const controls = catalog.listings.flatMap((listing) => listing.controls);
  const places = [...Map.groupBy(known, ({ target }) => placeKey(target)).values()].flatMap(
    (there): readonly Asked[] => {
      const target = there[0]?.target;
      if (!target) return [];
      const { account, region, partition } = target;
      const arns = new Set(there.flatMap((one) => [one.target.arn, one.root]));
      return [{ account, region, partition, arns, controls }];
    },
  );
  const questions = (async function* () {
    for (const asked of places) for (const detector of detectors) yield { asked, detector };
  })();
  let count = 0;
  const answers = await pooled(questions, together, async ({ asked, detector }): Promise<Answer> => {
    const { account, region, partition } = asked;
    const answer = { detector: detector.name, account, region, partition };
    count += 1;
    progress(`other detectors ${count} of ${places.length * detectors.length}: ${detector.name} ${region}`);
    if ('failure' in own) return { ...answer, heard: { is: 'failed', failure: own.failure } };
    // Whatever the journal says of a Region's partition: the credentials are good for one.
    if (own.account !== account || own.partition !== partition || partitionOf(region) !== partition)
      return { ...answer, heard: { is: 'not-asked' } };
    try {
      return { ...answer, heard: await detector.about(asked, ports.clouds.look(asked)) };
    } catch (error) {
      return { ...answer, heard: { is: 'failed', failure: ports.explain(error) } };
    }
  });
  progress(undefined);
  const recorded = places.map((place): Answer => {
    const { account, region, partition } = place;
    const here = about.findings.filter(
      ({ target }) => placeKey(target) === `${partition} ${account} ${region}`,
    );
    return {
      detector: 'CloudTrail',
      account,
      region,
      partition,
      heard: here.some(isRecorded)
        ? {
            is: 'told',
            spoken: recordedBy(here),
            unread: 'Only what evidence has read of it: waxseal evidence reads more.',
          }
        : {
            is: 'off',
            says: 'The journal has no evidence that was read from CloudTrail.',
            todo: 'waxseal evidence --resource ARN reads what is recorded.',
          },
    };
  });
  return detectedOf(ports.now().toISOString(), known, [...answers, ...recorded]);
};
