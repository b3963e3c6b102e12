import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { packName } from '../../infra/conformance-pack.ts';
import { functionName } from '../../infra/names.ts';
import { unitsOf } from '../../infra/units.ts';
import { globalHome, regions } from '../../src/aws/regions.ts';
import { managedRules } from '../../src/guardrails/managed-rules.ts';
import { conformancePack, packLimits } from '../../src/guardrails/pack-text.ts';
import { remediationsOfRule } from '../../src/intake/rules.ts';
import { catalog } from '../../src/services/index.ts';
import { cfnLint } from '../kit/infra/cfn-lint.ts';
import { eighty } from '../kit/infra/eighty.ts';
import { ofType, synthesise } from '../kit/infra/synthesised.ts';

interface CustomPack {
  readonly Parameters?: unknown;
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Resources: Readonly<
    Record<
      string,
      {
        readonly Condition?: string;
        readonly Properties: {
          readonly ConfigRuleName: string;
          readonly InputParameters?: Readonly<Record<string, string>>;
          readonly Source: { readonly Owner: string; readonly SourceDetails?: unknown };
        };
      }
    >
  >;
}
interface Pack {
  readonly Resources: Readonly<
    Record<
      string,
      {
        readonly Type: string;
        readonly Properties: {
          readonly ConfigRuleName: string;
          readonly Description?: string;
          readonly InputParameters?: Readonly<Record<string, string>>;
          readonly Source: { readonly Owner: 'AWS'; readonly SourceIdentifier: string };
        };
      }
    >
  >;
}
/** What a condition comes to in a Region, as CloudFormation says. */
const holds = (name: string, all: Readonly<Record<string, unknown>>, region: string): boolean => {
  const value = (of: unknown): boolean => {
    const [[operation, given] = []] = Object.entries(Object(of));
    const parts: readonly unknown[] = Array.isArray(given) ? given : [];
    if (operation === 'Condition') return holds(String(given), all, region);
    if (operation === 'Fn::Not') return !value(parts[0]);
    if (operation === 'Fn::Or') return parts.some(value);
    if (operation === 'Fn::Equals') return parts[1] === region;
    throw new Error(`what is ${operation}?`);
  };
  return value(all[name]);
};
const lacking = (identifier: string): readonly string[] => {
  const there = managedRules[identifier]?.regions ?? { lacking: [] };
  return 'onlyIn' in there ? regions.filter((region) => !there.onlyIn.includes(region)) : there.lacking;
};
const read = (text: string): Pack => parse(text);
const { listings } = catalog;
const text = conformancePack(listings);
/** Rules of AWS; custom ones have their own tests. */
const rules = Object.values(read(text).Resources)
  .map(({ Properties }) => Properties)
  .filter(({ Source }) => Source.Owner === 'AWS');
const ownRules = (of: readonly Pick<(typeof listings)[number], 'configRules' | 'enforced'>[]): number =>
  of.filter(({ configRules, enforced }) => configRules.length === 0 && !enforced).length;

test('of what AWS enforces nothing asks every day', () => {
  const asks = ({ id }: (typeof listings)[number]): boolean => text.includes(`waxseal-${id},`);
  expect(listings.filter(({ enforced }) => enforced).length).toBeGreaterThan(5);
  expect(listings.filter(({ enforced }) => enforced).filter(asks)).toEqual([]);
  expect(listings.filter(({ id }) => id === 'sqs-queue-tls-only').filter(asks)).toHaveLength(1);
});

test('every rule that some remediation answers to, once, and no other', () => {
  const wanted = [...new Set(listings.flatMap(({ configRules }) => configRules))].toSorted();
  expect(rules.map(({ Source }) => Source.SourceIdentifier).toSorted()).toEqual(wanted);
});

test.each(rules)('intake knows $ConfigRuleName again, under the name that the pack gives it', (rule) => {
  const described = {
    arn: 'arn:aws:config:eu-west-1:111122223333:config-rule/aws-service-rule/config-conforms.amazonaws.com/config-rule-a1b2c3',
    name: `${rule.ConfigRuleName}-conformance-pack-a1b2c3d4e`,
    owner: rule.Source.Owner,
    sourceIdentifier: rule.Source.SourceIdentifier,
    parameters: {},
  };
  const ids = remediationsOfRule(described, { listings });
  expect(ids.length).toBeGreaterThan(0);
  expect(rule.Description).toContain(ids.join(', '));
});

