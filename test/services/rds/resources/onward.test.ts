import { expect, test } from 'vitest';
import resource from '../../../../src/services/rds/resources/aws-rds-dbproxy.ts';
import { answering, location, refusal } from '../../../kit/answers.ts';

const named = {
  ...location,
  type: resource.type,
  id: 'orders',
  arn: 'arn:aws:rds:eu-west-1:111122223333:db-proxy:prx-1',
};
const arnOf = (resourceId: string) => `arn:aws:rds:eu-west-1:111122223333:${resourceId}`;

test('a proxy leads to each database behind it once, instances of a cluster as that cluster', async () => {
  const { read } = await answering(() => ({
    Targets: [
      { Type: 'RDS_INSTANCE', RdsResourceId: 'warehouse' },
      { Type: 'TRACKED_CLUSTER', RdsResourceId: 'orders' },
      {
        Type: 'RDS_INSTANCE',
        RdsResourceId: 'orders-1',
        TrackedClusterId: 'orders',
        TargetArn: arnOf('db:orders-1'),
      },
      { Type: 'RDS_INSTANCE', RdsResourceId: 'x', TargetArn: arnOf('db:crm') },
      { Type: 'RDS_SERVERLESS_ENDPOINT', RdsResourceId: 'later' },
      {},
    ],
  }));
  expect(await resource.onward?.(named, read)).toEqual(
    [arnOf('db:warehouse'), arnOf('cluster:orders'), arnOf('db:crm'), 'later'].map((to) => ({ to })),
  );
});

test('one that is gone leads nowhere; one that may not be asked is an error', async () => {
  const gone = await answering(() => {
    throw refusal('DBProxyNotFoundFault', 404);
  });
  expect(await resource.onward?.(named, gone.read)).toEqual([]);
  const denied = await answering(() => {
    throw refusal('AccessDenied', 403);
  });
  await expect(resource.onward?.(named, denied.read)).rejects.toThrow('AccessDenied');
});
