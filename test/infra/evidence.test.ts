import { describe, expect, test } from 'vitest';
import { settingsFrom } from '../../infra/settings.ts';
import { unitsOf } from '../../infra/units.ts';
import { evidencePermissions } from '../../src/evidence/sources.ts';
import { catalog } from '../../src/services/index.ts';
import { flat, list, ofType, rolesOf, synthesise, type Template } from '../kit/infra/synthesised.ts';

/** Logs are read by a role of its own, of what the settings name, and by no other. */
const units = await unitsOf(catalog);
const evidence = { logBuckets: ['all-logs'], logGroups: ['/aws/rds/*', 'trail'] };
const withRole = synthesise(units, { mode: 'write', evidence });
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

test.each([[{ logBuckets: ['*'] }], [{ logGroups: [] }], [{ logGroups: ['*/x'] }], [{ buckets: [] }]])(
  '%j is refused',
  (wrong) => {
    expect(() => settingsFrom({ evidence: wrong })).toThrow('evidence');
  },
);
