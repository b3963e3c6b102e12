import type { Catalog, Cause, Job, Listing } from '../../core/model/catalog.ts';
import type { Target } from '../../core/model/target.ts';
import type { Arn } from '../../aws/arn.ts';
import { partitionOf } from '../../aws/partitions.ts';
import { regionOfPartition } from '../../aws/regions.ts';
import { WaxsealError } from '../../core/model/errors.ts';
import { eachType } from '../../core/model/types-of.ts';
import { arnNamed } from './arn.ts';
import { regionNamed } from './regions.ts';
import type { Station } from '../runtime/station.ts';
import { didYouMean } from './suggest.ts';
import { UsageError } from './usage.ts';

/** The ids chosen, checked against what this build knows; none chosen: all. */
export const chosenIds = ({ listings }: Catalog, ids: readonly string[]): readonly string[] => {
  const known = listings.map(({ id }) => id);
  for (const id of ids)
    if (!known.includes(id))
      throw new UsageError(
        'unknown-remediation',
        `There is no remediation "${id}".`,
        didYouMean(id, known, 'waxseal list shows all.'),
      );
  return ids.length > 0 ? [...new Set(ids)] : known;
};

const foreign = (says: string): UsageError =>
  new UsageError('other-account', says, 'Use credentials of that account, or check the ARN.');

/**
 * Where a bucket is asked for, whose ARN names no Region: any Region says where it is. One that was given comes first,
 * because the network may let nothing else through.
 */
const lookedForIn = async ({ partition }: Arn, station: Station): Promise<string> => {
  const configured = await station.regions().catch((error: unknown) => {
    const home = regionOfPartition(partition);
    if (home !== undefined && error instanceof WaxsealError && error.code === 'no-region') return [home];
    throw error;
  });
  return configured[0] ?? '';
};

const isOf = ({ arn = '' }: Pick<Listing, 'arn'>, { service }: Arn): boolean => arn.split(':')[2] === service;

/** The one resource that an ARN names, as it is live. */
export const targetOf = async (
  typed: string,
  station: Station,
): Promise<{ target: Target; type: string }> => {
  const arn = arnNamed(typed);
  // Types of the ARN's own service first: another's file brings its SDK client along.
  const listings = station.catalog.listings
    .flatMap(eachType)
    .toSorted((a, b) => Number(isOf(b, arn)) - Number(isOf(a, arn)));
  const types = [...new Set(listings.map(({ resourceType }) => resourceType))];
  for (const type of types) {
    const resource = await station.catalog.resource(type);
    const id = resource.idOf(typed);
    if (id === undefined) continue;
    const region = arn.region === '' ? await lookedForIn(arn, station) : regionNamed(arn.region);
    const caller = await station.caller();
    if (arn.account !== '' && arn.account !== caller.account)
      throw foreign(
        `The ARN is of account ${arn.account}; the credentials are of ${caller.account} (${caller.arn}).`,
      );
    if (arn.partition !== caller.partition || arn.partition !== partitionOf(region))
      throw foreign(
        `The ARN is of partition ${arn.partition}; the credentials are of ${caller.partition}, the Region is ${region}.`,
      );
    const location = { account: caller.account, region, partition: arn.partition };
    const target = await resource.resolve(id, location, station.ports.clouds.look(location));
    if (!target)
      throw new UsageError(
        'no-such-resource',
        `There is no ${type} ${typed} in account ${caller.account}.`,
        'Check the name, the account and the Region.',
      );
    return { target, type };
  }
  throw new UsageError(
    'unknown-resource-type',
    `No remediation is about resources such as ${typed}.`,
    `Waxseal knows ${types.toSorted().join(', ')}. waxseal list shows more.`,
  );
};

/** The looks to be taken at one resource: one for each remediation that is about it, or for those chosen. */
export const jobsFor = async (
  arn: string,
  ids: readonly string[],
  station: Station,
  cause: Cause,
): Promise<readonly Job[]> => {
  const chosen = chosenIds(station.catalog, ids);
  const { target, type } = await targetOf(arn, station);
  const about = station.catalog.listings.flatMap(eachType).filter((one) => one.resourceType === type);
  const concerned = about.filter(({ id }) => chosen.includes(id));
  if (concerned.length === 0)
    throw new UsageError(
      'not-concerned',
      `${ids.join(', ')} is not about resources of type ${type}.`,
      `About these are: ${about.map(({ id }) => id).join(', ')}.`,
    );
  const resource = await station.catalog.resource(type);
  return Promise.all(
    concerned.map(async ({ id }) => ({
      unit: await station.catalog.remediation(id),
      resource,
      target,
      cause,
    })),
  );
};
