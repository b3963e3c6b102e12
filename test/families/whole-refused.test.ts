import { describe, expect, test } from 'vitest';
import { puttingWhole } from '../../src/families/whole-refused.ts';

/** What AWS says of a whole that it does not take is told in its words; all else is left to whoever explains errors. */

const named = {
  service: 'CloudFront',
  thing: 'distribution',
  id: 'E1',
  besides: ['InvalidIfMatchVersion', 'NoSuchDistribution'],
};
const answer = (name: string, httpStatusCode: number, message = 'Why it is so.') =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode } });
const failing = async (error: unknown): Promise<never> => {
  throw error;
};
const putting = (error: unknown) => puttingWhole(named, failing(error));

test('what is taken is answered', async () => {
  expect(await puttingWhole(named, Promise.resolve('taken'))).toBe('taken');
});

describe('a part that is not there any more', () => {
  test.each([
    ['InvalidViewerCertificate', 400],
    ['NoSuchCachePolicy', 404],
    ['NoSuchOrigin', 404],
    ['InconsistentQuantities', 400],
  ])('%s', async (name, status) => {
    const error = answer(name, status, 'The specified\n  certificate does not exist.');
    await expect(putting(error)).rejects.toMatchObject({
      code: 'whole-refused',
      retry: false,
      says: `CloudFront did not take the configuration of distribution E1 (${name}): "The specified certificate does not exist.".`,
      cause: error,
    });
  });
  test('in few words', async () => {
    await expect(putting(answer('InvalidArgument', 400, 'x'.repeat(5000)))).rejects.toMatchObject({
      says: expect.stringMatching(/^.{300,400}$/),
    });
  });
});

describe('what is not about the document is left as it is', () => {
  test.each([
    answer('PreconditionFailed', 412),
    answer('InvalidIfMatchVersion', 400),
    answer('NoSuchDistribution', 404),
    answer('AccessDenied', 403),
    answer('InvalidClientTokenId', 403),
    answer('ThrottlingException', 400),
    answer('TooManyDistributions', 400),
    answer('InternalError', 500),
    new Error('a socket'),
  ])('$name', async (error) => {
    await expect(putting(error)).rejects.toBe(error);
  });
});
