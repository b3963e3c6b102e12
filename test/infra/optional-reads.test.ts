import { describe, expect, test } from 'vitest';
import { settingsFrom } from '../../infra/settings.ts';
import { unitsOf } from '../../infra/units.ts';
import { optionalReads } from '../../src/adapters/aws/optional-reads.ts';
import { cloudsOf } from '../../src/adapters/aws/clients.ts';
import { catalog } from '../../src/services/index.ts';
import {
  flat,
  list,
  ofType,
  rolesOf,
  statementsIn,
  synthesise,
  type Statement,
  type Synthesised,
  type Template,
  type TemplateName,
} from '../kit/infra/synthesised.ts';

/** What is read besides: the variable, the permission and the location where each belongs, and none where it does not. */
const units = await unitsOf(catalog);
const managementRole = 'arn:aws:iam::999999999999:role/waxseal-read';
const without = synthesise(units, { mode: 'write' });
const own = synthesise(units, { mode: 'write', trail: true, organization: 'own' });
const assuming = synthesise(units, { mode: 'dry-run', organization: managementRole });

const lookup = 'cloudtrail:LookupEvents';
const organization = ['organizations:DescribeOrganizationalUnit', 'organizations:ListParents'];
const operators = ['waxseal', 'waxseal-hub'] as const;
const withReadRole = ['waxseal', 'waxseal-spoke-global', 'waxseal-spoke-global-dry-run'] as const;

const actionsOf = (statements: readonly Statement[]): readonly string[] => [
  ...new Set(statements.flatMap(({ Action }) => list(Action))),
];
const grantedTo = (template: Template, name: string): readonly Statement[] =>
  rolesOf(template).get(name) ?? [];
const functionRoles = (template: Template): readonly string[] =>
  ofType(template, 'AWS::Lambda::Function').map(([, { FunctionName }]) => flat(FunctionName));
const environments = (template: Template): readonly Readonly<Record<string, unknown>>[] =>
  ofType(template, 'AWS::Lambda::Function').map(([, { Environment }]) =>
    JSON.parse(JSON.stringify(Reflect.get(Object(Environment), 'Variables'))),
  );

/** Where a deployment and its settings differ about CloudTrail. */
const trailDifferences = (
  { templates }: Pick<Synthesised, 'templates'>,
  wanted: boolean,
): readonly string[] => [
  // Also without the setting: `aws-api-endpoint` needs it.
  ...withReadRole.flatMap((name) =>
    actionsOf(grantedTo(templates[name], 'waxseal-read')).includes(lookup)
      ? []
      : [`${name}: ${lookup} is missing`],
  ),
  ...operators.flatMap((name) =>
    environments(templates[name]).flatMap(({ WAXSEAL_TRAIL: value }) =>
      (value === 'on') === wanted ? [] : [`${name}: WAXSEAL_TRAIL is ${String(value)}`],
    ),
  ),
];

describe('CloudTrail is asked with the read role of each account', () => {
  test('switched on, or not at all', () => {
    expect(trailDifferences(own, true)).toEqual([]);
    expect(trailDifferences(without, false)).toEqual([]);
  });

  test('nobody else may', () => {
    const elsewhere = Object.entries(own.templates).flatMap(([name, template]) =>
      statementsIn(template)
        .filter(([at, { Action }]) => list(Action).includes(lookup) && !at.includes('ReadPolicy'))
        .map(([at]) => `${name} ${at}`),
    );
    expect(elsewhere).toEqual([]);
  });

  test.each<[TemplateName, string, string]>([
    ['waxseal', `"${lookup}"`, '"cloudtrail:ListTrails"'],
    ['waxseal-spoke-global', `"${lookup}"`, '"cloudtrail:ListTrails"'],
    ['waxseal-spoke-global-dry-run', `"${lookup}"`, '"cloudtrail:ListTrails"'],
    ['waxseal-hub', '"WAXSEAL_TRAIL":"on"', '"WAXSEAL_TRAIL":"off"'],
  ])('%s: %s made "%s" by hand is seen', (name, from, to) => {
    const text = JSON.stringify(own.templates[name]);
    expect(text).toContain(from);
    const changed: Template = JSON.parse(text.replaceAll(from, to));
    expect(trailDifferences({ templates: { ...own.templates, [name]: changed } }, true)).not.toEqual([]);
  });
});

