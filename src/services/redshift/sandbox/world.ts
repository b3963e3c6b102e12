import { refuse, type Refusal, type World } from '../../../sandbox/world.ts';
import type { Cluster } from './records.ts';

export const api = 'https://docs.aws.amazon.com/redshift/latest/APIReference/';

export const invalid = (why: string, page: string): Refusal =>
  refuse('InvalidParameterValue', 400, why, `${api}${page}`);

/** Pages of what is listed: `MaxRecords` is 20 to 100. */
export const paging = { token: 'Marker', most: { as: 'MaxRecords', least: 20, largest: 100 } } as const;

export const withClusters = (world: World, change: (cluster: Cluster) => Cluster): World => ({
  ...world,
  redshift: { ...world.redshift, Clusters: world.redshift.Clusters.map(change) },
});

export const groupOf = ({ ClusterParameterGroups: [first] }: Cluster): string | undefined =>
  first?.ParameterGroupName;
