import resource from '../../../../src/services/ecs/resources/aws-ecs-taskdefinition.ts';
import unit from '../../../../src/services/ecs/remediations/ecs-task-efs-tls.ts';
import type { AccountFile } from '../../../../src/sandbox/account.ts';
import { testRemediation } from '../../../kit/tester.ts';

type Records = NonNullable<AccountFile['ecs']>;
type Definition = NonNullable<Records['TaskDefinitions']>[number];
type Volumes = NonNullable<Definition['volumes']>;
type Rest = Omit<Records, 'TaskDefinitions'>;

const place = 'arn:aws:ecs:eu-west-1:111122223333';
const arnOf = (revision = 1) => `${place}:task-definition/orders:${revision}`;
const cluster = `${place}:cluster/shop`;
const file = { fileSystemId: 'fs-0123456789abcdef0' };
const efs = (over: object = {}) => ({ name: 'files', efsVolumeConfiguration: { ...file, ...over } });
const tls = efs({ transitEncryption: 'ENABLED' });
const docker = (driver: string, driverOpts: Record<string, string> = {}) => ({
  name: 'files',
  dockerVolumeConfiguration: { scope: 'shared' as const, driver, driverOpts },
});
const definition = (volumes: Volumes, over: Partial<Definition> = {}): Definition => ({
  family: 'orders',
  requiresCompatibilities: ['FARGATE'],
  networkMode: 'awsvpc',
  volumes,
  Tags: { team: 'shop' },
  ...over,
});
const ecs = (definitions: Definition[], rest: Rest = {}) => ({
  ecs: { TaskDefinitions: definitions, ...rest },
});
const held = (volumes: Volumes, over: Partial<Definition> = {}, rest: Rest = {}) =>
  ecs([definition(volumes, over)], rest);
const service = (over: object = {}) => ({
  serviceArn: `${place}:service/shop/orders`,
  serviceName: 'orders',
  clusterArn: cluster,
  taskDefinition: arnOf(),
  ...over,
});
const task = (over: object = {}) => ({
  taskArn: `${place}:task/shop/a`,
  clusterArn: cluster,
  taskDefinitionArn: arnOf(),
  ...over,
});
const many = (count: number) =>
  Array.from({ length: count }, (_, at) =>
    service({
      serviceArn: `${place}:service/shop/orders-${at}`,
      serviceName: `orders-${at}`,
    }),
  );

/** More than are asked about. */
const Clusters = Array.from({ length: 100 }, (_, at) => ({ clusterArn: `${place}:cluster/c${at}` }));

const plaintext = { is: 'non-compliant', message: 'mounts-in-plaintext', changes: 0 } as const;
const unused = { ...plaintext, notes: ['used-by-nobody', 'file-system-afterwards'] } as const;
const used = { ...plaintext, notes: ['used-by', 'file-system-afterwards'] } as const;
const byDriver = {
  is: 'non-compliant',
  message: 'driver-in-plaintext',
  changes: 0,
  notes: ['used-by-nobody'],
} as const;
const cannotBeTold = { is: 'unknown', message: 'cannot-be-told' } as const;
const nothing = { is: 'not-applicable', message: 'mounts-nothing' } as const;
const good = { is: 'compliant', notes: [] } as const;
const target = arnOf();

