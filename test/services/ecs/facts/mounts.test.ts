import { expect, test } from 'vitest';
import { revisionsOf } from '../../../../src/services/ecs/facts/in-use.ts';
import { mountsIn } from '../../../../src/services/ecs/facts/mounts.ts';

const nfs = (driverOpts: Record<string, string>) =>
  mountsIn([
    {
      name: 'files',
      dockerVolumeConfiguration: { driver: 'local', driverOpts: { type: 'nfs', ...driverOpts } },
    },
  ]);

test.each([
  [{ o: 'rw,addr=10.0.0.7,nfsvers=4.1', device: ':/' }, '10.0.0.7'],
  [{ device: '10.0.0.8:/exports' }, '10.0.0.8'],
  [{}, 'not named'],
])('the server that a Docker driver mounts from: %o', (options, server) => {
  expect(nfs(options)).toEqual([{ volume: 'files', is: 'driver-in-plaintext', driver: 'local', server }]);
});

test('a service that was deleted runs nothing, whatever it still names', () => {
  const service = { taskDefinition: 'a', deployments: [{ taskDefinition: 'b' }, { taskDefinition: 'a' }] };
  expect(revisionsOf({ ...service, status: 'ACTIVE' })).toEqual(['a', 'b']);
  expect(revisionsOf({ ...service, status: 'INACTIVE' })).toEqual([]);
});
