import { describe, expect, test } from 'vitest';
import { settingsFrom } from '../../infra/settings.ts';
import { unitsOf } from '../../infra/units.ts';
import { iam as athenaReference } from '../../src/services/athena/iam.ts';
import { iam as glueReference } from '../../src/services/glue/iam.ts';
import { athenaPermissions } from '../../src/evidence/athena/source.ts';
import { evidencePermissions } from '../../src/evidence/sources.ts';
import { catalog } from '../../src/services/index.ts';
import { flat, list, ofType, rolesOf, synthesise, type Template } from '../kit/infra/synthesised.ts';

/** Logs are read by a role of its own, of what the settings name, and by no other. */
const units = await unitsOf(catalog);
const evidence = { logBuckets: ['all-logs'], logGroups: ['/aws/rds/*', 'trail'] };
const withRole = synthesise(units, { mode: 'write', evidence });
const athena = { workgroup: 'waxseal', databases: ['logs', 'more_logs'] };
const withAthena = synthesise(units, { mode: 'write', evidence: { ...evidence, athena } });
const without = synthesise(units, { mode: 'write' });

const where = ['waxseal', 'waxseal-spoke-global', 'waxseal-spoke-global-dry-run'] as const;
const statements = (template: Template) => rolesOf(template).get('waxseal-evidence') ?? [];
const resourcesOf = (template: Template, action: string): readonly string[] =>
  statements(template)
    .filter(({ Action }) => list(Action).includes(action))
    .flatMap(({ Resource }) => [Resource].flat().map(flat));

describe.each(where)('%s', (name) => {
  const template = withRole.templates[name];
  test('the role may do what the readers need, and no more', () => {
    const actions = statements(template).flatMap(({ Action }) => list(Action));
    expect(actions.toSorted()).toEqual([...evidencePermissions]);
  });
  test('contents only of the logs that are named', () => {
    expect(resourcesOf(template, 's3:GetObject').map((arn) => arn.replace(/^.*:s3/, ''))).toEqual([
      ':::all-logs/*',
    ]);
    expect(resourcesOf(template, 's3:ListBucket').map((arn) => arn.replace(/^.*:s3/, ''))).toEqual([
      ':::all-logs',
    ]);
    expect(resourcesOf(template, 'logs:StartQuery').map((arn) => arn.replace(/^.*log-group:/, ''))).toEqual([
      '/aws/rds/*',
      '/aws/rds/*:*',
      'trail',
      'trail:*',
    ]);
  });
  test('no other role reads objects of these buckets or asks log groups', () => {
    const others = [...rolesOf(template)].filter(([role]) => role !== 'waxseal-evidence');
    const reads = others.flatMap(([role, all]) =>
      all
        .flatMap(({ Action }) => list(Action))
        .filter((one) => one === 'logs:StartQuery')
        .map(() => role),
    );
    expect(reads).toEqual([]);
  });
  test('without the setting there is none', () => {
    expect(rolesOf(without.templates[name]).has('waxseal-evidence')).toBe(false);
  });
});

test('functions that may come to write are told its name, and may take it', () => {
  for (const name of ['waxseal', 'waxseal-hub'] as const) {
    const told = ofType(withRole.templates[name], 'AWS::Lambda::Function').map(
      ([, { FunctionName, Environment }]) => [
        flat(FunctionName),
        JSON.stringify(Environment).includes('"WAXSEAL_EVIDENCE_ROLE":"waxseal-evidence"'),
      ],
    );
    expect(Object.fromEntries(told)).toMatchObject({
      'waxseal-remediate': true,
      'waxseal-sweep': true,
      'waxseal-evaluate': false,
    });
    expect(JSON.stringify(rolesOf(withRole.templates[name]).get('waxseal-remediate'))).toContain(
      'waxseal-evidence',
    );
    expect(JSON.stringify(rolesOf(withRole.templates[name]).get('waxseal-evaluate'))).not.toContain(
      'waxseal-evidence',
    );
  }
});

describe.each(where)('%s with a workgroup of Athena', (template) => {
  const all = statements(withAthena.templates[template]);
  const added = all.filter(({ Action }) => list(Action).some((one) => /^(?:athena|glue):/.test(one)));
  const of = (prefix: string) =>
    added
      .filter(({ Action }) => list(Action).every((one) => one.startsWith(prefix)))
      .flatMap(({ Resource }) => [Resource].flat().map(flat))
      .map((arn) => arn.replace(/^arn:.*?:(?:athena|glue):/, ''));
  test('the role may do what the reader needs beside the others, and no more', () => {
    const actions = all.flatMap(({ Action }) => list(Action));
    const ofAthena = [...athenaPermissions.workgroup, ...athenaPermissions.catalog];
    expect(actions.toSorted()).toEqual([...evidencePermissions, ...ofAthena].toSorted());
  });
  test('queries of this workgroup, and the catalog of these databases', () => {
    expect(of('athena:').map((arn) => arn.replace(/^\*:.*:/, ''))).toEqual(['workgroup/waxseal']);
    expect(of('glue:').map((arn) => arn.replace(/^\*:.*:/, ''))).toEqual([
      'catalog',
      'database/logs',
      'table/logs/*',
      'database/more_logs',
      'table/more_logs/*',
    ]);
  });
  test('each action is granted on the kinds that the service authorization reference demands', () => {
    for (const [action, kinds] of Object.entries({ ...athenaReference.actions, ...glueReference.actions })) {
      const one = added.find(({ Action }) => list(Action).some((each) => each.endsWith(`:${action}`)));
      if (!one) continue;
      const arns = [one.Resource].flat().map(flat);
      const pattern = {
        workgroup: ':workgroup/',
        rootcatalog: ':catalog',
        database: ':database/',
        table: ':table/',
      };
      for (const kind of kinds.on)
        expect(arns.some((arn) => arn.includes(Reflect.get(pattern, kind) ?? kind))).toBe(true);
    }
  });
  test('no other role may query', () => {
    const others = [...rolesOf(withAthena.templates[template])].filter(
      ([role]) => role !== 'waxseal-evidence',
    );
    expect(JSON.stringify(others)).not.toContain('athena:');
    expect(JSON.stringify([...rolesOf(withRole.templates[template])])).not.toContain('athena:');
  });
});

test('functions that ask are told the workgroup and its databases, and only with the setting', () => {
  const environments = (one: typeof withRole) =>
    JSON.stringify(
      ofType(one.templates['waxseal'], 'AWS::Lambda::Function').map(([, { Environment }]) => Environment),
    );
  expect(environments(withAthena)).toContain('"WAXSEAL_ATHENA_WORKGROUP":"waxseal"');
  expect(environments(withAthena)).toContain('"WAXSEAL_ATHENA_DATABASES":"logs,more_logs"');
  expect(environments(withRole)).not.toContain('ATHENA');
});

test.each([
  { athena: { workgroup: '*', databases: ['logs'] } },
  { athena: { workgroup: 'a', databases: [] } },
  { athena: { workgroup: 'a', databases: ['*'] } },
  { athena: { workgroup: 'a' } },
])('%j is refused', (wrong) => {
  expect(() => settingsFrom({ evidence: wrong })).toThrow('evidence.athena');
});

test.each([[{ logBuckets: ['*'] }], [{ logGroups: [] }], [{ logGroups: ['*/x'] }], [{ buckets: [] }]])(
  '%j is refused',
  (wrong) => {
    expect(() => settingsFrom({ evidence: wrong })).toThrow('evidence');
  },
);
