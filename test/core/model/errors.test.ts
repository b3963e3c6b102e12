import { expect, test } from 'vitest';
import { WaxsealError } from '../../../src/core/model/errors.ts';

test('an error says what is wrong and what to do, also where only its message is shown', () => {
  const cause = new Error('socket hang up');
  const error = new WaxsealError({ code: 'x-y', says: 'It is off.', todo: 'Turn it on.' }, { cause });
  expect(error).toMatchObject({
    name: 'WaxsealError',
    message: 'It is off. Turn it on.',
    code: 'x-y',
    says: 'It is off.',
    todo: 'Turn it on.',
    retry: false,
    cause,
  });
  expect(new WaxsealError({ code: 'x', says: 'x', todo: 'x', retry: true }).retry).toBe(true);
});