describe.each(operators)('%s: AWS Organizations', (name) => {
  const granted = (template: Template) =>
    functionRoles(template).map((role) =>
      actionsOf(grantedTo(template, role)).filter((action) => action.startsWith('organizations:')),
    );

  test('is not asked unless the settings say so', () => {
    for (const actions of granted(without.templates[name])) expect(actions).toEqual([]);
    expect(JSON.stringify(without.templates[name])).not.toContain('WAXSEAL_ORGANIZATION');
  });

  test('own: every function that decides may ask, and nothing more', () => {
    for (const actions of granted(own.templates[name])) expect(actions).toEqual(organization);
    for (const variables of environments(own.templates[name]))
      expect(variables).toMatchObject({ WAXSEAL_ORGANIZATION: 'own' });
  });

  test('a role: every function may take exactly that one, in the hub only of its organization', () => {
    const template = assuming.templates[name];
    for (const variables of environments(template))
      expect(variables).toMatchObject({ WAXSEAL_ORGANIZATION: managementRole });
    for (const actions of granted(template)) expect(actions).toEqual([]);
    for (const role of functionRoles(template)) {
      const taking = grantedTo(template, role).filter(({ Resource }) =>
        list(Resource).includes(managementRole),
      );
      expect(taking.map(({ Action }) => Action)).toEqual(['sts:AssumeRole']);
      expect('aws:ResourceOrgID' in Object(taking[0]?.Condition?.['StringEquals'])).toBe(
        name === 'waxseal-hub',
      );
    }
  });

  test('the functions understand what they are told', () => {
    for (const { templates } of [without, own, assuming])
      for (const variables of environments(templates[name])) {
        const env = Object.fromEntries(Object.entries(variables).map(([key, value]) => [key, flat(value)]));
        const ports = optionalReads(env, { clouds: cloudsOf({ env }), now: () => new Date(0) });
        expect('cloudTrail' in ports).toBe('WAXSEAL_TRAIL' in variables);
        expect('ouPath' in ports).toBe('WAXSEAL_ORGANIZATION' in variables);
      }
  });
});

describe('the management account’s read role', () => {
  test.each(['waxseal-spoke-global', 'waxseal-spoke-global-dry-run'] as const)(
    '%s: asks AWS Organizations only where somebody says yes',
    (name) => {
      const template = without.templates[name];
      const policies = Object.values(template.Resources).filter(
        ({ Type, Properties }) => Type === 'AWS::IAM::Policy' && Properties['PolicyName'] === 'organization',
      );
      expect(policies).toMatchObject([{ Condition: 'ReadsOrganization' }]);
      expect(Reflect.get(template, 'Conditions')).toMatchObject({
        ReadsOrganization: { 'Fn::Equals': [{ Ref: 'OrganizationReads' }, 'yes'] },
      });
      expect(template.Parameters?.['OrganizationReads']).toMatchObject({ Default: 'no' });
      expect(actionsOf(statementsIn(policies).map(([, statement]) => statement))).toEqual(organization);
      expect(actionsOf(grantedTo(template, 'waxseal-read'))).not.toContain('organizations:ListParents');
    },
  );
});

test.each([
  [{ organization: 'on' }],
  [{ organization: 'arn:aws:iam::999999999999:user/ann' }],
  [{ organization: 'arn:aws:iam::*:role/waxseal-read' }],
  [{ trail: 'on' }],
])('%o is refused', (given) => {
  expect(() => settingsFrom(given)).toThrow(/"waxseal" is wrong/);
});
