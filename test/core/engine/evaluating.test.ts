import { expect, test } from 'vitest';
import { reconcile } from '../../../src/core/engine/reconcile.ts';
import type { Evaluating } from '../../../src/core/model/ports.ts';
import { auto, enter } from '../../kit/deliveries.ts';

/** A look by answers that are a moment old: which of what it comes to is looked at again. */
const stage = async (mode: 'auto' | 'dry-run', tls: boolean) => {
  const policy = tls
    ? JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Deny',
            Principal: '*',
            Action: 's3:*',
            Resource: ['arn:aws:s3:::invoices', 'arn:aws:s3:::invoices/*'],
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          },
        ],
      })
    : undefined;
  const account = { s3: { Buckets: [{ Name: 'invoices', ...(policy && { Policy: policy }) }] } };
  const { host, ports, entryPoint } = enter({ account, policy: { ...auto, mode } });
  const unit = await entryPoint.catalog.remediation('s3-bucket-tls-only');
  const resource = await entryPoint.catalog.resource('AWS::S3::Bucket');
  const location = { account: host.account, region: host.region, partition: host.partition };
  const target = await resource.resolve('invoices', location, ports.clouds.look(location));
  if (!target) throw new Error('the bucket is there');
  let shared = 0;
  let own = 0;
  const look = ports.clouds.look.bind(ports.clouds);
  const counted = { ...ports.clouds, look: (at: typeof location) => ((own += 1), look(at)) };
  const evaluating = (isFresh: boolean): Evaluating => ({
    clouds: { ...ports.clouds, look: (at) => ((shared += 1), look(at)) },
    isFresh: () => isFresh,
  });
  const once = async (isFresh: boolean) => {
    [shared, own] = [0, 0];
    const job = { unit, resource, target, cause: { by: 'sweep' } } as const;
    const { is } = await reconcile(job, { ...ports, clouds: counted }, evaluating(isFresh));
    return { is, shared, looksAgain: own > 0 };
  };
  return { once };
};

test('what is reported is not looked at again', async () => {
  const { once } = await stage('dry-run', false);
  expect(await once(false)).toEqual({ is: 'reported', shared: 1, looksAgain: false });
});

test('what is found good by old answers is; by answers of its own it is not', async () => {
  const { once } = await stage('dry-run', true);
  expect(await once(false)).toEqual({ is: 'compliant', shared: 1, looksAgain: true });
  expect(await once(true)).toEqual({ is: 'compliant', shared: 1, looksAgain: false });
});

test('what is written is, and once we have written there, all looks are fresh from the start', async () => {
  const { once } = await stage('auto', false);
  expect(await once(false)).toMatchObject({ is: 'remediated', shared: 1, looksAgain: true });
  expect(await once(false)).toMatchObject({ is: 'compliant', shared: 0, looksAgain: true });
});
