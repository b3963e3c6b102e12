import { DescribeFileSystemsCommand, FSxClient, ListTagsForResourceCommand } from '@aws-sdk/client-fsx';
import { unless } from '../../../aws/error-names.ts';
import { allOf, everyPage } from '../../../aws/marked-pages.ts';
import { tagsByKey } from '../../../aws/tags.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { targetsOf, type Location, type Target } from '../../../core/model/target.ts';
import { fileSystemArn, fileSystemIdIn, fileSystemIn } from '../facts/file-system.ts';

const type = 'AWS::FSx::FileSystem';

const targetOf = targetsOf(type, fileSystemArn);

async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const pages = everyPage(async (NextToken) => {
    const answer = await aws.use(FSxClient).send(new DescribeFileSystemsCommand({ NextToken }));
    return { items: answer.FileSystems, next: answer.NextToken };
  });
  for await (const { FileSystemId } of pages)
    if (FileSystemId !== undefined) yield targetOf(FileSystemId, place);
}

/** File systems of every kind, by id or ARN. AWS Config does not record them. */
const fileSystem: Resource = {
  type,
  arn: 'arn:{partition}:fsx:{region}:{account}:file-system/fs-{fileSystem}',
  permissions: ['fsx:DescribeFileSystems', 'fsx:ListTagsForResource'],
  idOf: fileSystemIdIn,
  resolve: async (id, place, aws) => {
    const found = fileSystemIn(id, place);
    if (found === undefined) return undefined;
    const asking = aws.use(FSxClient).send(new DescribeFileSystemsCommand({ FileSystemIds: [found] }));
    const answer = await unless('FileSystemNotFound', undefined, asking);
    return answer?.FileSystems?.length ? targetOf(found, place) : undefined;
  },
  list,
  root: ({ arn }) => arn,
  tags: async ({ arn: ResourceARN }, aws) => {
    const pages = everyPage(async (NextToken) => {
      const asking = aws.use(FSxClient).send(new ListTagsForResourceCommand({ ResourceARN, NextToken }));
      const answer = await unless('ResourceNotFound', undefined, asking);
      return { items: answer?.Tags, next: answer?.NextToken };
    });
    return tagsByKey(await allOf(pages));
  },
};

export default fileSystem;
