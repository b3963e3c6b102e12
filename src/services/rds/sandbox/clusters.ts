import { refuse, type Operation, type Operations, type Refusal, type World } from '../../../sandbox/world.ts';
import type { Cluster } from './records.ts';
import { api, invalid, paged, pageSize, type Paging } from './world.ts';

interface Named {
  readonly DBClusterIdentifier: string;
}
interface Filtered {
  readonly Filters?: readonly { readonly Name?: string; readonly Values?: readonly string[] }[];
}

export const noCluster = (name: string): Refusal =>
  refuse('DBClusterNotFoundFault', 404, `DBCluster ${name} not found.`, `${api}API_DescribeDBClusters.html`);

/** By identifier, in any letter case, or ARN. */
export const clusterNamed = (world: World, name: string): Cluster | undefined =>
  world.rds.DBClusters.find(
    ({ DBClusterIdentifier, DBClusterArn }) =>
      DBClusterIdentifier === name.toLowerCase() || DBClusterArn === name,
  );

const filters: Readonly<Record<string, (cluster: Cluster) => readonly string[]>> = {
  'db-cluster-id': ({ DBClusterIdentifier, DBClusterArn }) => [DBClusterIdentifier, DBClusterArn],
  'db-cluster-resource-id': ({ DbClusterResourceId }) => [DbClusterResourceId],
  engine: ({ Engine }) => [Engine],
};

/** `null` is what AWS does not tell. */
export const toldCluster = ({ EngineVersion, ...cluster }: Cluster) => ({
  ...cluster,
  ...(EngineVersion !== null && { EngineVersion }),
});

const describeDBClusters: Operation<Partial<Named> & Filtered & Paging> = (world, input, { region }) => {
  const page = 'API_DescribeDBClusters.html';
  const { DBClusterIdentifier: name, Filters = [] } = input;
  const strange = Filters.find(({ Name = '' }) => !(Name in filters));
  if (strange) return invalid(page, `Unrecognized filter name: ${strange.Name}`);
  const here = region === world.rds.region ? world.rds.DBClusters : [];
  const named = name === undefined ? here : here.filter((one) => one === clusterNamed(world, name));
  if (name !== undefined && named.length === 0) return noCluster(name);
  const found = named.filter((cluster) =>
    Filters.every(({ Name = '', Values = [] }) =>
      filters[Name]?.(cluster).some((value) => Values.includes(value)),
    ),
  );
  const answer = paged(found, input, pageSize, page);
  if ('refusal' in answer) return answer;
  return { world, output: { DBClusters: answer.items.map(toldCluster), ...answer.next } };
};

/** What the sandbox plays of clusters. */
export const rdsClusters: Operations = { DescribeDBClusters: describeDBClusters };
