import { DescribeFileSystemsCommand, EFSClient } from '@aws-sdk/client-efs';
import { orUnseen, unless } from '../../../aws/error-names.ts';
import { everyPage } from '../../../aws/marked-pages.ts';
import { tagsByKey } from '../../../aws/tags.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { targetsOf, type Location, type Target } from '../../../core/model/target.ts';
import { fileSystemArn, fileSystemIdIn, fileSystemIn } from '../facts/file-system.ts';

const type = 'AWS::EFS::FileSystem';

const targetOf = targetsOf(type, fileSystemArn);

async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const pages = everyPage(async (Marker) => {
    const answer = await aws.use(EFSClient).send(new DescribeFileSystemsCommand({ Marker }));
    return { items: answer.FileSystems, next: answer.NextMarker };
  });
  // One that another account shares is that account's.
  for await (const { FileSystemId, OwnerId } of pages)
    if (FileSystemId !== undefined && OwnerId === place.account) yield targetOf(FileSystemId, place);
}

const describing = async (FileSystemId: string, aws: Aws) => {
  const asking = aws.use(EFSClient).send(new DescribeFileSystemsCommand({ FileSystemId }));
  const answer = await unless('FileSystemNotFound', undefined, asking);
  return answer?.FileSystems?.find((one) => one.FileSystemId === FileSystemId);
};

/** File systems, Regional and One Zone. AWS Config names them by id, people also by ARN. */
const fileSystem: Resource = {
  type,
  arn: 'arn:{partition}:elasticfilesystem:{region}:{account}:file-system/fs-{fileSystem}',
  configRecords: true,
  permissions: ['elasticfilesystem:DescribeFileSystems'],
  idOf: fileSystemIdIn,
  resolve: async (text, place, aws) => {
    const id = fileSystemIn(text, place);
    // Who may not describe it can still be told so.
    return id !== undefined && (await orUnseen(describing(id, aws))) ? targetOf(id, place) : undefined;
  },
  list,
  root: ({ arn }) => arn,
  tags: async ({ id }, aws) => {
    const { Tags = [] } = (await describing(id, aws)) ?? {};
    return tagsByKey(Tags);
  },
};

export default fileSystem;
