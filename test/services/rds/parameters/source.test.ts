import { describe, expect, test } from 'vitest';
import type { Impact } from '../../../../src/core/model/remediation.ts';
import { loadAccount, type AccountFile } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import { docdbCode, source, sourceIn } from '../../../../src/services/rds/parameters/source.ts';
import unit from '../../../../src/services/rds/remediations/rds-instance-force-tls.ts';
import resource from '../../../../src/services/rds/resources/aws-rds-dbinstance.ts';

const changing = (
  set: string,
  on: string,
  after: unknown,
  impact: Impact = 'none',
  inCode?: Readonly<Record<string, string>>,
) => source({ set, on, before: null, after, impact: [impact], ...(inCode && { inCode }) });
const group = {
  family: 'postgres14',
  description: 'Made by Waxseal: demands TLS',
  createdFor: 'arn:aws:rds:eu-west-1:111122223333:db:orders',
  copyOf: null,
  parameters: {},
};

test('a parameter', () => {
  const change = changing('parameter', 'orders-group/rds.force_ssl', '1', 'breaks-plaintext', {
    'rds.force_ssl': 'dynamic',
  });
  expect(change).toEqual({
    cloudformation: `# AWS::RDS::DBParameterGroup orders-group
Parameters:
  rds.force_ssl: "1"`,
    cdk: `// parameter group orders-group
parameterGroup.addParameter('rds.force_ssl', '1');`,
    terraform: `# aws_db_parameter_group orders-group
parameter {
  name         = "rds.force_ssl"
  value        = "1"
  apply_method = "immediate"
}`,
  });
});

test('a parameter of DocumentDB, whose construct of CDK adds none afterwards', () => {
  const change = { set: 'parameter', on: 'docs-group/tls', before: null, after: 'tls1.2+', impact: [] };
  expect(sourceIn(docdbCode)(change)).toMatchObject({
    cdk: "// parameter group docs-group\nparameters: { 'tls': 'tls1.2+' },",
    terraform: expect.stringContaining('# aws_docdb_cluster_parameter_group docs-group'),
  });
});

test.each([
  ['a dynamic one', { 'rds.force_ssl': 'dynamic' }, 'immediate'],
  ['a static one', { 'rds.force_ssl': 'static' }, 'pending-reboot'],
  ['one of a plan that does not say so', undefined, 'pending-reboot'],
])('%s', (_name, inCode, method) => {
  for (const impact of ['none', 'breaks-plaintext'] as const) {
    const { terraform } = changing('parameter', 'orders-group/rds.force_ssl', '1', impact, inCode) ?? {};
    expect(terraform).toContain(`apply_method = "${method}"`);
  }
});

describe('Terraform is told what RDS says of each parameter', () => {
  const methods = async (
    rds: NonNullable<AccountFile['rds']>,
    sharedGroup: 'ask' | 'copy' = 'ask',
  ): Promise<Readonly<Record<string, string>>> => {
    const host = startHost(loadAccount({ rds }));
    const location = { account: host.account, region: host.region, partition: host.partition };
    const aws = sandboxClouds(host).look(location);
    const target = await resource.resolve('orders', location, aws);
    if (!target) throw new Error('the account has no instance called orders');
    const state = await unit.read(target, aws);
    const verdict = state && unit.plan(state, target, { sharedGroup });
    if (verdict?.is !== 'non-compliant') throw new Error('the instance is compliant');
    const told = verdict.changes.map((change) => unit.source?.(change, target)?.terraform).join('\n');
    const blocks = told.matchAll(/name +?= "([^"]+)"\s+value .*\s+apply_method = "([^"]+)"/g);
    return Object.fromEntries([...blocks].map(([, name, method]) => [name, method]));
  };
  const orders = { DBInstanceIdentifier: 'orders', Engine: 'postgres' };

  test('a dynamic one of a new group: else Terraform would put it again and again', async () => {
    expect(await methods({ DBInstances: [orders] })).toEqual({ 'rds.force_ssl': 'immediate' });
  });

  test('a static one of a new group', async () => {
    expect(
      await methods({ DBInstances: [{ ...orders, Engine: 'sqlserver-ee', EngineVersion: '16.00' }] }),
    ).toEqual({
      'rds.force_ssl': 'pending-reboot',
    });
  });

  test('each of a copied group', async () => {
    const DBParameterGroups = [{ DBParameterGroupName: 'ours' }];
    const ours = {
      DBParameterGroupName: 'ours',
      DBParameterGroupFamily: 'postgres14',
      Parameters: [
        { ParameterName: 'rds.force_ssl', ParameterValue: '0' },
        { ParameterName: 'work_mem', ParameterValue: '4096' },
        { ParameterName: 'max_connections', ParameterValue: '200' },
      ],
    };
    const DBInstances = ['orders', 'stock'].map((name) => ({
      ...orders,
      DBInstanceIdentifier: name,
      EngineVersion: '14.12',
      DBParameterGroups,
    }));
    expect(await methods({ DBInstances, DBParameterGroups: [ours] }, 'copy')).toEqual({
      'rds.force_ssl': 'immediate',
      work_mem: 'immediate',
      max_connections: 'pending-reboot',
    });
  });
});

