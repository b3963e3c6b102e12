import {
  DeleteFileSystemPolicyCommand,
  DescribeFileSystemPolicyCommand,
  DescribeFileSystemsCommand,
  EFSClient,
  PutFileSystemPolicyCommand,
} from '@aws-sdk/client-efs';
import * as z from 'zod/mini';
import { unless } from '../../../aws/error-names.ts';
import { deniesPlaintext } from '../../../aws/policy/transport.ts';
import { remediation, type Aws } from '../../../core/model/remediation.ts';
import { saying } from '../../../core/say/said.ts';
import { tlsOnly } from '../../../families/statement.ts';
import { halfAnAnswer } from '../../../families/statement/document.ts';
import { guardedBy } from '../../../families/statement/facts.ts';
import { clientActions, defaultAccess } from '../facts/file-system.ts';
import type { Mounting } from './efs-file-system-tls-only/tasks.ts';

const mostNamed = 5;
const listed = (all: readonly string[]): string => {
  const named = all.slice(0, mostNamed).join(', ');
  return all.length > mostNamed ? `${named} and ${all.length - mostNamed} more` : named;
};

/** ECS and its client are loaded only where they are asked. */
const mountingOf = async (fileSystem: string, aws: Aws): Promise<Mounting> => {
  const { mountingInPlaintext } = await import('./efs-file-system-tls-only/tasks.ts');
  return mountingInPlaintext(fileSystem, aws);
};

/** What clients do, and nothing of what services do: backups and replication come by other actions. */
const refused = {
  actions: clientActions,
  writes: ['elasticfilesystem:PutFileSystemPolicy', 'elasticfilesystem:DeleteFileSystemPolicy'],
} as const;
const nobody: Mounting = { services: [], isWhole: true };

const { messages, ...parts } = tlsOnly({
  ...refused,
  type: 'file system policy',
  thing: 'file system',
  service: 'EFS',
  plaintext: 'NFS without TLS',
  absent: ({ arn }) => [defaultAccess(arn)],
  needsStatements: true,
  // https://docs.aws.amazon.com/efs/latest/ug/create-file-system-policy.html has one that names nothing.
  resourceless: true,
  get: async ({ id: FileSystemId }, aws) => {
    const asking = aws.use(EFSClient).send(new DescribeFileSystemPolicyCommand({ FileSystemId }));
    const given = unless('PolicyNotFound', null, asking);
    const answer = await unless('FileSystemNotFound', undefined, given);
    if (!answer) return answer === null ? { text: null } : undefined;
    if (typeof answer.Policy !== 'string')
      throw halfAnAnswer('EFS', 'for the file system policy, but without it');
    return { text: answer.Policy };
  },
  // Never with BypassPolicyLockoutSafetyCheck: EFS refuses what nobody could take back.
  put: async (Policy, _revision, { id: FileSystemId }, aws) => {
    await aws.use(EFSClient).send(new PutFileSystemPolicyCommand({ FileSystemId, Policy }));
  },
  remove: async (_revision, { id: FileSystemId }, aws) => {
    await aws.use(EFSClient).send(new DeleteFileSystemPolicyCommand({ FileSystemId }));
  },
  resources: ({ arn }) => [arn],
  reads: 'elasticfilesystem:DescribeFileSystemPolicy',
  describes: 'elasticfilesystem:DescribeFileSystems',
  // 20,000 characters: https://docs.aws.amazon.com/efs/latest/ug/create-file-system-policy.html
  limits: { bytes: 20_000 },
  code: {
    cloudformation: 'AWS::EFS::FileSystem',
    member: 'FileSystemPolicy',
    cdk: 'fileSystem.addToResourcePolicy',
    terraform: 'aws_efs_file_system_policy',
  },
  messages: {
    'not-available': {
      says: 'File system {fileSystem} is {state}. EFS takes a policy only while it is available.',
      todo: 'Look again when it is available.',
    },
    'mounts-not-told': {
      says: 'File system {fileSystem} has mount targets ({count}), and AWS does not tell which clients mount it without TLS. They lose access as soon as the policy takes effect, which takes minutes, and their programs hang. Only mounting anew with TLS brings them back.',
      todo: 'Look for mounts without TLS: the option tls in fstab and mount commands, transitEncryption of volumes of ECS and Batch, encryptInTransit of the CSI driver, InTransitEncryption of DataSync locations, clients of other accounts, VPCs and networks. Have them mounted with TLS by amazon-efs-utils, then approve.',
    },
    'tasks-mount-in-plaintext': {
      says: 'Tasks of these ECS services mount file system {fileSystem} without TLS, and would lose it: {services}.',
      todo: 'Clients first: see ecs-task-efs-tls for each of their task definitions, and deploy revisions with transitEncryption ENABLED before you approve.',
    },
    'tasks-not-all-read': {
      says: 'Not all services of ECS could be read: there may be others whose tasks mount file system {fileSystem} without TLS.',
      todo: 'Allow ecs:ListClusters, ListServices, DescribeServices and DescribeTaskDefinition; with thousands of services run ecs-task-efs-tls for all task definitions.',
    },
    'is-replica': {
      says: 'File system {fileSystem} is what a replication writes to, read only to clients. Replication itself is not refused, and the file system that it comes from keeps a policy of its own.',
    },
  },
  around: async (policy, target, aws) => {
    const { id: FileSystemId } = target;
    const asking = aws.use(EFSClient).send(new DescribeFileSystemsCommand({ FileSystemId }));
    const answer = await unless('FileSystemNotFound', undefined, asking);
    const found = answer?.FileSystems?.find((one) => one.FileSystemId === FileSystemId);
    // As good as one, where EFS does not say.
    const count = found?.NumberOfMountTargets ?? 1;
    // Without a mount target nobody mounts it; and whoever is refused already has nothing to lose by it.
    const isAsked = count > 0 && policy !== undefined && !deniesPlaintext(policy, guardedBy(refused, target));
    return {
      state: found?.LifeCycleState ?? 'not described',
      count,
      mounting: isAsked ? await mountingOf(FileSystemId, aws) : nobody,
      isReplica: found?.FileSystemProtection?.ReplicationOverwriteProtection === 'REPLICATING',
    };
  },
  besides: ({ around }, { id: fileSystem }) => {
    const { state = '', count = 1, isReplica = false, mounting } = around ?? {};
    const services = mounting?.services ?? [];
    return {
      obstacles: saying('not-available' as const, state !== 'available', { fileSystem, state }),
      hazards: [
        ...saying('mounts-not-told' as const, count > 0, { fileSystem, count }),
        ...saying('tasks-mount-in-plaintext' as const, services.length > 0, {
          fileSystem,
          services: listed(services),
        }),
        ...saying('tasks-not-all-read' as const, mounting?.isWhole === false, { fileSystem }),
      ],
      notes: saying('is-replica' as const, isReplica, { fileSystem }),
    };
  },
});

