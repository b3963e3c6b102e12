import { describe, expect, test } from 'vitest';
import { allReadings, type Reading, readingBeside } from '../../src/cli/runtime/beside.ts';
import type { Aws } from '../../src/core/model/remediation.ts';
import type { Resource } from '../../src/core/model/resource.ts';
import type { Target } from '../../src/core/model/target.ts';

const aws: Aws = {
  use: () => {
    throw new Error('Nothing is asked here.');
  },
};
const target: Target = {
  type: 'AWS::X::Y',
  id: 'a',
  arn: 'arn:aws:x:eu-west-1:111122223333:y/a',
  account: '111122223333',
  region: 'eu-west-1',
  partition: 'aws',
};
const resource = (more: Partial<Resource> = {}): Resource => ({
  type: 'AWS::X::Y',
  permissions: [],
  idOf: () => undefined,
  resolve: async () => undefined,
  async *list() {},
  root: ({ arn }) => arn,
  tags: async () => ({}),
  onward: async () => [{ to: 'b', port: 443 }],
  certificates: async () => [{ id: 'c', name: 'c', kind: 'k', renews: 'yes', why: '' }],
  ...more,
});

const explain = () => ({ code: 'access-denied', says: 'AWS refused.', todo: '', retry: false });
const reading = (readings: readonly Reading[] = allReadings) => readingBeside(readings, explain);

describe('what is read besides findings', () => {
  test('each resource once, whichever remediations met it', async () => {
    const { stops, holders, meet } = reading();
    await Promise.all([
      meet({ resource: resource(), target }, aws),
      meet({ resource: resource(), target }, aws),
    ]);
    expect(stops).toMatchObject([{ root: target.arn, onward: [{ to: 'b' }] }]);
    expect(holders).toMatchObject([{ target, certificates: [{ id: 'c' }] }]);
  });

  test.each([
    ['account', { account: '444455556666' }],
    ['Region', { region: 'us-east-1' }],
    ['type', { type: 'AWS::X::Z' }],
    ['ARN', { arn: `${target.arn}2` }],
  ])('another %s is another resource', async (_what, more) => {
    const { stops, holders, meet } = reading();
    for (const one of [target, { ...target, ...more }])
      await meet({ resource: resource(), target: one }, aws);
    expect([stops.length, holders.length]).toEqual([2, 2]);
  });

  test('only what is wanted', async () => {
    const ways = reading(['ways on']);
    await ways.meet({ resource: resource(), target }, aws);
    expect([ways.stops.length, ways.holders.length]).toEqual([1, 0]);
    const certificates = reading(['certificates']);
    await certificates.meet({ resource: resource(), target }, aws);
    expect([certificates.stops.length, certificates.holders.length]).toEqual([0, 1]);
  });

  test('what has no certificates of its own holds none', async () => {
    const plain = resource();
    Reflect.deleteProperty(plain, 'certificates');
    const { holders, meet } = reading();
    await meet({ resource: plain, target }, aws);
    expect(holders).toEqual([]);
  });

  test('what cannot be read is told of that alone, and is not none', async () => {
    const refused = async () => {
      throw new Error('AccessDenied');
    };
    const { stops, holders, meet } = reading();
    await meet({ resource: resource({ certificates: refused }), target }, aws);
    expect(holders).toEqual([{ target, certificates: [], unread: 'AWS refused.' }]);
    expect(stops).toMatchObject([{ onward: [{ to: 'b' }] }]);
    expect(stops[0]).not.toHaveProperty('unread');
    const other = reading();
    await other.meet({ resource: resource({ onward: refused }), target }, aws);
    expect(other.stops).toMatchObject([{ onward: [], unread: 'AWS refused.' }]);
  });
});
