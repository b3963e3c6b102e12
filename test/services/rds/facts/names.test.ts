import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  defaultGroupOf,
  instanceNameOf,
  isDefaultGroup,
  ownGroupName,
} from '../../../../src/services/rds/facts/names.ts';

const arn = (name: string): string => `arn:aws:rds:eu-west-1:111122223333:db:${name}`;
/** As RDS documents instance identifiers. */
const identifier = fc.stringMatching(/^[a-z](-?[a-z0-9]){0,30}$/);

test('a group of its own has a name that RDS takes, the same each time', () =>
  fc.assert(
    fc.property(
      identifier,
      fc.constantFrom('postgres14', 'mysql8.0', 'sqlserver-se-15.0'),
      (name, family) => {
        const group = ownGroupName(arn(name), family);
        expect(group).toMatch(/^[a-z](-?[a-z0-9])*$/);
        expect(group.length).toBeLessThanOrEqual(255);
        expect(ownGroupName(arn(name), family)).toBe(group);
        expect(group).toContain(`waxseal-${name}-`);
      },
    ),
  ));

test('another instance, Region or family has another group', () => {
  const elsewhere = arn('orders').replace('eu-west-1', 'eu-west-2');
  const groups = [
    ownGroupName(arn('orders'), 'postgres14'),
    ownGroupName(arn('orders'), 'postgres15'),
    ownGroupName(arn('stock'), 'postgres14'),
    ownGroupName(elsewhere, 'postgres14'),
  ];
  expect(new Set(groups).size).toBe(4);
});

test('default groups belong to AWS', () => {
  expect(isDefaultGroup(defaultGroupOf('postgres14'))).toBe(true);
  expect(isDefaultGroup('defaults-of-ours')).toBe(false);
});

test('the name stays what it was, else groups that are there would not be found again', () => {
  expect(ownGroupName(arn('orders'), 'postgres14')).toBe('waxseal-orders-f11a35cb');
  // RDS answers names in lower case, whatever was asked for.
  expect(ownGroupName(arn('Orders'), 'postgres14')).toMatch(/^waxseal-orders-[0-9a-f]{8}$/);
  expect(ownGroupName(arn('orders').replace(':db:', ':cluster:'), 'postgres14')).toBe(
    'waxseal-cluster-orders-db66df88',
  );
});

describe('an instance is named at the end of its ARN', () => {
  test.each([
    [arn('orders'), 'orders'],
    [arn('orders').replace('arn:aws:', 'arn:aws-us-gov:'), 'orders'],
    [arn('orders').replace(':db:', ':og:'), undefined],
    [arn('orders').replace(':rds:', ':docdb:'), undefined],
    [arn(''), undefined],
    [arn('orders:1'), undefined],
    ['orders', undefined],
    ['', undefined],
  ])('%s', (text, name) => {
    expect(instanceNameOf(text)).toBe(name);
  });
});