describe('a group', () => {
  test('for an instance that had the default one', () => {
    expect(changing('parameterGroup', 'waxseal-orders', group, 'none')).toEqual({
      cloudformation: `Type: AWS::RDS::DBParameterGroup
Properties:
  DBParameterGroupName: "waxseal-orders"
  Family: "postgres14"
  Description: "Made by Waxseal: demands TLS"`,
      cdk: `const parameterGroup = new rds.ParameterGroup(this, 'DemandsTls', {
  engine,
  name: 'waxseal-orders',
  description: 'Made by Waxseal: demands TLS',
  parameters: {  },
});`,
      terraform: `resource "aws_db_parameter_group" "demands_tls" {
  name        = "waxseal-orders"
  family      = "postgres14"
  description = "Made by Waxseal: demands TLS"
}`,
    });
  });

  test('with what was set in the one that it is a copy of', () => {
    const parameters = { work_mem: '4096', log_statement: 'all' };
    const inCode = { work_mem: 'dynamic', log_statement: 'static' };
    const { cloudformation, cdk, terraform } =
      changing('parameterGroup', 'waxseal-orders', { ...group, parameters }, 'none', inCode) ?? {};
    expect(cloudformation).toContain(`
  Description: "Made by Waxseal: demands TLS"
  Parameters:
    work_mem: "4096"
    log_statement: "all"`);
    expect(cdk).toContain("\n  parameters: { 'work_mem': '4096', 'log_statement': 'all' },\n");
    expect(terraform).toContain(`
  description = "Made by Waxseal: demands TLS"
  parameter {
    name         = "work_mem"
    value        = "4096"
    apply_method = "immediate"
  }
  parameter {
    name         = "log_statement"
    value        = "all"
    apply_method = "pending-reboot"
  }
}`);
  });
});

test('the group of the instance', () => {
  expect(changing('instanceGroup', 'arn:aws:rds:eu-west-1:111122223333:db:orders', 'waxseal-orders')).toEqual(
    {
      cloudformation: `# AWS::RDS::DBInstance arn:aws:rds:eu-west-1:111122223333:db:orders
DBParameterGroupName: "waxseal-orders"`,
      cdk: `// instance arn:aws:rds:eu-west-1:111122223333:db:orders
parameterGroup,`,
      terraform: `# aws_db_instance arn:aws:rds:eu-west-1:111122223333:db:orders
parameter_group_name = "waxseal-orders"`,
    },
  );
});

test.each([
  ['parameter', null],
  ['parameter', group],
  ['parameterGroup', null],
  ['parameterGroup', 'waxseal-orders'],
  ['instanceGroup', null],
  ['instanceGroup', group],
  ['somethingElse', '1'],
])('%s of %j has no place in code', (set, after) => {
  expect(changing(set, 'orders-group/rds.force_ssl', after, 'none')).toBeUndefined();
});
