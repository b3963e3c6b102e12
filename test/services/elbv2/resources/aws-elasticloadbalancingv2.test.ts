import { describe, expect, test } from 'vitest';
import type { Resource } from '../../../../src/core/model/resource.ts';
import type { Target } from '../../../../src/core/model/target.ts';
import listeners from '../../../../src/services/elbv2/resources/aws-elasticloadbalancingv2-listener.ts';
import balancers from '../../../../src/services/elbv2/resources/aws-elasticloadbalancingv2-loadbalancer.ts';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import { balanced, edge, listener, listenerArn, secure, web } from '../balancers.ts';

const numbered = (n: number): string => web.replace('/web/', `/web-${n}/`);
const many = [1, 2, 3, 4, 5, 6].map(numbered);
const abroad = web.replace('eu-west-1', 'us-east-1');
const account = balanced({
  balancers: [...many, edge, abroad].map((LoadBalancerArn) => ({ LoadBalancerArn })),
  listeners: [
    ...[80, 81, 82, 83, 84, 85].map((port) => listener(port)),
    ...many.map((arn) => listener(80, {}, arn)),
    secure(443, {}, abroad),
  ],
  tags: { owner: 'shop', env: 'prod' },
  elbv2: {
    Tags: [
      {
        ResourceArn: web,
        Tags: [
          { Key: 'owner', Value: 'shop' },
          { Key: 'env', Value: 'prod' },
        ],
      },
      { ResourceArn: listenerArn(80), Tags: [{ Key: 'env', Value: 'test' }] },
    ],
  },
});
const host = startHost(loadAccount(account));
const location = { account: host.account, region: host.region, partition: host.partition };
const aws = () => sandboxClouds(host).look(location);

const listed = async (resource: Resource): Promise<readonly Target[]> => {
  const all: Target[] = [];
  for await (const target of resource.list(location, aws())) all.push(target);
  return all;
};

describe('load balancers', () => {
  test('all of the Region, page by page', async () => {
    const all = await listed(balancers);
    expect(all.map(({ arn }) => arn)).toEqual([web, ...many, edge]);
    expect(all[0]).toEqual({
      ...location,
      type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
      id: web,
      arn: web,
    });
  });

  test.each([
    ['one that is there', web, { id: web, region: 'eu-west-1' }],
    ['one of another Region lives there', abroad, { id: abroad, region: 'us-east-1' }],
    ['one that is gone', `${web}0`, undefined],
    ['one of another account', web.replace('111122223333', '444455556666'), undefined],
    ['one of another partition', web.replace('arn:aws:', 'arn:aws-cn:'), undefined],
    ['a listener', listenerArn(80), undefined],
    ['a name', 'web', undefined],
  ])('%s', async (_name, id, expected) => {
    const found = await balancers.resolve(id, location, aws());
    expect(found && { id: found.id, region: found.region }).toEqual(expected);
  });

  test('id, root and tags', async () => {
    const [target] = await listed(balancers);
    expect(balancers.idOf(web)).toBe(web);
    expect(balancers.idOf(listenerArn(80))).toBeUndefined();
    expect(target && balancers.root(target)).toBe(web);
    expect(target && (await balancers.tags(target, aws()))).toEqual({ owner: 'shop', env: 'prod' });
  });
});

describe('listeners', () => {
  test('all of all balancers of the Region, page by page', async () => {
    const all = await listed(listeners);
    expect(all.map(({ arn }) => arn)).toEqual([
      ...[80, 81, 82, 83, 84, 85].map((port) => listenerArn(port)),
      ...many.map((arn) => listenerArn(80, arn)),
    ]);
  });

  test.each([
    ['one that is there', listenerArn(80), 'eu-west-1'],
    ['one of another Region lives there', listenerArn(443, abroad), 'us-east-1'],
    ['one that is gone', listenerArn(9), undefined],
    ['one of another account', listenerArn(80).replace('111122223333', '444455556666'), undefined],
    ['a balancer', web, undefined],
  ])('%s', async (_name, id, region) => {
    expect((await listeners.resolve(id, location, aws()))?.region).toBe(region);
  });

  test('one lease covers all listeners of a balancer, and its own tags go before the balancer’s', async () => {
    const [first, second] = await listed(listeners);
    expect([first, second].map((target) => target && listeners.root(target))).toEqual([web, web]);
    expect(first && (await listeners.tags(first, aws()))).toEqual({ owner: 'shop', env: 'test' });
    expect(listeners.idOf(listenerArn(80))).toBe(listenerArn(80));
    expect(listeners.idOf(web)).toBeUndefined();
  });
});
