import { describe, expect, test } from 'vitest';
import { deploymentsOf, isUnderWay } from '../../../../src/services/rds/facts/blue-green.ts';

const arn = 'arn:aws:rds:eu-west-1:111122223333:db:orders';
const other = `${arn}-green-a1b2c3`;

describe('what an instance takes part in', () => {
  test.each([
    ['nothing', [], []],
    ['another’s', [{ Source: other, Target: `${other}2`, Status: 'AVAILABLE' }], []],
    ['one without members', [{ Status: 'AVAILABLE' }], []],
    [
      'production',
      [{ Source: arn, Status: 'AVAILABLE' }],
      [{ name: '(no name)', side: 'blue', status: 'AVAILABLE' }],
    ],
    [
      'its replacement, known by id',
      [{ BlueGreenDeploymentIdentifier: 'bgd-1', Source: other, Target: arn.toUpperCase() }],
      [{ name: 'bgd-1', side: 'green', status: '' }],
    ],
    [
      'what is over',
      [
        { Source: arn, Status: 'SWITCHOVER_COMPLETED' },
        { Target: arn, Status: 'DELETING' },
      ],
      [],
    ],
  ])('%s', (_, deployments, expected) => {
    expect(deploymentsOf(arn, deployments)).toEqual(expected);
  });
  test('several, in the order of their names', () => {
    const of = (BlueGreenDeploymentName: string) => ({
      BlueGreenDeploymentName,
      Source: arn,
      Status: 'AVAILABLE',
    });
    expect(deploymentsOf(arn, [of('b'), of('a')]).map(({ name }) => name)).toEqual(['a', 'b']);
  });
});

test.each([
  ['PROVISIONING', true],
  ['SWITCHOVER_IN_PROGRESS', true],
  ['AVAILABLE', false],
  ['', false],
])('%s passes by itself: %s', (status, expected) => {
  expect(isUnderWay({ name: 'a', side: 'blue', status })).toBe(expected);
});
