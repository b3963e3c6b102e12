import { expect, test } from 'vitest';
import { configCompliance } from '../../src/adapters/aws/config-compliance.ts';
import { parsePolicy } from '../../src/adapters/policy/file.ts';
import { lookAtLocation } from '../../src/entry-points/sweep-location.ts';
import { enter } from '../kit/deliveries.ts';

/** Databases, all of which AWS Config says do not comply: with one group for all, or one for each. */
const names = ['orders', 'bills', 'tills', 'stock'];
const ids = names.map((_, index) => `db-1C168ADB00D208E42F9331452${index}`);
const accountWith = (groupOf: (name: string) => string) => ({
  rds: {
    DBInstances: names.map((DBInstanceIdentifier, index) => ({
      DBInstanceIdentifier,
      DbiResourceId: ids[index],
      Engine: 'postgres',
      EngineVersion: '14.12',
      DBParameterGroups: [
        { DBParameterGroupName: groupOf(DBInstanceIdentifier), ParameterApplyStatus: 'in-sync' },
      ],
    })),
    DBParameterGroups: [...new Set(names.map(groupOf))].map((DBParameterGroupName) => ({
      DBParameterGroupName,
      DBParameterGroupFamily: 'postgres14',
    })),
  },
  config: {
    ConfigRules: [
      {
        ConfigRuleName: 'tls',
        ConfigRuleArn: 'arn:aws:config:eu-west-1:111122223333:config-rule/tls',
        Source: { Owner: 'AWS' as const, SourceIdentifier: 'RDS_POSTGRES_INSTANCE_ENCRYPTED_IN_TRANSIT' },
      },
    ],
    Evaluations: ids.map((ResourceId) => ({
      ConfigRuleName: 'tls',
      ResourceType: 'AWS::RDS::DBInstance',
      ResourceId,
      ComplianceType: 'NON_COMPLIANT' as const,
    })),
  },
});
const text = (mode: string): string => `
version: 1
mode: ${mode}
optIns:
  - impacts: [breaks-plaintext, restarts]
    owner: team
    reason: ready
    since: 2020-01-01
`;

const swept = async (mode: string, groupOf: (name: string) => string) => {
  const account = accountWith(groupOf);
  const { host, ports, entryPoint } = enter({ account, policy: parsePolicy(text(mode), 'test') });
  const location = { account: host.account, region: host.region, partition: host.partition };
  const part = {
    waxseal: 'sweep/v1' as const,
    location,
    started: ports.now().toISOString(),
    open: [],
    turn: 1,
  };
  const compliance = configCompliance(ports.clouds);
  const { outcomes, missed } = await lookAtLocation(part, { catalog: entryPoint.catalog, ports, compliance });
  const calls = host.calls().map(({ operation }) => operation);
  const count = (operation: string): number => calls.filter((call) => call === `rds:${operation}`).length;
  // Other remediations of instances find nothing to do.
  const found = outcomes.map(({ is }) => is).filter((is) => is !== 'compliant' && is !== 'not-applicable');
  return { outcomes: found, missed, count };
};

test('looks that come to nothing list once what they all ask for', async () => {
  const { outcomes, missed, count } = await swept('dry-run', () => 'shared');
  expect(missed).toEqual([]);
  expect(outcomes).toEqual(names.map(() => 'reported'));
  expect(count('DescribeDBProxies')).toBe(1);
  expect(count('ListTagsForResource')).toBe(1);
});

test('whoever writes has looked for itself: nothing is put by what a neighbour saw', async () => {
  const { outcomes, missed, count } = await swept('auto', (name) => `${name}-group`);
  expect(missed).toEqual([]);
  expect(outcomes).toEqual(names.map(() => 'settling'));
  expect(count('ModifyDBParameterGroup')).toBe(names.length);
  // The first saw nothing old; each of the others looked again.
  expect(count('DescribeDBProxies')).toBeGreaterThanOrEqual(names.length);
});
