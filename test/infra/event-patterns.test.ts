import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { eventPatterns, patternLimit, type NamedPattern } from '../../infra/event-patterns.ts';
import { unitsOf } from '../../infra/units.ts';
import { parseEvent } from '../../src/intake/parse-event.ts';
import { catalog } from '../../src/services/index.ts';
import { eighty } from '../kit/infra/eighty.ts';
import { matches } from '../kit/infra/matches.ts';
import { askRuler } from '../kit/infra/ruler.ts';
import { eachType } from '../../src/core/model/types-of.ts';

const units = await unitsOf(catalog);
const patterns = eventPatterns(units);
const folder = new URL('../../examples/events/', import.meta.url);

type Json = Record<string, unknown>;
const parsed = (text: string): Json => JSON.parse(text);
const file = (name: string): Json => parsed(readFileSync(new URL(name, folder), 'utf8'));
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));

const config = file('config-noncompliant.json');
const finding = {
  Compliance: { Status: 'FAILED', SecurityControlId: 'S3.5' },
  RecordState: 'ACTIVE',
  Workflow: { Status: 'NEW' },
};
/** Of a control that is said by its generator alone. */
const made = (GeneratorId: string, more: Json = {}): Json =>
  securityHub({
    findings: [{ ...finding, Compliance: { Status: 'FAILED' }, GeneratorId, ...more }],
  });
const securityHub = (detail: Json, kind = 'Security Hub Findings - Imported'): Json => ({
  version: '0',
  id: '1',
  source: 'aws.securityhub',
  'detail-type': kind,
  account: '111122223333',
  region: 'us-east-2',
  resources: ['arn:aws:securityhub:us-east-2::product/aws/securityhub/x'],
  detail,
});
const ocsf = (status: string, control = 'S3.5', class_uid = 2003): Json =>
  securityHub({ findings: [{ class_uid, compliance: { control, status } }] }, 'Findings Imported V2');
/** The event with one field of it replaced, by path. */
const having = (event: Json, path: string, value: unknown): Json => {
  const copy = structuredClone(event);
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const holder = keys.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at ? Reflect.get(at, key) : at),
    copy,
  );
  if (typeof holder === 'object' && holder) Reflect.set(holder, last, value);
  return copy;
};

const cases: readonly (readonly [what: string, event: Json, by: string | undefined])[] = [
  ['the example', config, 'config'],
  [
    'a parameter group that clusters use',
    having(config, 'detail.resourceType', 'AWS::Redshift::ClusterParameterGroup'),
    'config',
  ],
  ['good news', having(config, 'detail.newEvaluationResult.complianceType', 'COMPLIANT'), 'config'],
  [
    'not applicable',
    having(config, 'detail.newEvaluationResult.complianceType', 'NOT_APPLICABLE'),
    undefined,
  ],
  ['a type that no remediation covers', having(config, 'detail.resourceType', 'AWS::IAM::User'), undefined],
  ['another message', having(config, 'detail.messageType', 'ConfigRulesEvaluationStarted'), undefined],
  ['another kind', having(config, 'detail-type', 'Config Configuration Item Change'), undefined],
  ['not from AWS', having(config, 'source', 'custom.config'), undefined],
  ['a failed finding', securityHub({ findings: [finding] }), 'findings'],
  [
    'a finding that passed',
    securityHub({ findings: [having(finding, 'Compliance.Status', 'PASSED')] }),
    undefined,
  ],
  ['our own note', securityHub({ findings: [having(finding, 'Workflow.Status', 'NOTIFIED')] }), undefined],
  ['an archived finding', securityHub({ findings: [having(finding, 'RecordState', 'ARCHIVED')] }), undefined],
  [
    'another control',
    securityHub({ findings: [having(finding, 'Compliance.SecurityControlId', 'S3.1')] }),
    undefined,
  ],
  [
    'two findings, none of them all of it',
    securityHub({
      findings: [
        having(finding, 'Workflow.Status', 'RESOLVED'),
        having(finding, 'Compliance.SecurityControlId', 'S3.1'),
      ],
    }),
    undefined,
  ],
  [
    'our button, whatever the workflow',
    securityHub(
      { actionName: 'Waxseal', findings: [having(finding, 'Workflow.Status', 'NOTIFIED')] },
      'Security Hub Findings - Custom Action',
    ),
    'custom-action',
  ],
  [
    'another button',
    securityHub({ actionName: 'Ticket', findings: [finding] }, 'Security Hub Findings - Custom Action'),
    undefined,
  ],
  ['a control of today, said by its generator', made('security-control/S3.5'), 'generators'],
  ['a former control', made('aws-foundational-security-best-practices/v/1.0.0/ELBv2.1'), 'generators'],
  ['a number of a benchmark', made('cis-aws-foundations-benchmark/v/1.4.0/2.1.2'), 'generators'],
  ['the same number of another', made('cis-aws-foundations-benchmark/v/3.0.0/2.1.2'), undefined],
  ['another generator', made('pci-dss/v/3.2.1/PCI.S3.1'), undefined],
  ['a former control, archived', made('pci-dss/v/3.2.1/PCI.S3.5', { RecordState: 'ARCHIVED' }), undefined],
  [
    'a former control that says the one of today',
    securityHub({ findings: [{ ...finding, GeneratorId: 'pci-dss/v/3.2.1/PCI.S3.5' }] }),
    'findings',
  ],
  [
    'our button, on a finding of AWS Config',
    securityHub(
      { actionName: 'Waxseal', findings: [{ GeneratorId: 'arn:aws:config:x', Compliance: {} }] },
      'Security Hub Findings - Custom Action',
    ),
    'custom-action',
  ],
  ['OCSF', ocsf('Fail'), 'ocsf'],
  ['OCSF in small letters', ocsf('fail'), 'ocsf'],
  ['OCSF that passed', ocsf('Pass'), undefined],
  ['OCSF of another class', ocsf('Fail', 'S3.5', 2004), undefined],
];