test('the rule that needs its policies named has those that the remediation accepts', async () => {
  const rule = rules.find(({ ConfigRuleName }) => ConfigRuleName.includes('elbv2-predefined'));
  const { sslPolicies = '' } = rule?.InputParameters ?? {};
  const { settings } = await catalog.remediation('elb-listener-tls-policy');
  expect(settings.parse({})).toMatchObject({ acceptedPolicies: sslPolicies.split(',') });
  // https://docs.aws.amazon.com/config/latest/APIReference/API_ConfigRule.html
  expect(JSON.stringify(rule?.InputParameters).length).toBeLessThanOrEqual(1024);
});

describe('the limits of a pack', () => {
  test.each([
    ['this build', listings],
    ['eighty remediations', eighty],
  ])('%s', (_, of) => {
    const pack = conformancePack(of);
    const { Resources } = read(pack);
    expect(Buffer.byteLength(pack)).toBeLessThanOrEqual(packLimits.bytes);
    expect(Object.keys(Resources).length).toBeLessThanOrEqual(packLimits.rules);
    const ofAws = new Set(of.flatMap(({ configRules }) => configRules)).size;
    expect(Object.keys(Resources)).toHaveLength(ofAws + ownRules(of));
    for (const [id, { Properties }] of Object.entries(Resources)) {
      expect(id).toMatch(/^[A-Za-z0-9]{1,255}$/);
      // AWS Config adds an ending of its own to at most 128 characters.
      expect(Properties.ConfigRuleName).toMatch(/^[a-z0-9-]{1,90}$/);
      expect(Properties.Description?.length ?? 0).toBeLessThanOrEqual(256);
    }
  });
});

describe('a rule that a Region lacks would keep the whole pack out of it', () => {
  test.each(rules)('$Source.SourceIdentifier: somebody has looked where AWS has it', ({ Source }) => {
    expect(Object.keys(managedRules)).toContain(Source.SourceIdentifier);
    expect(lacking(Source.SourceIdentifier).filter((region) => !regions.includes(region))).toEqual([]);
  });

  test.each(regions)('in %s, no such rule is made', (region) => {
    const pack: CustomPack = parse(text);
    const there = Object.values(pack.Resources)
      .filter(({ Properties }) => Properties.Source.Owner === 'AWS')
      .filter(({ Condition }) => Condition === undefined || holds(Condition, pack.Conditions ?? {}, region));
    const expected = rules.filter(({ Source }) => !lacking(Source.SourceIdentifier).includes(region));
    expect(there.map(({ Properties }) => Properties.ConfigRuleName)).toEqual(
      expected.map(({ ConfigRuleName }) => ConfigRuleName),
    );
    expect(there.length).toBeGreaterThan(0);
  });

  test('CloudFormation takes two to ten in one Or', () => {
    const sizes: number[] = [];
    JSON.stringify(read(text), (key, value: unknown) => {
      if (key === 'Fn::Or') sizes.push(Array.isArray(value) ? value.length : 0);
      return value;
    });
    expect(sizes.filter((size) => size < 2 || size > 10)).toEqual([]);
    expect(sizes.length).toBeGreaterThan(0);
  });
});

/** Toy remediations that AWS has no rule for. */
const toys = {
  recorded: { id: 'toy-queue-tls-only', resourceType: 'AWS::SQS::Queue', configRecords: true },
  unrecorded: { id: 'iot-policy-tls', resourceType: 'AWS::IoT::DomainConfiguration' },
  global: {
    id: 'toy-viewer-https',
    resourceType: 'AWS::CloudFront::Distribution',
    configRecords: true,
    home: globalHome,
  },
} as const;
const toyListings = Object.values(toys).map((toy) => ({ ...toy, title: toy.id, configRules: [] }));

