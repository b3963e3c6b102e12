import { expect, test } from 'vitest';
import resource from '../../../../src/services/globalaccelerator/resources/aws-globalaccelerator-listener.ts';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import { answering } from '../../../kit/answers.ts';

const location = { account: '111122223333', region: 'us-west-2', partition: 'aws' };
const accelerator = (id: string, account = '111122223333') =>
  `arn:aws:globalaccelerator::${account}:accelerator/${id}`;
const ids = ['a1', 'a2', 'a3', 'a4'];
const listeners = ids.flatMap((id) =>
  ['c1', 'c2', 'c3', 'c4'].map((l) => `${accelerator(id)}/listener/${l}`),
);
const world = () =>
  sandboxClouds(
    startHost(
      loadAccount({
        region: 'us-west-2',
        globalaccelerator: {
          Accelerators: ids.map((id) => ({
            AcceleratorArn: accelerator(id),
            Tags: id === 'a1' ? { team: 'shop' } : {},
          })),
          Listeners: listeners.map((ListenerArn) => ({ ListenerArn })),
        },
      }),
    ),
  ).look(location);
const named = (arn: string) => ({ ...location, type: 'AWS::GlobalAccelerator::Listener', id: arn, arn });

test('lists those of every accelerator, page by page', async () => {
  const found: string[] = [];
  for await (const { arn } of resource.list(location, world())) found.push(arn);
  expect(found).toEqual(listeners);
});

test.each([
  ['an accelerator', accelerator('a1')],
  ['an endpoint group', `${accelerator('a1')}/listener/c1/endpoint-group/e1`],
  ['of another account', `${accelerator('a1', '444455556666')}/listener/c1`],
  ['of another partition', `${accelerator('a1').replace('aws', 'aws-cn')}/listener/c1`],
  ['a name', 'c1'],
])('%s is none of this place, and nobody is asked', async (_what, id) => {
  const { read, asked } = await answering(() => ({}));
  expect(await resource.resolve(id, location, read)).toBeUndefined();
  expect(asked).toEqual([]);
});

test('its accelerator has the tags, and one lease covers all of its listeners', async () => {
  expect(await resource.tags(named(`${accelerator('a1')}/listener/c1`), world())).toEqual({ team: 'shop' });
  expect(await resource.tags(named(`${accelerator('a2')}/listener/c1`), world())).toEqual({});
  expect(resource.root(named(`${accelerator('a1')}/listener/c1`))).toBe(accelerator('a1'));
});
