import { overPlainHttp } from '../../../sandbox/kit/request.ts';
import type { Probed } from '../../../sandbox/probe.ts';

/** Somebody mounts without TLS. */
export const fileSystem: Probed = {
  ids: ({ efs }) => efs.FileSystems.map(({ FileSystemId }) => FileSystemId),
  probe: (id, { efs }) => {
    const { Policy, FileSystemArn: resource = '' } =
      efs.FileSystems.find(({ FileSystemId }) => FileSystemId === id) ?? {};
    const action = 'elasticfilesystem:ClientMount';
    return overPlainHttp(Policy, { asks: 'mount without TLS', action, resource });
  },
};