/** Adds to a file system's policy what is missing to refuse mounts without TLS, and what AWS lets in where there is none. */
export default remediation({
  meta: {
    id: 'efs-file-system-tls-only',
    version: 1,
    family: 'statement',
    concerns: { hop: 'in', matter: 'plaintext' },
    title: 'EFS file systems are mounted over TLS only',
    summary:
      'Adds one Deny statement to the file system policy that refuses clients that mount without TLS. Where there is no policy AWS lets in whoever reaches a mount target, and that ends with the first policy: a statement that says the same is put beside the Deny, and both go together when it is undone.',
    resourceType: 'AWS::EFS::FileSystem',
    configRules: [],
    controls: [],
    services: ['efs', 'ecs'],
    impacts: ['breaks-plaintext'],
    reversible: true,
    permissions: {
      read: [
        'ecs:DescribeServices',
        'ecs:DescribeTaskDefinition',
        'ecs:ListClusters',
        'ecs:ListServices',
        'elasticfilesystem:DescribeFileSystemPolicy',
        'elasticfilesystem:DescribeFileSystems',
      ],
      write: ['elasticfilesystem:PutFileSystemPolicy'],
      undo: ['elasticfilesystem:DeleteFileSystemPolicy', 'elasticfilesystem:PutFileSystemPolicy'],
    },
    messages,
    docs: [
      'https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html',
      'https://docs.aws.amazon.com/efs/latest/ug/encryption-in-transit.html',
      'https://docs.aws.amazon.com/efs/latest/ug/create-file-system-policy.html',
      'https://docs.aws.amazon.com/efs/latest/ug/API_PutFileSystemPolicy.html',
      'https://docs.aws.amazon.com/efs/latest/ug/logging-using-cloudtrail.html',
    ],
  },
  settings: z.strictObject({}),
  ...parts,
});
