import { expect, test } from 'vitest';
import { configCompliance } from '../../src/adapters/config-compliance.ts';
import { parsePolicy } from '../../src/adapters/policy-file.ts';
import { lookAtPlace } from '../../src/entrances/sweep-place.ts';
import { enter } from './deliveries.ts';

/** Databases that share one group, all of which AWS Config says do not comply. */
const names = ['orders', 'bills', 'tills', 'stock'];
const ids = names.map((_, index) => `db-1C168ADB00D208E42F9331452${index}`);
const account = {
  rds: {
    DBInstances: names.map((DBInstanceIdentifier, index) => ({
      DBInstanceIdentifier,
      DbiResourceId: ids[index],
      Engine: 'postgres',
      EngineVersion: '14.12',
      DBParameterGroups: [{ DBParameterGroupName: 'shared', ParameterApplyStatus: 'in-sync' }],
    })),
    DBParameterGroups: [{ DBParameterGroupName: 'shared', DBParameterGroupFamily: 'postgres14' }],
  },
  config: {
    ConfigRules: [
      {
        ConfigRuleName: 'tls',
        ConfigRuleArn: 'arn:aws:config:eu-west-1:111122223333:config-rule/tls',
        Source: { Owner: 'AWS' as const, SourceIdentifier: 'RDS_REQUIRE_TLS' },
      },
    ],
    Evaluations: ids.map((ResourceId) => ({
      ConfigRuleName: 'tls',
      ResourceType: 'AWS::RDS::DBInstance',
      ResourceId,
      ComplianceType: 'NON_COMPLIANT' as const,
    })),
  },
};
const text = (mode: string): string => `
version: 1
mode: ${mode}
optIns:
  - impacts: [breaks-plaintext, restarts]
    owner: team
    reason: ready
    since: 2020-01-01
events:
  aliases:
    tls: [rds-instance-force-tls]
`;

const swept = async (mode: string) => {
  const { host, ports, entrance } = enter({ account, policy: parsePolicy(text(mode), 'test') });
  const place = { account: host.account, region: host.region, partition: host.partition };
  const part = { waxseal: 'sweep/v1' as const, place, started: ports.now().toISOString(), open: [], turn: 1 };
  const compliance = configCompliance(ports.clouds);
  const { outcomes, missed } = await lookAtPlace(part, { catalog: entrance.catalog, ports, compliance });
  const calls = host.calls().filter(({ operation }) => operation.startsWith('rds:'));
  const inputs = calls.map(({ operation, input }) => `${operation} ${JSON.stringify(input)}`);
  return { outcomes: outcomes.map(({ is }) => is), missed, inputs, calls };
};

test('looks that come to nothing list once what they all ask for', async () => {
  const { outcomes, missed, inputs } = await swept('dry-run');
  expect(missed).toEqual([]);
  expect(outcomes).toEqual(names.map(() => 'reported'));
  const shared = inputs.filter((call) => !ids.some((id) => call.includes(id)));
  expect(shared.length).toBeGreaterThan(3);
  expect(new Set(shared).size).toBe(shared.length);
});

test('whoever writes has looked for itself: nothing is put by what a neighbour saw', async () => {
  const { outcomes, missed, calls } = await swept('auto');
  expect(missed).toEqual([]);
  const puts = calls.filter(({ operation }) => operation === 'rds:ModifyDBParameterGroup');
  expect(puts.length).toBeLessThanOrEqual(1);
  expect(outcomes).not.toContain('failed');
  // Before each put, what it is about was read after the last look that was shared.
  for (const put of puts) {
    const before = calls.slice(0, calls.indexOf(put)).map(({ operation }) => operation);
    expect(before.filter((operation) => operation === 'rds:DescribeDBParameters').length).toBeGreaterThan(1);
  }
});
