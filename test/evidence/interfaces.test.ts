import { describe, expect, test } from 'vitest';
import { behindOf, named } from '../../src/evidence/interfaces.ts';
import { answering, awsError } from '../kit/answering.ts';
import { seenEvidence } from '../kit/facts.ts';
import { bucket } from './kit.ts';

test.each([
  ['an instance', { Attachment: { InstanceId: 'i-1' } }, 'instance i-1'],
  [
    'a function',
    {
      InterfaceType: 'lambda',
      Description: 'AWS Lambda VPC ENI-importer-0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f',
    } as const,
    'function importer',
  ],
  [
    'a task',
    { Description: 'arn:aws:ecs:eu-west-1:1:attachment/0a1b-2c' },
    'ECS task, interface attachment 0a1b-2c',
  ],
  ['a load balancer', { Description: 'ELB app/shop/1' }, 'load balancer app/shop/1'],
  [
    'a NAT gateway',
    { InterfaceType: 'natGateway', NetworkInterfaceId: 'eni-1' } as const,
    'NAT gateway eni-1, which hides who it is',
  ],
  ['something else', { NetworkInterfaceId: 'eni-1', Description: 'x' }, 'interface eni-1 (x)'],
  ['nothing', {}, undefined],
])('an interface of %s', (_, found, behind) => {
  expect(behindOf(found)).toBe(behind);
});

describe('whose addresses are', () => {
  const of = (answer: () => unknown, address = '10.0.0.7') => {
    const { aws, asked } = answering({ DescribeNetworkInterfaces: answer });
    const [first] = seenEvidence.callers;
    const seen = { ...seenEvidence, callers: first ? [{ ...first, address }] : [] };
    return named(seen, bucket, () => aws).then(({ callers }) => ({
      behind: callers[0]?.behind,
      asked: asked.length,
    }));
  };
  const one = { Attachment: { InstanceId: 'i-1' }, PrivateIpAddresses: [{ PrivateIpAddress: '10.0.0.7' }] };
  test('named', async () =>
    expect(await of(() => ({ NetworkInterfaces: [one] }))).toEqual({ behind: 'instance i-1', asked: 1 }));
  test('two networks with one address name nobody', async () => {
    expect((await of(() => ({ NetworkInterfaces: [one, one] }))).behind).toBe('one of several interfaces');
  });
  test('public addresses are nobody of ours', async () => {
    expect(await of(() => ({}), '203.0.113.9')).toEqual({ behind: undefined, asked: 0 });
  });
  test('who may not look names nobody', async () => {
    const denied = () => {
      throw awsError('UnauthorizedOperation');
    };
    expect((await of(denied)).behind).toBeUndefined();
  });
});
