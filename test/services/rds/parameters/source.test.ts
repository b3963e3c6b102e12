import { describe, expect, test } from 'vitest';
import type { Impact } from '../../../../src/core/model/remediation.ts';
import { source } from '../../../../src/services/rds/parameters/source.ts';

const changing = (set: string, on: string, after: unknown, ...impact: readonly Impact[]) =>
  source({ set, on, before: null, after, impact });
const group = {
  family: 'postgres14',
  description: 'Made by Waxseal: demands TLS',
  createdFor: 'arn:aws:rds:eu-west-1:111122223333:db:orders',
  copyOf: null,
  parameters: {},
};

test('a parameter', () => {
  const change = changing('parameter', 'orders-group/rds.force_ssl', '1', 'breaks-plaintext');
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

test.each<readonly [string, readonly Impact[], string]>([
  ['a dynamic parameter in use', ['breaks-plaintext'], 'immediate'],
  ['a static one in use', ['breaks-plaintext', 'restarts'], 'pending-reboot'],
  ['one of a group that nobody uses yet', ['none'], 'pending-reboot'],
])('%s', (_name, impact, method) => {
  const { terraform } = changing('parameter', 'orders-group/rds.force_ssl', '1', ...impact) ?? {};
  expect(terraform).toContain(`apply_method = "${method}"`);
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
    const { cloudformation, cdk, terraform } =
      changing('parameterGroup', 'waxseal-orders', { ...group, parameters }, 'none') ?? {};
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
    apply_method = "pending-reboot"
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