describe('where AWS has no rule, a custom one calls our function', () => {
  const pack: CustomPack = parse(conformancePack([...listings, ...toyListings]));
  const rule = (id: string) => {
    const found = Object.values(pack.Resources).find(
      ({ Properties }) => Properties.ConfigRuleName === `waxseal-${id}`,
    );
    if (!found) throw new Error(`no rule for ${id}`);
    return found;
  };

  test('every day, and for each change where AWS Config records the type', () => {
    expect(rule(toys.recorded.id).Properties).toMatchObject({
      Scope: { ComplianceResourceTypes: ['AWS::SQS::Queue'] },
      Source: {
        Owner: 'CUSTOM_LAMBDA',
        SourceIdentifier: { Ref: 'EvaluateFunction' },
        SourceDetails: [
          { MessageType: 'ConfigurationItemChangeNotification' },
          { MessageType: 'OversizedConfigurationItemChangeNotification' },
          // What surrounds the resource changes without a change of its own, and what was unknown once is asked again.
          { MessageType: 'ScheduledNotification' },
        ],
      },
    });
    const { Properties } = rule(toys.unrecorded.id);
    expect(Properties).not.toHaveProperty('Scope');
    expect(Properties.Source.SourceDetails).toEqual([
      {
        EventSource: 'aws.config',
        MessageType: 'ScheduledNotification',
      },
    ]);
  });

  test('intake knows it again by function and parameter, under any name', () => {
    for (const toy of toyListings) {
      const { InputParameters } = rule(toy.id).Properties;
      const described = {
        arn: 'arn:aws:config:eu-west-1:111122223333:config-rule/config-rule-a1b2c3',
        name: 'any',
        owner: 'CUSTOM_LAMBDA',
        sourceIdentifier: `arn:aws:lambda:eu-west-1:111122223333:function:${functionName('evaluate')}`,
        parameters: InputParameters ?? {},
      } as const;
      const book = { listings: toyListings.map((one) => ({ ...one, controls: [] })) };
      expect(remediationsOfRule(described, book)).toEqual([toy.id]);
    }
  });

  test('only where there is a function to call, and of a global service only at home', () => {
    expect(pack.Parameters).toEqual({ EvaluateFunction: { Type: 'String', Default: '' } });
    expect(rule(toys.recorded.id).Condition).toBe('HasEvaluateFunction');
    const condition = rule(toys.global.id).Condition ?? '';
    expect(JSON.stringify(pack.Conditions?.[condition])).toContain('"us-east-1"');
    expect(condition).toMatch(/^[A-Za-z0-9]+$/);
    const free = Object.values(pack.Resources).filter(({ Condition }) => Condition === undefined);
    expect(free.map(({ Properties }) => Properties.ConfigRuleName)).toEqual(
      rules
        .filter(({ Source }) => lacking(Source.SourceIdentifier).length === 0)
        .map(({ ConfigRuleName }) => ConfigRuleName),
    );
  });

  test('eighty remediations, half of them without a rule of AWS, are within the limits of a pack', () => {
    const many = eighty.slice(0, 80).map((unit, nth) => ({
      ...unit,
      configRules:
        nth < 40 ? [] : [`MANAGED_SERVICE_${nth}_TLS_CHECK`, `MANAGED_SERVICE_${nth}_ENCRYPTED_IN_TRANSIT`],
    }));
    const whole = conformancePack(many);
    expect(Buffer.byteLength(whole)).toBeLessThanOrEqual(packLimits.bytes);
    expect(Object.keys(read(whole).Resources)).toHaveLength(40 + 80);
    for (const id of Object.keys(read(whole).Resources)) expect(id).toMatch(/^[A-Za-z0-9]{1,255}$/);
  });
});

const units = await unitsOf(catalog);
const withToys = [
  ...units,
  ...toyListings.flatMap((toy) => units.slice(0, 1).map((unit) => ({ ...unit, ...toy, controls: [] }))),
];
const own = synthesise(withToys, { conformancePack: true });
const without = synthesise(units);
const having = synthesise(units, { conformancePack: true });
const packs = ({ templates }: typeof without) =>
  Object.entries(templates).flatMap(([name, template]) =>
    ofType(template, 'AWS::Config::ConformancePack').map(([, properties]) => [name, properties] as const),
  );

test('spokes have it in a template of its own, which asks for what custom rules need', () => {
  expect(Object.keys(having.templates['waxseal-spoke-pack'].Resources)).toEqual(['ConformancePack']);
  expect(without.templates['waxseal-spoke-pack'].Resources).toEqual({});
  // docs/deploy.md sends nobody to parameters that their template does not have.
  const parameters = (template: { readonly Parameters?: object }) => Object.keys(template.Parameters ?? {});
  expect(parameters(own.templates['waxseal-spoke-pack'])).toEqual([
    'HubAccount',
    'HubRegion',
    'EvaluatesHere',
  ]);
  expect(parameters(own.templates['waxseal-spoke-regional'])).toEqual(['HubAccount', 'HubRegion']);
  const page = readFileSync(new URL('../../docs/deploy.md', import.meta.url), 'utf8');
  const bullets = page
    .split(/^- /m)
    .filter((bullet) => /^\*\*(One account|An organization)\*\*/.test(bullet));
  expect(bullets.map((bullet) => bullet.includes('`conformancePack`'))).toEqual([true, true]);
});

