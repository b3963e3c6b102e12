import { expect, test } from 'vitest';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import resource from '../../../../src/services/globalaccelerator/resources/aws-globalaccelerator-listener.ts';

const location = { account: '111122223333', region: 'us-west-2', partition: 'aws' };
const accelerator = 'arn:aws:globalaccelerator::111122223333:accelerator/a1';
const balancer = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/shop/1';
const arn = `${accelerator}/listener/c1`;
const aws = sandboxClouds(
  startHost(
    loadAccount({
      region: 'us-west-2',
      globalaccelerator: {
        Accelerators: [{ AcceleratorArn: accelerator }],
        Listeners: [{ ListenerArn: arn }],
        EndpointGroups: [
          {
            EndpointGroupArn: `${arn}/endpoint-group/e1`,
            EndpointGroupRegion: 'eu-west-1',
            EndpointDescriptions: [{ EndpointId: balancer }, { EndpointId: 'i-0a1b2c3d4e5f60718' }],
          },
          {
            EndpointGroupArn: `${arn}/endpoint-group/e2`,
            EndpointGroupRegion: 'us-east-1',
            EndpointDescriptions: [{ EndpointId: 'eipalloc-0a1b2c3d' }],
          },
        ],
      },
    }),
  ),
).look(location);
const named = (id: string) => ({ ...location, type: resource.type, id, arn: id });

test('to each endpoint of each group; whether it is encrypted, what is behind it tells', async () => {
  expect(await resource.onward?.(named(arn), aws)).toEqual([
    { to: balancer },
    { to: 'i-0a1b2c3d4e5f60718' },
    { to: 'eipalloc-0a1b2c3d' },
  ]);
});
test('one that is gone leads nowhere', async () => {
  expect(await resource.onward?.(named(`${accelerator}/listener/gone`), aws)).toEqual([]);
});
