import type { FileSystem, LustreFileSystemConfiguration } from '@aws-sdk/client-fsx';
import { saying } from '../../../../core/say/said.ts';
import type { Target } from '../../../../core/model/target.ts';
import type { Evaluated } from '../../../../families/advice.ts';
import { doesEncrypt, scratch2Capacity } from '../../facts/lustre.ts';
import type { MessageId } from './messages.ts';

/** What the new file system takes over; what AWS gives it anew is left out. */
const keptOf = ({
  DataCompressionType,
  WeeklyMaintenanceStartTime,
  DataRepositoryConfiguration: repository,
}: LustreFileSystemConfiguration) => ({
  ...(DataCompressionType && { DataCompressionType }),
  ...(WeeklyMaintenanceStartTime && { WeeklyMaintenanceStartTime }),
  ...(repository?.ImportPath && { ImportPath: repository.ImportPath }),
  ...(repository?.ExportPath && { ExportPath: repository.ExportPath }),
  ...(repository?.ImportedFileChunkSize && { ImportedFileChunkSize: repository.ImportedFileChunkSize }),
  ...(repository?.AutoImportPolicy && { AutoImportPolicy: repository.AutoImportPolicy }),
});

const lustreAdvice = (found: FileSystem, { id: fileSystem, arn, region }: Target): Evaluated<MessageId> => {
  const { LustreConfiguration: lustre = {}, StorageCapacity: before = 0, FileSystemTypeVersion } = found;
  const { DeploymentType } = lustre;
  const bucket = lustre.DataRepositoryConfiguration?.ImportPath ?? '';
  const after = scratch2Capacity(before);
  switch (doesEncrypt(DeploymentType)) {
    case true:
      return { is: 'good', notes: [{ message: 'instances-decide', data: { protocol: 'Lustre' } }] };
    case undefined: {
      const kind = `a Lustre file system of type ${DeploymentType ?? 'not shown'}`;
      return { is: 'unknown', message: 'kind-unfamiliar', data: { fileSystem, kind } };
    }
    case false:
      return {
        is: 'advised',
        message: 'never-encrypted',
        data: { fileSystem },
        advises: [
          {
            set: 'fileSystem',
            on: arn,
            before: { DeploymentType },
            after: {
              StorageCapacity: after,
              SubnetIds: found.SubnetIds ?? [],
              ...(FileSystemTypeVersion && { FileSystemTypeVersion }),
              LustreConfiguration: { ...keptOf(lustre), DeploymentType: 'SCRATCH_2' },
            },
          },
        ],
        notes: [
          ...saying<MessageId>('capacity-grows', after > before, { before, after }),
          ...saying<MessageId>('linked-to-bucket', bucket !== '', { bucket, fileSystem, region }),
        ],
      };
  }
};

/** As PowerShell at the endpoint of the file system takes it. */
const remotely = (endpoint: string, command: string): string =>
  `Invoke-Command -ComputerName ${endpoint} -ConfigurationName FSxRemoteAdmin -ScriptBlock { ${command} }`;

/** On any SVM: the administrator of the file system sees all of them. */
const ontapCommands = [
  'vserver cifs security show -fields is-smb-encryption-required',
  'vserver cifs share properties show -fields share-properties',
  'vserver export-policy rule show -fields rorule,rwrule,superuser',
  'security ipsec config show',
];

/** Pure. What DescribeFileSystems shows decides only for Lustre; where a server's own setting does, nothing is known. */
export const adviceOf = (found: FileSystem, target: Target): Evaluated<MessageId> => {
  const { id: fileSystem } = target;
  const { Lifecycle: lifecycle = '', FileSystemType: kind, DNSName = fileSystem } = found;
  if (lifecycle === 'DELETING' || lifecycle === 'FAILED')
    return { is: 'not-applicable', message: 'serves-nobody', data: { fileSystem, lifecycle } };
  switch (kind) {
    case 'LUSTRE':
      return lustreAdvice(found, target);
    case 'OPENZFS':
      return { is: 'good', notes: [{ message: 'instances-decide', data: { protocol: 'NFS' } }] };
    case 'WINDOWS': {
      const endpoint = found.WindowsConfiguration?.RemoteAdministrationEndpoint ?? DNSName;
      const set = 'Set-FSxSmbServerConfiguration -EncryptData $True -RejectUnencryptedAccess $True';
      const data = {
        fileSystem,
        look: remotely(endpoint, 'Get-FSxSmbServerConfiguration'),
        set: remotely(endpoint, `${set} -Confirm:$False`),
      };
      return { is: 'unknown', message: 'windows-decides', data };
    }
    case 'ONTAP': {
      const endpoint = found.OntapConfiguration?.Endpoints?.Management?.DNSName ?? DNSName;
      const look = ontapCommands.map((command) => `ssh fsxadmin@${endpoint} "${command}"`).join(' ; ');
      return { is: 'unknown', message: 'svms-decide', data: { fileSystem, look } };
    }
    // A newer kind than the SDK knows of, or none.
    case undefined:
    default:
      return { is: 'unknown', message: 'kind-unfamiliar', data: { fileSystem, kind: kind ?? 'of no type' } };
  }
};
