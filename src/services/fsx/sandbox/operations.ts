import { lists } from '../../../sandbox/kit/pages.ts';
import { tagList } from '../../../sandbox/kit/tags.ts';
import { refuse, type Operations, type Refusal } from '../../../sandbox/world.ts';

const api = 'https://docs.aws.amazon.com/fsx/latest/APIReference/';

interface ByIds {
  readonly FileSystemIds?: readonly string[];
}
interface ByArn {
  readonly ResourceARN: string;
}
const invalid =
  (page: string) =>
  (message: string): Refusal =>
    refuse('BadRequest', 400, message, `${api}${page}.html`);

/** What the sandbox plays of it. */
export const fsx: Operations = {
  // API_DescribeFileSystems.html: all, or those that are asked for; one that is not there refuses all of them.
  DescribeFileSystems: lists({
    as: 'FileSystems',
    token: 'NextToken',
    most: { as: 'MaxResults', largest: 2_147_483_647 },
    wrong: invalid('API_DescribeFileSystems'),
    items: ({ fsx: { FileSystems } }, { FileSystemIds = [] }: ByIds, { region }) => {
      const here = FileSystems.filter(({ Region }) => Region === region);
      const gone = FileSystemIds.find((id) => !here.some(({ FileSystemId }) => FileSystemId === id));
      return gone !== undefined
        ? refuse(
            'FileSystemNotFound',
            400,
            `File system '${gone}' does not exist.`,
            `${api}API_DescribeFileSystems.html`,
          )
        : here
            .filter(({ FileSystemId }) => FileSystemIds.length === 0 || FileSystemIds.includes(FileSystemId))
            .map(({ Region: _region, Tags, ...one }) => ({ ...one, Tags: tagList(Tags) }));
    },
  }),
  // API_ListTagsForResource.html: in pages.
  ListTagsForResource: lists({
    as: 'Tags',
    token: 'NextToken',
    most: { as: 'MaxResults', largest: 2_147_483_647 },
    wrong: invalid('API_ListTagsForResource'),
    items: ({ fsx: { FileSystems } }, { ResourceARN }: ByArn, { region }) => {
      const found = FileSystems.find((one) => one.ResourceARN === ResourceARN && one.Region === region);
      return found
        ? tagList(found.Tags)
        : refuse(
            'ResourceNotFound',
            400,
            `${ResourceARN} does not exist.`,
            `${api}API_ListTagsForResource.html`,
          );
    },
  }),
};
