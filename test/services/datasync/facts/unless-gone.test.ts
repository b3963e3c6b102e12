import { expect, test } from 'vitest';
import { unlessGone } from '../../../../src/services/datasync/facts/unless-gone.ts';

const refused = (message: string): Error =>
  Object.assign(new Error(message), { name: 'InvalidRequestException' });

test('what is not found is gone', async () => {
  await expect(unlessGone(Promise.reject(refused('Location loc-1 is not found.')))).resolves.toBeUndefined();
});
test.for([refused('Invalid location type.'), new Error('not found')])('%s is thrown on', async (error) => {
  const asking = async () => {
    throw error;
  };
  await expect(unlessGone(asking())).rejects.toThrow(error.message);
});
