import { describe, expect, test } from 'vitest';
import { unitsOf } from '../../infra/units.ts';
import { catalog } from '../../src/services/index.ts';
import {
  flat,
  list,
  ofType,
  statementsIn,
  synthesise,
  templateNames,
  type Statement,
  type Synthesised,
  type Template,
} from '../kit/infra/synthesised.ts';

/** Services are told in the account of the resource, by one small role, and only where the settings say so. */
const units = await unitsOf(catalog);
const deployments = {
  both: synthesise(units, { mode: 'write', notify: ['security-hub', 'reevaluate'] }),
  'security-hub': synthesise(units, { mode: 'write', notify: ['events', 'security-hub'] }),
  reevaluate: synthesise(units, { mode: 'write', notify: ['reevaluate'] }),
  neither: synthesise(units, { mode: 'write', notify: ['events', 'digest'] }),
  'dry-run': synthesise(units, { mode: 'dry-run', notify: ['security-hub', 'reevaluate'] }),
};

const securityHub = ['securityhub:BatchUpdateFindings', 'securityhub:GetFindings'];
const config = ['config:DescribeConfigRules', 'config:StartConfigRulesEvaluation'];
const told: Readonly<Record<keyof typeof deployments, readonly string[]>> = {
  both: [...config, ...securityHub],
  'security-hub': securityHub,
  reevaluate: config,
  neither: [],
  'dry-run': [],
};
const writes = new Set(['securityhub:BatchUpdateFindings', 'config:StartConfigRulesEvaluation']);

const roleOf = (template: Template): Readonly<Record<string, unknown>> | undefined =>
  ofType(template, 'AWS::IAM::Role').find(([, { RoleName }]) => flat(RoleName) === 'waxseal-notify')?.[1];
const statementsOf = (template: Template): readonly Statement[] =>
  statementsIn(roleOf(template)?.['Policies']).map(([, statement]) => statement);
const allowedIn = (template: Template): readonly string[] =>
  statementsOf(template)
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action }) => list(Action))
    .toSorted();

const withRoles = ['waxseal', 'waxseal-spoke-global'] as const;
const operators = ['waxseal', 'waxseal-hub'] as const;

/** Where the templates and what is to be told differ. */
const differences = (
  { templates }: Pick<Synthesised, 'templates'>,
  wanted: readonly string[],
  /** Of the spoke that may write, which is a template of its own, whatever the hub's mode. */
  inSpoke = wanted,
) => {
  const on = wanted.length > 0;
  const variables = {
    WAXSEAL_NOTIFY_ROLE: on,
    WAXSEAL_SECURITY_HUB: wanted.includes('securityhub:GetFindings'),
    WAXSEAL_REEVALUATE: wanted.includes('config:DescribeConfigRules'),
  };
  return [
    ...withRoles.flatMap((name) =>
      JSON.stringify(allowedIn(templates[name])) === JSON.stringify(name === 'waxseal' ? wanted : inSpoke)
        ? []
        : [`role in ${name}`],
    ),
    ...operators.flatMap((name) =>
      ofType(templates[name], 'AWS::Lambda::Function')
        // It never writes, so it has nothing to tell of.
        .filter(([, { FunctionName }]) => flat(FunctionName) !== 'waxseal-evaluate')
        .flatMap(([id, { Environment }]) =>
          Object.entries(variables)
            .filter(([variable, is]) => JSON.stringify(Environment).includes(`"${variable}"`) !== is)
            .map(([variable]) => `${variable} of ${id} in ${name}`),
        ),
    ),
    ...operators.flatMap((name) => {
      const taking = statementsIn(templates[name]).filter(
        ([, { Action, Resource }]) =>
          list(Action).includes('sts:AssumeRole') &&
          list<unknown>(Resource).map(flat).join(' ').includes(':role/waxseal-notify'),
      );
      return taking.length > 0 === on ? [] : [`taking the role in ${name}`];
    }),
  ];
};

describe.each(['both', 'security-hub', 'reevaluate', 'neither', 'dry-run'] as const)('%s', (name) => {
  test('the role, the variables and the right to take it are where they should be', () => {
    const inSpoke = told[name === 'dry-run' ? 'both' : name];
    expect(differences(deployments[name], told[name], inSpoke)).toEqual([]);
  });

  test('nobody else may tell: not the functions, not the read role, not in a spoke that only reads', () => {
    const elsewhere = templateNames.flatMap((template) =>
      statementsIn(deployments[name].templates[template])
        .filter(
          ([at, { Action }]) => list(Action).some((one) => writes.has(one)) && !at.includes('NotifyRole'),
        )
        .map(([at]) => `${template} ${at}`),
    );
    expect(elsewhere).toEqual([]);
    expect(roleOf(deployments[name].templates['waxseal-spoke-global-dry-run'])).toBeUndefined();
    expect(roleOf(deployments[name].templates['waxseal-hub'])).toBeUndefined();
  });
});

test.each([
  ['waxseal-spoke-global', '"securityhub:GetFindings"', '"securityhub:UpdateFindings"'],
  ['waxseal', '"config:StartConfigRulesEvaluation"', '"config:DeleteConfigRule"'],
  ['waxseal', '"WAXSEAL_NOTIFY_ROLE"', '"WAXSEAL_NOTIFIED_ROLE"'],
  ['waxseal-hub', ':role/waxseal-notify"', ':role/waxseal-notified"'],
] as const)('%s: %s made %s by hand is seen', (name, from, to) => {
  const { templates } = deployments.both;
  const text = JSON.stringify(templates[name]);
  expect(text).toContain(from);
  const changed: Template = JSON.parse(text.replaceAll(from, to));
  expect(differences({ templates: { ...templates, [name]: changed } }, told.both)).not.toEqual([]);
});

describe.each(withRoles)('%s: the role', (name) => {
  const template = deployments.both.templates[name];

  test('is taken by the hub’s functions only, with the external id', () => {
    const trust = statementsIn(roleOf(template)?.['AssumeRolePolicyDocument']).map(
      ([, statement]) => statement,
    );
    expect(trust).toHaveLength(1);
    expect(trust[0]?.Condition?.['StringEquals']).toHaveProperty('sts:ExternalId');
    const who = list<unknown>(trust[0]?.Condition?.['ArnEquals']?.['aws:PrincipalArn']).map(flat);
    expect(who.map((arn) => arn.split('/').at(-1))).toContain('waxseal-remediate');
    expect(who.every((arn) => /:role\/waxseal-[a-z-]+$/.test(arn))).toBe(true);
  });

  test('resolves findings and cannot hide or reopen one', () => {
    const denied = statementsOf(template).filter(({ Effect }) => Effect === 'Deny');
    expect(denied.map(({ Action, Condition }) => [Action, Condition])).toEqual([
      [
        'securityhub:BatchUpdateFindings',
        {
          StringEquals: { 'securityhub:ASFFSyntaxPath/Workflow.Status': ['NEW', 'NOTIFIED', 'SUPPRESSED'] },
        },
      ],
    ]);
  });

  test('reaches rules and the hub of its own account, in every Region', () => {
    const reached = statementsOf(template).flatMap(({ Resource }) => list<unknown>(Resource).map(flat));
    expect([...new Set(reached)].toSorted()).toEqual([
      '*',
      'arn:<AWS::Partition>:config:*:<AWS::AccountId>:config-rule/*',
      'arn:<AWS::Partition>:securityhub:*:<AWS::AccountId>:hub/default',
    ]);
  });
});
