import { expect, test } from 'vitest';
import resource from '../../../../src/services/cloudtrail/resources/aws--account.ts';
import { answering, location } from '../../../kit/answers.ts';

const account = {
  ...location,
  type: 'AWS::::Account',
  id: '111122223333',
  arn: 'arn:aws:iam::111122223333:root',
};

const nothing = async () => {
  const { read, asked } = await answering(() => ({}));
  return { read, asked };
};

test('the account is the only one of its kind, and nobody is asked', async () => {
  const { read, asked } = await nothing();
  const found: unknown[] = [];
  for await (const target of resource.list(location, read)) found.push(target);
  expect(found).toEqual([account]);
  expect(await resource.tags(account, read)).toEqual({});
  expect(asked).toEqual([]);
});

test.each(['111122223333', 'arn:aws:iam::111122223333:root'])('%s is it', async (called) => {
  const { read } = await nothing();
  expect(await resource.resolve(called, location, read)).toEqual(account);
});

test.each([
  '444455556666',
  'arn:aws:iam::444455556666:root',
  'arn:aws-cn:iam::111122223333:root',
  'arn:aws:iam::111122223333:user/root',
  'arn:aws:sts::111122223333:root',
  '',
])('"%s" is not', async (called) => {
  const { read } = await nothing();
  expect(await resource.resolve(called, location, read)).toBeUndefined();
});

test('an ARN tells it', () => {
  expect(resource.idOf('arn:aws:iam::111122223333:root')).toBe('111122223333');
  expect(resource.idOf('arn:aws:iam::111122223333:role/root')).toBeUndefined();
  expect(resource.idOf('arn:aws:sts::111122223333:root')).toBeUndefined();
  expect(resource.root(account)).toBe(account.arn);
});