test('deployed only where it is wanted: in one account, and in Regions of spokes', () => {
  expect(packs(without)).toEqual([]);
  const properties = { ConformancePackName: packName, TemplateBody: text };
  // Where a remediation has no rule of AWS, the function that the pack's own rule calls is handed over as well.
  expect(packs(having)).toMatchObject([
    ['waxseal', properties],
    ['waxseal-spoke-pack', properties],
  ]);
  expect(packs(having)).toHaveLength(2);
});

test('templates hand the pack our function: where it is, and where whoever deploys says that it may be called', () => {
  const [[, one] = [], [, spoke] = []] = packs(own);
  expect(one?.['ConformancePackInputParameters']).toMatchObject([{ ParameterName: 'EvaluateFunction' }]);
  // Where Lambda has ten calls at once in all, AWS Config would take those of approvals: there the sweep looks.
  expect(JSON.stringify(one?.['ConformancePackInputParameters'])).toMatch(
    /"Fn::If":\["AmpleConcurrency",\{"Fn::GetAtt":\["Evaluate[^}]*\},""\]/,
  );
  expect(JSON.stringify(spoke?.['ConformancePackInputParameters'])).toMatch(
    /"Fn::If":\["EvaluatesInRegion",.*function:waxseal-evaluate.*,""\]/,
  );
  // AWS Config asks whether it may call, when the rules are made.
  const pack = Object.values(own.templates.waxseal.Resources).find(
    ({ Type }) => Type === 'AWS::Config::ConformancePack',
  );
  expect(JSON.stringify(pack)).toMatch(/"DependsOn":\[.*"EvaluateConfig/);
});

const called = synthesise(withToys, { conformancePack: true, evaluates: ['444455556666', '777788889999'] });

test('only a hub is called by other accounts, and a pack waits for what is always there', () => {
  const validated: unknown = JSON.parse(readFileSync(join(called.folder, 'validation-report.json'), 'utf8'));
  expect(validated).toMatchObject({ pluginReports: [] });
  const permissionsOf = (name: 'waxseal' | 'waxseal-hub') =>
    ofType(called.templates[name], 'AWS::Lambda::Permission').flatMap(([id, properties]) =>
      properties['Principal'] === 'config.amazonaws.com' ? [[id, properties['SourceAccount']] as const] : [],
    );
  const itself = { Ref: 'AWS::AccountId' };
  expect(permissionsOf('waxseal').map(([, account]) => account)).toEqual([itself]);
  expect(permissionsOf('waxseal-hub').map(([, account]) => account)).toEqual([
    itself,
    '444455556666',
    '777788889999',
  ]);
  const resources: Readonly<
    Record<
      string,
      { readonly Type: string; readonly Condition?: string; readonly DependsOn?: readonly string[] }
    >
  > = called.templates.waxseal.Resources;
  const pack = Object.values(resources).find(({ Type }) => Type === 'AWS::Config::ConformancePack');
  const [permission = ''] = permissionsOf('waxseal').map(([id]) => id);
  expect(pack?.DependsOn).toContain(permission);
  // CloudFormation refuses to wait for what a condition leaves out.
  expect(pack?.DependsOn?.filter((id) => resources[id]?.Condition !== undefined)).toEqual([]);
});

test(
  'cfn-lint finds nothing wrong with the pack, nor with templates that have it',
  { timeout: 300_000 },
  () => {
    const writtenTo = mkdtempSync(join(tmpdir(), 'waxseal-packs-'));
    const custom = join(writtenTo, 'custom.yaml');
    writeFileSync(custom, conformancePack(withToys));
    const file = join(writtenTo, 'pack.yaml');
    writeFileSync(file, text);
    const files = [
      file,
      custom,
      ...['waxseal', 'waxseal-spoke-pack'].map((name) => join(own.folder, `${name}.template.json`)),
      ...['waxseal', 'waxseal-hub', 'waxseal-spoke-regional'].map((name) =>
        join(called.folder, `${name}.template.json`),
      ),
      ...['waxseal', 'waxseal-spoke-pack'].map((name) => join(having.folder, `${name}.template.json`)),
    ];
    const found = cfnLint(files) ?? [];
    expect(found.filter(({ rule }) => rule !== 'W3005')).toEqual([]);
  },
);
