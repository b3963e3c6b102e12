import { DescribeFileSystemsCommand, FSxClient } from '@aws-sdk/client-fsx';
import * as z from 'zod/mini';
import { unless } from '../../../aws/error-names.ts';
import { remediation } from '../../../core/model/remediation.ts';
import { advice } from '../../../families/advice.ts';
import { adviceOf } from './fsx-file-system-in-transit/evaluate.ts';
import { messages as all } from './fsx-file-system-in-transit/messages.ts';
import { newFileSystem } from './fsx-file-system-in-transit/write.ts';

const guide = 'https://docs.aws.amazon.com/fsx/latest';

const { messages, ...parts } = advice({
  messages: all,
  read: async ({ id }, aws) => {
    const asking = aws.use(FSxClient).send(new DescribeFileSystemsCommand({ FileSystemIds: [id] }));
    const found = (await unless('FileSystemNotFound', undefined, asking))?.FileSystems?.[0];
    // Of all that it tells, what decides and what a new file system takes over.
    return (
      found && {
        FileSystemType: found.FileSystemType,
        FileSystemTypeVersion: found.FileSystemTypeVersion,
        Lifecycle: found.Lifecycle,
        StorageCapacity: found.StorageCapacity,
        // Lustre has one.
        SubnetIds: found.SubnetIds,
        DNSName: found.DNSName,
        LustreConfiguration: found.LustreConfiguration,
        WindowsConfiguration: found.WindowsConfiguration && {
          RemoteAdministrationEndpoint: found.WindowsConfiguration.RemoteAdministrationEndpoint,
        },
        OntapConfiguration: found.OntapConfiguration && {
          Endpoints: {
            Management: { DNSName: found.OntapConfiguration.Endpoints?.Management?.DNSName },
          },
        },
      }
    );
  },
  evaluate: adviceOf,
  write: newFileSystem,
});

/** Says of each kind of FSx file system how far it encrypts in transit, and where AWS does not show it. */
export default remediation({
  meta: {
    id: 'fsx-file-system-in-transit',
    version: 1,
    family: 'advice',
    concerns: { hop: 'in', matter: 'plaintext' },
    title: 'FSx file systems encrypt what goes to and from clients',
    summary:
      'Evaluates what DescribeFileSystems shows. Lustre: SCRATCH_1 never encrypts and is to be replaced; the other types, like OpenZFS, encrypt by themselves for EC2 instances that support it, refuse nobody, and are compliant with that caveat, because nothing about the file system can be set. Windows and ONTAP: whether clients must encrypt is set inside their servers, so it is unknown, and the commands that show it are told. Waxseal writes nothing.',
    resourceType: 'AWS::FSx::FileSystem',
    configRules: [],
    controls: [],
    services: ['fsx'],
    reversible: true,
    permissions: { read: ['fsx:DescribeFileSystems'], write: [], undo: [] },
    messages,
    docs: [
      `${guide}/LustreGuide/encryption-in-transit-fsxl.html`,
      `${guide}/OpenZFSGuide/encryption-transit.html`,
      `${guide}/WindowsGuide/encryption-in-transit.html`,
      `${guide}/ONTAPGuide/encryption-in-transit.html`,
      `${guide}/APIReference/API_DescribeFileSystems.html`,
    ],
  },
  settings: z.strictObject({}),
  ...parts,
});
