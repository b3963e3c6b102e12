import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import resource from '../../../../src/services/fsx/resources/aws-fsx-filesystem.ts';
import unit from '../../../../src/services/fsx/remediations/fsx-file-system-in-transit.ts';
import { messages } from '../../../../src/services/fsx/remediations/fsx-file-system-in-transit/messages.ts';
import { testRemediation } from '../../../kit/tester.ts';

const id = 'fs-0123456789abcdef0';
const arn = `arn:aws:fsx:eu-west-1:111122223333:file-system/${id}`;
const held = (over: object) => ({ fsx: { FileSystems: [{ FileSystemId: id, ...over }] } });
const lustre = (DeploymentType: string | undefined, over: object = {}, configuration: object = {}) =>
  held({ FileSystemType: 'LUSTRE', LustreConfiguration: { DeploymentType, ...configuration }, ...over });

const never = { is: 'non-compliant', message: 'never-encrypted', changes: 0, notes: [] } as const;
const byItself = { is: 'compliant', notes: ['instances-decide'] } as const;
const unfamiliar = { is: 'unknown', message: 'kind-unfamiliar' } as const;

testRemediation(unit, resource, {
  'Lustre of the first scratch type': { account: lustre('SCRATCH_1'), target: id, expect: never },
  'the same, by ARN': { account: lustre('SCRATCH_1'), target: arn, expect: never },
  'in a size that the second does not have': {
    account: lustre('SCRATCH_1', { StorageCapacity: 3600 }),
    target: id,
    expect: { ...never, notes: ['capacity-grows'] },
  },
  'in a size that both have': {
    account: lustre('SCRATCH_1', { StorageCapacity: 4800 }),
    target: id,
    expect: never,
  },
  'linked to a bucket': {
    account: lustre('SCRATCH_1', {}, { DataRepositoryConfiguration: { ImportPath: 's3://orders/in' } }),
    target: id,
    expect: { ...never, notes: ['linked-to-bucket'] },
  },
  'made just now': { account: lustre('SCRATCH_1', { Lifecycle: 'CREATING' }), target: id, expect: never },
  'in a state from which it can be got back': {
    account: lustre('SCRATCH_1', { Lifecycle: 'MISCONFIGURED' }),
    target: id,
    expect: never,
  },
  'Lustre of the second scratch type': { account: lustre('SCRATCH_2'), target: id, expect: byItself },
  'Lustre that persists': { account: lustre('PERSISTENT_1'), target: id, expect: byItself },
  'Lustre that persists, second type': { account: lustre('PERSISTENT_2'), target: id, expect: byItself },
  'Lustre of a type of tomorrow': { account: lustre('PERSISTENT_9'), target: id, expect: unfamiliar },
  'Lustre whose type is not shown': { account: lustre(undefined), target: id, expect: unfamiliar },
  'Lustre without a configuration': {
    account: held({ FileSystemType: 'LUSTRE' }),
    target: id,
    expect: unfamiliar,
  },
  OpenZFS: {
    account: held({ FileSystemType: 'OPENZFS', OpenZFSConfiguration: { DeploymentType: 'SINGLE_AZ_2' } }),
    target: id,
    expect: byItself,
  },
  Windows: {
    account: held({
      FileSystemType: 'WINDOWS',
      WindowsConfiguration: { RemoteAdministrationEndpoint: 'amznfsxabcd.corp.example.com' },
    }),
    target: id,
    expect: { is: 'unknown', message: 'windows-decides' },
  },
  ONTAP: {
    account: held({
      FileSystemType: 'ONTAP',
      OntapConfiguration: {
        DeploymentType: 'MULTI_AZ_1',
        Endpoints: { Management: { DNSName: `management.${id}.fsx.eu-west-1.amazonaws.com` } },
      },
    }),
    target: id,
    expect: { is: 'unknown', message: 'svms-decide' },
  },
  'of a kind of tomorrow': { account: held({ FileSystemType: 'CEPH' }), target: id, expect: unfamiliar },
  'of no kind': { account: held({}), target: id, expect: unfamiliar },
  'it is being deleted': {
    account: lustre('SCRATCH_1', { Lifecycle: 'DELETING' }),
    target: id,
    expect: { is: 'not-applicable', message: 'serves-nobody' },
  },
  'it could not be made': {
    account: lustre('SCRATCH_1', { Lifecycle: 'FAILED' }),
    target: id,
    expect: { is: 'not-applicable', message: 'serves-nobody' },
  },
  'in China': {
    account: { partition: 'aws-cn', region: 'cn-north-1', ...lustre('SCRATCH_1') },
    location: { partition: 'aws-cn', region: 'cn-north-1' },
    target: id,
    expect: never,
  },
  'a file system that is gone': {
    account: lustre('SCRATCH_1'),
    target: arn.replace('fs-0', 'fs-9'),
    gone: true,
  },
});

