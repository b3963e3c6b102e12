import { lists } from '../../../sandbox/kit/pages.ts';
import { tagList } from '../../../sandbox/kit/tags.ts';
import { refuse, type Operations } from '../../../sandbox/world.ts';

const api = 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/';

const lastOf = (text: string): string | undefined => text.split(/[:/]/).at(-1);
const missing = (page: string) =>
  refuse('ClusterNotFoundFault', 400, 'The requested cluster does not exist.', `${api}${page}`);
const wrong = (page: string) => (message: string) =>
  refuse('InvalidParameterValueException', 400, message, `${api}${page}`);

/** What the sandbox plays of DAX. */
export const dax: Operations = {
  /** API_dax_DescribeClusters.html: one name that is not there refuses all. */
  DescribeClusters: lists({
    as: 'Clusters',
    token: 'NextToken',
    most: { as: 'MaxResults', largest: 100, least: 20 },
    wrong: wrong('API_dax_DescribeClusters.html'),
    items: (world, { ClusterNames: names }: { readonly ClusterNames?: readonly string[] }, { region }) => {
      const here = world.dax.Clusters.filter(({ Region }) => Region === region);
      if (names?.some((name) => !here.some(({ ClusterName }) => ClusterName === name)))
        return missing('API_dax_DescribeClusters.html');
      return here
        .filter(({ ClusterName }) => names === undefined || names.includes(ClusterName))
        .map(({ Region, Tags: _tags, ClusterEndpointEncryptionType: encryption, ...rest }) => ({
          ...rest,
          ...(encryption !== null && { ClusterEndpointEncryptionType: encryption }),
          ClusterDiscoveryEndpoint: {
            Address: `${rest.ClusterName}.abc123.dax-clusters.${Region}.amazonaws.com`,
            Port: encryption === 'TLS' ? 9111 : 8111,
          },
        }));
    },
  }),
  /** API_dax_ListTags.html */
  ListTags: lists({
    as: 'Tags',
    token: 'NextToken',
    wrong: wrong('API_dax_ListTags.html'),
    items: (world, { ResourceName }: { readonly ResourceName: string }, { region }) => {
      const found = world.dax.Clusters.find(
        ({ ClusterName, Region }) => ClusterName === lastOf(ResourceName) && Region === region,
      );
      return found ? tagList(found.Tags) : missing('API_dax_ListTags.html');
    },
  }),
};
