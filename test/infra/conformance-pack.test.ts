import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { conformancePack, packLimits, packName } from '../../infra/conformance-pack.ts';
import { unitsOf } from '../../infra/units.ts';
import { remediationsOfRule } from '../../src/intake/rules.ts';
import { catalog } from '../../src/services/index.ts';
import { cfnLint } from '../kit/infra/cfn-lint.ts';
import { eighty } from '../kit/infra/eighty.ts';
import { ofType, synthesise } from '../kit/infra/synthesised.ts';

interface Pack {
  readonly Resources: Readonly<
    Record<
      string,
      {
        readonly Type: string;
        readonly Properties: {
          readonly ConfigRuleName: string;
          readonly Description: string;
          readonly InputParameters?: Readonly<Record<string, string>>;
          readonly Source: { readonly Owner: 'AWS'; readonly SourceIdentifier: string };
        };
      }
    >
  >;
}
const read = (text: string): Pack => parse(text);
const { listings } = catalog;
const text = conformancePack(listings);
const rules = Object.values(read(text).Resources).map(({ Properties }) => Properties);

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
    expect(Object.keys(Resources)).toHaveLength(new Set(of.flatMap(({ configRules }) => configRules)).size);
    for (const [id, { Properties }] of Object.entries(Resources)) {
      expect(id).toMatch(/^[A-Za-z0-9]{1,255}$/);
      // AWS Config adds an ending of its own to at most 128 characters.
      expect(Properties.ConfigRuleName).toMatch(/^[a-z0-9-]{1,90}$/);
      expect(Properties.Description.length).toBeLessThanOrEqual(256);
    }
  });
});

const units = await unitsOf(catalog);
const without = synthesise(units);
const having = synthesise(units, { conformancePack: true });
const packs = ({ templates }: typeof without) =>
  Object.entries(templates).flatMap(([name, template]) =>
    ofType(template, 'AWS::Config::ConformancePack').map(([, properties]) => [name, properties] as const),
  );

test('deployed only where it is wanted: in one account, and in every Region of spokes', () => {
  expect(packs(without)).toEqual([]);
  const properties = { ConformancePackName: packName, TemplateBody: text };
  expect(packs(having)).toEqual([
    ['waxseal', properties],
    ['waxseal-spoke-regional', properties],
  ]);
});

test(
  'cfn-lint finds nothing wrong with the pack, nor with templates that have it',
  { timeout: 300_000 },
  () => {
    const { folder } = having;
    const file = join(folder, 'conformance-pack.yaml');
    writeFileSync(file, text);
    const files = [
      file,
      ...['waxseal', 'waxseal-spoke-regional'].map((name) => join(folder, `${name}.template.json`)),
    ];
    const found = cfnLint(files) ?? [];
    expect(found.filter(({ rule }) => rule !== 'W3005')).toEqual([]);
  },
);
