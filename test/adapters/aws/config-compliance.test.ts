import { describe, expect, test } from 'vitest';
import {
  sweepLocations,
  configCompliance,
  homeOf,
  sweepScopeFrom,
} from '../../../src/adapters/aws/config-compliance.ts';
import { loadAccount, type AccountFile } from '../../../src/sandbox/account.ts';
import { startHost } from '../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../src/sandbox/sandbox-ports.ts';

const home = { account: '111122223333', region: 'eu-west-1', partition: 'aws' };
const rule = (name: string, SourceIdentifier = 'S3_BUCKET_SSL_REQUESTS_ONLY') => ({
  ConfigRuleName: name,
  ConfigRuleArn: `arn:aws:config:eu-west-1:111122223333:config-rule/${name}`,
  Source: { Owner: 'AWS' as const, SourceIdentifier },
});
const evaluation = (ConfigRuleName: string, ResourceId: string, bad = true) => ({
  ConfigRuleName,
  ResourceType: 'AWS::S3::Bucket',
  ResourceId,
  ComplianceType: bad ? ('NON_COMPLIANT' as const) : ('COMPLIANT' as const),
});
const many = (count: number) => Array.from({ length: count }, (_, index) => String(index).padStart(3, '0'));

const of = (config: AccountFile['config']) => {
  const host = startHost(loadAccount({ config }));
  return { host, clouds: sandboxClouds(host) };
};
const all = async <Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> => {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
};

describe('AWS Config in a location', () => {
  test('all pages of rules, and all pages of what fails', async () => {
    const { clouds, host } = of({
      ConfigRules: [...many(60).map((name) => rule(`other-${name}`, 'OTHER')), rule('last')],
      Evaluations: [
        ...many(230).map((id) => evaluation('last', `bucket-${id}`)),
        evaluation('last', 'good', false),
      ],
    });
    const compliance = configCompliance(clouds);
    const rules = await compliance.rules(home);
    expect([rules.length, rules.at(-1)?.name]).toEqual([61, 'last']);
    const found = await all(compliance.resources(home, 'last'));
    expect(found).toHaveLength(230);
    expect(found[229]).toEqual({ resourceType: 'AWS::S3::Bucket', resourceId: 'bucket-229' });
    const asked = host.calls().map(({ operation }) => operation);
    expect(asked.filter((one) => one === 'config:DescribeConfigRules')).toHaveLength(3);
    expect(asked.filter((one) => one === 'config:GetComplianceDetailsByConfigRule')).toHaveLength(3);
  });

  test('only the rules of some names; one that is gone does not hide the others', async () => {
    const compliance = configCompliance(of({ ConfigRules: [rule('a'), rule('b'), rule('c')] }).clouds);
    const named = async (...names: readonly string[]) =>
      (await compliance.rules(home, names)).map(({ name }) => name);
    expect(await named('b')).toEqual(['b']);
    expect(await named('gone', 'c')).toEqual(['c']);
    expect(await named()).toEqual([]);
  });

  test('more names than fit one question are all asked about', async () => {
    const names = many(60).map((one) => `rule-${one}`);
    const { clouds, host } = of({ ConfigRules: names.map((name) => rule(name)) });
    expect(await configCompliance(clouds).rules(home, names)).toHaveLength(60);
    expect(host.calls()).toHaveLength(3);
  });
});

describe('locations that are asked', () => {
  const scope = { home, aggregator: 'organization', locations: [] };

  test('one question of an aggregator names them, and the rules that fail there', async () => {
    const gathered = many(230).map((id) => ({
      ...evaluation(`theirs-${id.slice(0, 2)}`, `bucket-${id}`),
      AccountId: '444455556666',
      AwsRegion: 'cn-north-1',
    }));
    const { clouds, host } = of({
      Evaluations: [evaluation('ours', 'own'), evaluation('clean', 'good', false)],
      Aggregators: [{ ConfigurationAggregatorName: 'organization', Gathered: gathered }],
    });
    expect(await sweepLocations(scope, clouds)).toEqual([
      { location: home, rules: ['ours'] },
      {
        location: { account: '444455556666', region: 'cn-north-1', partition: 'aws-cn' },
        rules: Array.from({ length: 23 }, (_, index) => `theirs-${String(index).padStart(2, '0')}`),
      },
    ]);
    expect(new Set(host.calls().map(({ operation }) => operation))).toEqual(
      new Set(['config:DescribeAggregateComplianceByConfigRules']),
    );
  });

  test('are the listed ones without it, and nobody is asked', async () => {
    const { clouds, host } = of({});
    const other = { ...home, account: '444455556666' };
    expect(await sweepLocations({ home, locations: [home, other] }, clouds)).toEqual([
      { location: home },
      { location: other },
    ]);
    expect(host.calls()).toEqual([]);
  });

  test('an aggregator that does not exist is an error', async () => {
    await expect(sweepLocations(scope, of({}).clouds)).rejects.toMatchObject({
      name: 'NoSuchConfigurationAggregatorException',
    });
  });
});

describe('where a sweep looks', () => {
  const arn = 'arn:aws-us-gov:lambda:us-gov-west-1:111122223333:function:waxseal-sweep';
  const gov = { account: '111122223333', region: 'us-gov-west-1', partition: 'aws-us-gov' };

  test('at home, told by the function itself', () => {
    expect(homeOf(arn)).toEqual(gov);
    expect(sweepScopeFrom({}, gov)).toEqual({ home: gov, locations: [gov] });
  });
  test('through an aggregator, before all locations', () => {
    const env = { WAXSEAL_AGGREGATOR: 'organization', WAXSEAL_LOCATIONS: '444455556666/eu-west-1' };
    expect(sweepScopeFrom(env, home)).toEqual({ home, aggregator: 'organization', locations: [] });
  });
  test('in the places that are listed', () => {
    const locations = '444455556666/cn-north-1, 111122223333/eu-west-1';
    expect(sweepScopeFrom({ WAXSEAL_LOCATIONS: locations }, home).locations).toEqual([
      { account: '444455556666', region: 'cn-north-1', partition: 'aws-cn' },
      home,
    ]);
  });
  test.each(['eu-west-1', '4444/eu-west-1', '444455556666/eu', '444455556666/eu-west-1,'])(
    'and not in %s',
    (locations) => {
      const read = () => sweepScopeFrom({ WAXSEAL_LOCATIONS: locations }, home);
      expect(read).toThrow(expect.objectContaining({ code: 'bad-environment' }));
    },
  );
});