testRemediation(unit, resource, {
  // What it mounts, and how.
  'EFS, and nothing said of TLS': { account: held([efs()]), target, expect: unused },
  'the same, by its family': { account: held([efs()]), target: 'orders', expect: unused },
  'EFS with DISABLED': { account: held([efs({ transitEncryption: 'DISABLED' })]), target, expect: unused },
  'EFS with ENABLED': { account: held([tls]), target, expect: good },
  'EFS with ENABLED and an access point': {
    account: held([
      efs({ transitEncryption: 'ENABLED', authorizationConfig: { accessPointId: 'fsap-1', iam: 'ENABLED' } }),
    ]),
    target,
    expect: good,
  },
  'one of two volumes': { account: held([{ ...tls, name: 'other' }, efs()]), target, expect: unused },
  'EFS with a value of tomorrow': {
    account: held([efs({ transitEncryption: 'PREFERRED' })]),
    target,
    expect: cannotBeTold,
  },
  'no volumes': { account: held([]), target, expect: nothing },
  'volumes of its own': {
    account: held([
      { name: 'scratch' },
      { name: 'more', host: {} },
      { name: 'disk', configuredAtLaunch: true },
    ]),
    target,
    expect: nothing,
  },
  'S3 Files': {
    account: held([
      {
        name: 'files',
        s3filesVolumeConfiguration: {
          fileSystemArn: 'arn:aws:s3files:eu-west-1:111122223333:file-system/fs-0123456789abcdef0',
        },
      },
    ]),
    target,
    expect: good,
  },
  'FSx for Windows File Server': {
    account: held([
      {
        name: 'files',
        fsxWindowsFileServerVolumeConfiguration: {
          fileSystemId: 'fs-0123456789abcdef0',
          rootDirectory: 'share',
          authorizationConfig: { credentialsParameter: 'arn', domain: 'corp.example.com' },
        },
      },
    ]),
    target,
    expect: { is: 'compliant', notes: ['windows-file-servers'] },
  },

  // What Docker drivers and instances mount.
  'NFS by the local driver, from a file system by name': {
    account: held([
      docker('local', {
        type: 'nfs',
        device: `${file.fileSystemId}.efs.eu-west-1.amazonaws.com:/`,
        o: `addr=${file.fileSystemId}.efs.eu-west-1.amazonaws.com,nfsvers=4.1,rw`,
      }),
    ]),
    target,
    expect: byDriver,
  },
  'the same, with the server in the device only': {
    account: held([docker('local', { type: 'nfs4', device: '10.0.0.7:/' })]),
    target,
    expect: byDriver,
  },
  'the same, and no server named': {
    account: held([docker('local', { type: 'nfs' })]),
    target,
    expect: byDriver,
  },
  'from a tunnel on the instance': {
    account: held([docker('local', { type: 'nfs4', device: ':/', o: 'rw,addr=127.0.0.1,port=20049' })]),
    target,
    expect: cannotBeTold,
  },
  'of the type of the mount helper': {
    account: held([docker('local', { type: 'efs', device: 'fs-0123456789abcdef0:/', o: 'tls' })]),
    target,
    expect: cannotBeTold,
  },
  'a disk by the local driver': {
    account: held([docker('local', { type: 'tmpfs' })]),
    target,
    expect: nothing,
  },
  'REX-Ray': { account: held([docker('rexray/efs:latest')]), target, expect: byDriver },
  'another driver of EFS': {
    account: held([docker('cloudstor:aws', { backing: 'efs' })]),
    target,
    expect: cannotBeTold,
  },
  'another driver': {
    account: held([docker('rexray/ebs', { size: '20' })]),
    target,
    expect: { is: 'compliant', notes: ['driver-decides'] },
  },
  'a driver besides': {
    account: held([efs(), docker('rexray/efs')]),
    target,
    expect: { ...plaintext, notes: ['used-by-nobody', 'driver-too', 'file-system-afterwards'] },
  },
  'a directory of the instance that is called EFS': {
    account: held([{ name: 'files', host: { sourcePath: '/mnt/efs' } }]),
    target,
    expect: cannotBeTold,
  },
  'the same besides': {
    account: held([efs(), { name: 'more', host: { sourcePath: '/mnt/nfs-data' } }]),
    target,
    expect: { ...plaintext, notes: ['used-by-nobody', 'besides-not-told', 'file-system-afterwards'] },
  },
  'a directory of the instance': {
    account: held([{ name: 'files', host: { sourcePath: '/data/reports' } }, tls]),
    target,
    expect: { is: 'compliant', notes: ['instance-decides'] },
  },
  'what every instance has': {
    account: held([
      { name: 'docker', host: { sourcePath: '/var/run/docker.sock' } },
      { name: 'proc', host: { sourcePath: '/proc' } },
      { name: 'windows', host: { sourcePath: 'C:\\efs' } },
    ]),
    target,
    expect: nothing,
  },

  // Where it runs.
  'on EC2': {
    account: held([efs()], { requiresCompatibilities: ['EC2'], networkMode: 'bridge' }),
    target,
    expect: {
      ...plaintext,
      notes: ['used-by-nobody', 'instances-need-volume-plugin', 'file-system-afterwards'],
    },
  },
  'on both': {
    account: held([efs()], { requiresCompatibilities: ['FARGATE', 'EC2'] }),
    target,
    expect: {
      ...plaintext,
      notes: ['used-by-nobody', 'instances-need-volume-plugin', 'file-system-afterwards'],
    },
  },
  'nobody said where': {
    account: held([efs()], { requiresCompatibilities: undefined, networkMode: undefined }),
    target,
    expect: {
      ...plaintext,
      notes: ['used-by-nobody', 'instances-need-volume-plugin', 'file-system-afterwards'],
    },
  },
  'a port of the instance': {
    account: held([efs({ transitEncryptionPort: 20049 })], {
      requiresCompatibilities: ['EC2'],
      networkMode: 'host',
    }),
    target,
    expect: {
      ...plaintext,
      notes: [
        'used-by-nobody',
        'instances-need-volume-plugin',
        'port-is-taken-once',
        'file-system-afterwards',
      ],
    },
  },
  'a port of the task': { account: held([efs({ transitEncryptionPort: 20049 })]), target, expect: unused },

  'a port of the task on EC2, which newer agents are said not to mount': {
    account: held([efs({ transitEncryptionPort: 20049 })], { requiresCompatibilities: ['EC2'] }),
    target,
    expect: {
      ...plaintext,
      notes: ['used-by-nobody', 'instances-need-volume-plugin', 'port-not-mounted', 'file-system-afterwards'],
    },
  },
  'two volumes of a task with one port': {
    account: held([
      efs({ transitEncryptionPort: 20049 }),
      { ...tls, efsVolumeConfiguration: { ...tls.efsVolumeConfiguration, transitEncryptionPort: 20049 } },
    ]),
    target,
    expect: {
      ...plaintext,
      notes: ['used-by-nobody', 'same-port', 'file-system-afterwards'],
    },
  },
  'two volumes with one port of the instance': {
    account: held([efs({ transitEncryptionPort: 20049 }), efs({ transitEncryptionPort: 20049 })], {
      requiresCompatibilities: ['EC2'],
      networkMode: 'host',
    }),
    target,
    expect: {
      ...plaintext,
      notes: [
        'used-by-nobody',
        'instances-need-volume-plugin',
        'port-is-taken-once',
        'file-system-afterwards',
      ],
    },
  },
  'two volumes of a task, each with its port': {
    account: held([
      efs({ transitEncryptionPort: 20049 }),
      { ...tls, efsVolumeConfiguration: { ...tls.efsVolumeConfiguration, transitEncryptionPort: 20050 } },
    ]),
    target,
    expect: unused,
  },

  // Who runs it.
  'a service runs it': { account: held([efs()], {}, { Services: [service()] }), target, expect: used },
  'many services run it': { account: held([efs()], {}, { Services: many(12) }), target, expect: used },
  'a task runs it': { account: held([efs()], {}, { Tasks: [task()] }), target, expect: used },
  'a task has run it': {
    account: held([efs()], {}, { Tasks: [task({ lastStatus: 'STOPPED' })] }),
    target,
    expect: unused,
  },
  'tasks of another family run': {
    account: held([efs()], {}, { Tasks: [task({ taskDefinitionArn: `${place}:task-definition/bills:1` })] }),
    target,
    expect: unused,
  },
  'a service that was deleted ran it': {
    account: held([efs()], {}, { Services: [service({ status: 'INACTIVE' })] }),
    target,
    expect: unused,
  },
  'a deployment leaves it': {
    account: ecs([definition([efs()]), definition([tls], { revision: 2 })], {
      Services: [
        service({
          taskDefinition: arnOf(2),
          deployments: [
            { id: 'b', status: 'PRIMARY', taskDefinition: arnOf(2) },
            { id: 'a', status: 'ACTIVE', taskDefinition: arnOf() },
          ],
        }),
      ],
    }),
    target,
    expect: {
      is: 'non-compliant',
      message: 'newer-is-encrypted',
      changes: 0,
      notes: ['used-by', 'file-system-afterwards'],
    },
  },
  'CodeDeploy deploys it': {
    account: held([efs()], {}, { Services: [service({ deploymentController: { type: 'CODE_DEPLOY' } })] }),
    target,
    expect: { ...plaintext, notes: ['used-by', 'deployed-by-others', 'file-system-afterwards'] },
  },
  'a task set of another program runs it': {
    account: held(
      [efs()],
      {},
      {
        Services: [
          service({
            taskDefinition: undefined,
            deploymentController: { type: 'EXTERNAL' },
            taskSets: [{ id: 'ts', taskDefinition: arnOf() }],
          }),
        ],
      },
    ),
    target,
    expect: { ...plaintext, notes: ['used-by', 'deployed-by-others', 'file-system-afterwards'] },
  },

  'there are more clusters than are asked': {
    account: held([efs()], {}, { Clusters }),
    target,
    expect: { ...plaintext, notes: ['users-not-all-read', 'file-system-afterwards'] },
  },
  'the same, and a service runs it in the first of them': {
    account: held([efs()], {}, { Clusters, Services: [service({ clusterArn: `${place}:cluster/c0` })] }),
    target,
    expect: { ...plaintext, notes: ['used-by', 'users-not-all-read', 'file-system-afterwards'] },
  },
  'the same, and it is an old one': {
    account: ecs([definition([efs()]), definition([efs()], { revision: 2 })], { Clusters }),
    target,
    expect: { ...plaintext, notes: ['users-not-all-read', 'file-system-afterwards'] },
  },
  'the same, and it was deregistered': {
    account: held([efs()], { status: 'INACTIVE' }, { Clusters }),
    target,
    expect: { is: 'unknown', message: 'use-not-read' },
  },

  // Other revisions of its family.
  'an old one, and the latest is as bad': {
    account: ecs([definition([efs()]), definition([efs()], { revision: 2 })], { Services: [service()] }),
    target,
    expect: used,
  },
  'an old one that nobody runs': {
    account: ecs([definition([efs()]), definition([efs()], { revision: 2 })]),
    target,
    expect: { is: 'non-compliant', message: 'old-and-unused', changes: 0, notes: [] },
  },
  'the latest of them': {
    account: ecs([definition([tls]), definition([efs()], { revision: 12 })]),
    target: 'orders',
    expect: unused,
  },
  'an old one, and the latest mounts nothing': {
    account: ecs([definition([efs()]), definition([], { revision: 2 })], { Services: [service()] }),
    target,
    expect: used,
  },
  'deregistered, and a service runs it': {
    account: held([efs()], { status: 'INACTIVE' }, { Services: [service()] }),
    target,
    expect: {
      is: 'non-compliant',
      message: 'deregistered-still-runs',
      changes: 0,
      notes: ['used-by', 'file-system-afterwards'],
    },
  },
  'deregistered, and nobody runs it': {
    account: held([efs()], { status: 'INACTIVE' }),
    target,
    expect: { is: 'not-applicable', message: 'serves-nobody' },
  },
  'being deleted, and a task runs it': {
    account: held([efs()], { status: 'DELETE_IN_PROGRESS' }, { Tasks: [task()] }),
    target,
    expect: {
      is: 'non-compliant',
      message: 'deregistered-still-runs',
      changes: 0,
      notes: ['used-by', 'file-system-afterwards'],
    },
  },
  'in China': {
    account: { partition: 'aws-cn', region: 'cn-north-1', ...held([efs()]) },
    location: { partition: 'aws-cn', region: 'cn-north-1' },
    target: 'orders:1',
    expect: unused,
  },
  'a task definition that is gone': { account: held([efs()]), target: arnOf(9), gone: true },
});