const taker = (event: Json, of: readonly NamedPattern[] = patterns): readonly string[] =>
  of.filter(({ pattern }) => matches(event, pattern)).map(({ name }) => name.replace(/-\d+$/, ''));

describe('which events lead to us', () => {
  test.each(cases)('%s', (_, event, by) => {
    expect(taker(event)).toEqual(by === undefined ? [] : [by]);
  });

  /** Whether intake would look at what an event of ours names. */
  const isWanted = (event: Json): boolean =>
    parseEvent(event).some(
      (one) =>
        one.is === 'named' &&
        (one.by === 'rule'
          ? units.flatMap(eachType).some(({ resourceType }) => resourceType === one.resourceType)
          : one.compliance === 'NON_COMPLIANT'),
    );
  // What SNS and SQS carry has been through a rule, or never meets one.
  const fromBuses = files.filter((name) => 'detail-type' in file(name));

  test.each(fromBuses.filter((name) => isWanted(file(name))))(
    'intake would take %s: so does a rule',
    (name) => {
      expect(taker(file(name))).toHaveLength(1);
    },
  );

  test.each([
    ['config-not-applicable.json'],
    ['config-unknown-rule.json'],
    ['securityhub-archived.json'],
    ['securityhub-suppressed.json'],
    // Each passing resource says so twice a day: good news comes from Config and from the sweep.
    ['securityhub-passed.json'],
  ])('%s is dropped by the rules already', (name) => {
    expect(taker(file(name))).toEqual([]);
  });

  test('every Config event is taken by one rule at most, so that nothing is looked at twice', () => {
    const crowd = eventPatterns(eighty);
    for (const { resourceType } of eighty) {
      expect(taker(having(config, 'detail.resourceType', resourceType), crowd)).toEqual(['config']);
    }
  });
});

describe('the limit of one pattern', () => {
  test.each([
    ['this build', patterns],
    ['eighty remediations', eventPatterns(eighty)],
  ])('%s', (_, of) => {
    for (const { pattern } of of) expect(JSON.stringify(pattern).length).toBeLessThanOrEqual(patternLimit);
    expect(new Set(of.map(({ name }) => name)).size).toBe(of.length);
  });

  test('what does not fit is in another pattern, not lost', () => {
    const named = JSON.stringify(eventPatterns(eighty));
    for (const { resourceType, controls } of eighty)
      for (const value of [resourceType, ...controls]) expect(named).toContain(`"${value}"`);
    expect(eventPatterns(eighty).filter(({ name }) => name.startsWith('findings-')).length).toBeGreaterThan(
      1,
    );
  });
});

test('EventBridge’s own matcher says the same of every event and pattern', () => {
  const pairs = cases.flatMap(([, event]) => patterns.map(({ pattern }) => ({ event, pattern })));
  const answers = askRuler(pairs) ?? pairs.map(({ event, pattern }) => matches(event, pattern));
  expect(answers).toEqual(pairs.map(({ event, pattern }) => matches(event, pattern)));
}, 300_000);
