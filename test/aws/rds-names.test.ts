import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultGroupOf, instanceNameOf, isDefaultGroup, ownGroupName } from '../../src/aws/rds-names.ts';

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

test('an instance is named at the end of its ARN', () => {
  expect(instanceNameOf(arn('orders'))).toBe('orders');
  expect(instanceNameOf('arn:aws:rds:eu-west-1:111122223333:og:orders')).toBeUndefined();
});
