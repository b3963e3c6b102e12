import * as z from 'zod/mini';
import { tagRecords, type Tags } from '../../../sandbox/kit/tags.ts';
import type { Where } from '../../../sandbox/world.ts';

const text = z.optional(z.string());

const lustre = z.strictObject({
  DeploymentType: text,
  MountName: text,
  DataCompressionType: text,
  WeeklyMaintenanceStartTime: text,
  DataRepositoryConfiguration: z.optional(
    z.strictObject({
      ImportPath: text,
      ExportPath: text,
      ImportedFileChunkSize: z.optional(z.number()),
      AutoImportPolicy: text,
    }),
  ),
});

const fileSystem = z.strictObject({
  FileSystemId: z.string().check(z.regex(/^fs-[0-9a-f]{8,}$/)),
  /** Default: the account file's own. */
  Region: text,
  FileSystemType: z.optional(z.string()),
  FileSystemTypeVersion: text,
  Lifecycle: z._default(
    z.enum([
      'AVAILABLE',
      'CREATING',
      'FAILED',
      'DELETING',
      'MISCONFIGURED',
      'UPDATING',
      'MISCONFIGURED_UNAVAILABLE',
    ]),
    'AVAILABLE',
  ),
  StorageCapacity: z._default(z.number(), 1200),
  SubnetIds: z._default(z.array(z.string()), ['subnet-0a1b2c3d']),
  NetworkInterfaceIds: z._default(z.array(z.string()), ['eni-0a1b2c3d']),
  LustreConfiguration: z.optional(lustre),
  WindowsConfiguration: z.optional(
    z.strictObject({ DeploymentType: text, RemoteAdministrationEndpoint: text }),
  ),
  OntapConfiguration: z.optional(
    z.strictObject({
      DeploymentType: text,
      Endpoints: z.optional(z.strictObject({ Management: z.strictObject({ DNSName: z.string() }) })),
    }),
  ),
  OpenZFSConfiguration: z.optional(z.strictObject({ DeploymentType: text })),
  Tags: tagRecords,
});

/** File systems as DescribeFileSystems tells of them. */
export const fsxRecords = z.strictObject({ FileSystems: z._default(z.array(fileSystem), []) });

type FileSystem = Omit<z.output<typeof fileSystem>, 'Region' | 'Tags'> & {
  readonly Region: string;
  readonly DNSName: string;
  readonly ResourceARN: string;
  readonly Tags: Tags;
};
export interface Fsx {
  /** Every file system of the account. */
  readonly FileSystems: readonly FileSystem[];
}

/** The records with AWS's defaults. */
export const loadFsx = (
  { FileSystems }: z.output<typeof fsxRecords>,
  { region, partition, account }: Where,
): Fsx => ({
  FileSystems: FileSystems.map(({ Region = region, ...rest }) => ({
    ...rest,
    Region,
    DNSName: `${rest.FileSystemId}.fsx.${Region}.amazonaws.com${partition === 'aws-cn' ? '.cn' : ''}`,
    ResourceARN: `arn:${partition}:fsx:${Region}:${account}:file-system/${rest.FileSystemId}`,
  })),
});