const target = {
  account: '111122223333',
  region: 'eu-west-1',
  partition: 'aws',
  type: 'AWS::FSx::FileSystem',
  id,
  arn,
};
const state: Parameters<typeof unit.plan>[0] = {
  FileSystemType: 'LUSTRE',
  FileSystemTypeVersion: '2.12',
  Lifecycle: 'AVAILABLE',
  StorageCapacity: 3600,
  SubnetIds: ['subnet-1'],
  DNSName: `${id}.fsx.eu-west-1.amazonaws.com`,
  LustreConfiguration: {
    DeploymentType: 'SCRATCH_1',
    WeeklyMaintenanceStartTime: '1:05:00',
    DataRepositoryConfiguration: {
      Lifecycle: 'AVAILABLE',
      ImportPath: "s3://orders/o'hara",
      ExportPath: 's3://orders/out',
      ImportedFileChunkSize: 1024,
      AutoImportPolicy: 'NEW',
    },
  },
  WindowsConfiguration: undefined,
  OntapConfiguration: undefined,
};
const codeOf = (seen = state) => {
  const verdict = unit.plan(seen, target, {});
  if (verdict.is !== 'non-compliant' || !verdict.advises?.[0] || !unit.source) throw new Error('none');
  return unit.source(verdict.advises[0], target);
};

test('the new file system is made of what the old one shows, and nothing is deleted', () => {
  const { cli = '', cloudformation = '', cdk = '', terraform = '' } = codeOf() ?? {};
  expect(cli).toContain('--file-system-type-version 2.12');
  expect(cli).toContain('--storage-capacity 4800 --subnet-ids subnet-1');
  expect(cli).toContain(
    String.raw`'{"AutoImportPolicy":"NEW","DeploymentType":"SCRATCH_2","ExportPath":"s3://orders/out","ImportPath":"s3://orders/o'\''hara","ImportedFileChunkSize":1024,"WeeklyMaintenanceStartTime":"1:05:00"}'`,
  );
  expect(cli).not.toContain('delete-file-system');
  expect(cloudformation).toContain('StorageCapacity: 4800');
  expect(cdk).toContain('importedFileChunkSize: 1024');
  expect(terraform).toContain('deployment_type = "SCRATCH_2"');
  expect(terraform).toContain('imported_file_chunk_size = 1024');
});

test('a version that FSx does not show is not named', () => {
  const { cli = '' } = codeOf({ ...state, FileSystemTypeVersion: undefined }) ?? {};
  expect(cli).not.toContain('version');
});

test('a shell takes the commands', () => {
  const { cli = '' } = codeOf() ?? {};
  expect(() => execFileSync('bash', ['-n'], { input: cli })).not.toThrow();
});

test.each([
  [
    'WINDOWS',
    `Invoke-Command -ComputerName ${id}.fsx.eu-west-1.amazonaws.com -ConfigurationName FSxRemoteAdmin`,
  ],
  ['ONTAP', `ssh fsxadmin@${id}.fsx.eu-west-1.amazonaws.com "vserver cifs security show`],
] as const)(
  'where %s shows no endpoint for administrators, its own name is told',
  (FileSystemType, command) => {
    const verdict = unit.plan({ ...state, FileSystemType, LustreConfiguration: undefined }, target, {});
    expect(verdict).toMatchObject({ is: 'unknown' });
    expect(JSON.stringify(verdict).replaceAll(String.raw`\"`, '"')).toContain(command);
  },
);

test('the commands that are told can be run as they stand, and say what they do not do', () => {
  const linked = JSON.stringify(unit.plan(state, target, {}));
  expect(linked).toContain(`"fileSystem":"${id}","region":"eu-west-1"`);
  // The operation takes nothing without a file system and a report.
  expect(messages['linked-to-bucket'].todo).toContain(
    '--region {region} --file-system-id {fileSystem} --type EXPORT_TO_REPOSITORY --report Enabled=false',
  );
  expect(messages['windows-decides'].todo).toContain('Close-FSxSmbSession');
});
