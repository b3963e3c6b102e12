import type { DockerVolumeConfiguration, Volume } from '@aws-sdk/client-ecs';

/** How what a task keeps in a volume goes over the network, as far as its task definition says it. */
export type Mount = { readonly volume: string } & (
  | { readonly is: 'tls'; readonly port?: number }
  /** An EFS volume of ECS itself, with the setting that it lacks. */
  | { readonly is: 'efs-in-plaintext'; readonly fileSystem: string; readonly port?: number }
  /** NFS by a Docker driver: TLS cannot be set there. */
  | { readonly is: 'driver-in-plaintext'; readonly driver: string; readonly server: string }
  | { readonly is: 'not-told'; readonly how: string }
  /** Whether anything goes over the network is known to the instance or to the driver alone. */
  | { readonly is: 'elsewhere'; readonly by: 'instance' | 'driver'; readonly how: string }
  | { readonly is: 'windows-file-server'; readonly fileSystem: string }
);

/** What every Linux instance has there is no file system of somebody else. */
const ofTheSystem =
  /^\/(?:bin|boot|cgroup|dev|etc|lib|lib64|proc|root|run|sbin|sys|tmp|usr|var\/(?:cache|lib|log|run|tmp))(?:\/|$)/;
const namesNfs = /(?:^|[^a-z])(?:efs|nfs)/i;

const optionsIn = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    text.split(',').map((option) => {
      const [name = '', ...value] = option.trim().split('=');
      return [name, value.join('=')];
    }),
  );

/** A tunnel on the instance, as the mount helper of EFS makes one. */
const loopback = /^(?:127\.|localhost$|::1$|\[::1\]$)/;

/** https://docs.docker.com/engine/storage/volumes/#create-a-service-which-creates-an-nfs-volume */
const ofLocalDriver = (volume: string, driverOpts: Readonly<Record<string, string>>): readonly Mount[] => {
  const { type = '', o = '', device = '' } = driverOpts;
  if (!/^nfs4?$/.test(type))
    return namesNfs.test(type)
      ? [{ volume, is: 'not-told', how: `Docker driver local of type ${type}` }]
      : [];
  const server = optionsIn(o)['addr'] ?? device.split(':/')[0] ?? '';
  return loopback.test(server)
    ? [{ volume, is: 'not-told', how: `NFS from ${server}` }]
    : [{ volume, is: 'driver-in-plaintext', driver: 'local', server: server === '' ? 'not named' : server }];
};

const ofDriver = (
  volume: string,
  { driver = 'local', driverOpts = {} }: DockerVolumeConfiguration,
): readonly Mount[] => {
  if (driver === 'local') return ofLocalDriver(volume, driverOpts);
  // REX-Ray mounts EFS by plain NFS, and no option of it changes that: https://github.com/rexray/rexray/issues/1266
  if (driver.startsWith('rexray/efs'))
    return [{ volume, is: 'driver-in-plaintext', driver, server: 'of EFS' }];
  const says = [driver, ...Object.entries(driverOpts).flat()];
  const how = `Docker driver ${driver}`;
  return says.some((word) => namesNfs.test(word))
    ? [{ volume, is: 'not-told', how }]
    : [{ volume, is: 'elsewhere', by: 'driver', how }];
};

const mountsOf = (one: Volume): readonly Mount[] => {
  const { name: volume = '', efsVolumeConfiguration: efs, host } = one;
  if (efs) {
    const { fileSystemId: fileSystem = 'not named', transitEncryption: value, transitEncryptionPort } = efs;
    const port = transitEncryptionPort === undefined ? {} : { port: transitEncryptionPort };
    if (value === 'ENABLED') return [{ volume, is: 'tls', ...port }];
    // Left out it is DISABLED: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EFSVolumeConfiguration.html
    if (value !== undefined && value !== 'DISABLED')
      return [{ volume, is: 'not-told', how: `EFS with transitEncryption ${String(value)}` }];
    return [{ volume, is: 'efs-in-plaintext', fileSystem, ...port }];
  }
  // Always by TLS, and there is no setting to leave it out:
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-files-encryption.html
  if (one.s3filesVolumeConfiguration) return [{ volume, is: 'tls' }];
  const windows = one.fsxWindowsFileServerVolumeConfiguration;
  if (windows)
    return [{ volume, is: 'windows-file-server', fileSystem: windows.fileSystemId ?? 'not named' }];
  if (one.dockerVolumeConfiguration) return ofDriver(volume, one.dockerVolumeConfiguration);
  const path = host?.sourcePath ?? '';
  // Paths of Windows begin with a drive, and there is no EFS for it.
  if (!path.startsWith('/') || ofTheSystem.test(path)) return [];
  const how = `${path} of the instance`;
  return namesNfs.test(path)
    ? [{ volume, is: 'not-told', how }]
    : [{ volume, is: 'elsewhere', by: 'instance', how }];
};

/** Pure. What stays on the instance, or goes to a disk of the task's own, is not among them. */
export const mountsIn = (volumes: readonly Volume[]): readonly Mount[] => volumes.flatMap(mountsOf);
