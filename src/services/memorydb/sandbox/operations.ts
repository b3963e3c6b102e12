import { lists } from '../../../sandbox/kit/pages.ts';
import { recordsOf } from '../../../sandbox/kit/records.ts';
import { tagList } from '../../../sandbox/kit/tags.ts';
import { refuse, type Operations } from '../../../sandbox/world.ts';

const api = 'https://docs.aws.amazon.com/memorydb/latest/APIReference/';

const lastOf = (text: string | undefined): string | undefined => text?.split(/[:/]/).at(-1);
const missing = () =>
  refuse(
    'ClusterNotFoundFault',
    404,
    'The requested cluster does not exist.',
    `${api}API_DescribeClusters.html`,
  );

const clusters = recordsOf({
  all: (world) => world.memorydb.Clusters,
  with: (world, Clusters) => ({ ...world, memorydb: { ...world.memorydb, Clusters } }),
  is: (item, { ResourceArn }: { readonly ResourceArn?: string }, { region }) =>
    item.Name === lastOf(ResourceArn) && item.Region === region,
  missing,
});

/** What the sandbox plays of MemoryDB. */
export const memorydb: Operations = {
  /** API_DescribeClusters.html: shards only where they are asked for. */
  DescribeClusters: lists({
    as: 'Clusters',
    token: 'NextToken',
    wrong: (message) =>
      refuse('InvalidParameterValueException', 400, message, `${api}API_DescribeClusters.html`),
    items: (
      world,
      {
        ClusterName,
        ShowShardDetails,
      }: { readonly ClusterName?: string; readonly ShowShardDetails?: boolean },
      { region },
    ) => {
      const all = world.memorydb.Clusters.filter(
        ({ Name, Region }) => Region === region && (ClusterName === undefined || Name === ClusterName),
      );
      if (ClusterName !== undefined && all.length === 0) return missing();
      return all.map(({ Region, Tags: _tags, TLSEnabled, Shards, ...rest }) => ({
        ...rest,
        ...(TLSEnabled !== null && { TLSEnabled }),
        NumberOfShards: Shards.length,
        ...(ShowShardDetails === true && { Shards }),
        ClusterEndpoint: {
          Address: `clustercfg.${rest.Name}.abc123.memorydb.${Region}.amazonaws.com`,
          Port: 6379,
        },
      }));
    },
  }),
  /** API_ListTags.html */
  ListTags: clusters.reads(({ Tags }) => ({ TagList: tagList(Tags) })),
};
