import { expect, test } from 'vitest';
import { deliver } from '../../src/entry-points/deliver.ts';
import type { AccountFile } from '../../src/sandbox/account.ts';
import { auto, enter, eventAbout, managed } from '../kit/deliveries.ts';

const type = 'AWS::Redshift::ClusterParameterGroup';
const cluster = (ClusterIdentifier: string, group: string) => ({
  ClusterIdentifier,
  ClusterParameterGroups: [{ ParameterGroupName: group }],
});
const redshift: AccountFile = {
  redshift: {
    Clusters: [cluster('sales', 'shared'), cluster('bills', 'other'), cluster('stock', 'shared')],
    ParameterGroups: [
      { ParameterGroupName: 'shared' },
      { ParameterGroupName: 'other' },
      { ParameterGroupName: 'unused' },
    ],
  },
};
const describeRule: typeof managed = async (rule) => {
  const described = await managed(rule);
  return described && { ...described, sourceIdentifier: 'REDSHIFT_REQUIRE_TLS_SSL' };
};
const sent = async (resourceType: string, resourceId: string, account = redshift) => {
  const { entryPoint } = enter({ account, describeRule, policy: { ...auto, mode: 'dry-run' } });
  const event = eventAbout(resourceId).replaceAll('AWS::S3::Bucket', resourceType);
  return (await deliver(event, entryPoint)).map((one) =>
    one.is === 'looked' ? `${one.target.id} ${one.outcome.is}` : one.is === 'dropped' ? one.says : one.is,
  );
};

test('a rule that reports a parameter group makes Waxseal look at all clusters that have it', async () => {
  expect(await sent(type, 'shared')).toEqual(['sales reported', 'stock reported']);
  expect(await sent(type, 'Other')).toEqual(['bills reported']);
});

test('a group that no cluster has, and another type, are said to be dropped', async () => {
  expect(await sent(type, 'unused')).toEqual([
    `No AWS::Redshift::Cluster uses what is named, a resource of type ${type}.`,
  ]);
  expect(await sent('AWS::Redshift::ClusterSnapshot', 'shared')).toEqual([
    'redshift-cluster-require-tls does not concern a resource of type AWS::Redshift::ClusterSnapshot.',
  ]);
});

test('by its ARN, of the same account and Region alone', async () => {
  const { through = [] } = (await import('../../src/services/redshift/resources/aws-redshift-cluster.ts'))
    .default;
  const { ports } = enter({ account: redshift });
  const place = { account: '111122223333', region: 'eu-west-1', partition: 'aws' };
  const usersOf = async (id: string) =>
    (await through[0]?.users(id, place, ports.clouds.look(place)))?.map((target) => target.id);
  expect(await usersOf('arn:aws:redshift:eu-west-1:111122223333:parametergroup:shared')).toEqual([
    'sales',
    'stock',
  ]);
  expect(await usersOf('arn:aws:redshift:eu-west-2:111122223333:parametergroup:shared')).toBeUndefined();
  expect(await usersOf('arn:aws:redshift:eu-west-1:111122223333:cluster:shared')).toBeUndefined();
});
