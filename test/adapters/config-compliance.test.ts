import { describe, expect, test } from 'vitest';
import { configCompliance, homeOf, sweepScopeFrom } from '../../src/adapters/config-compliance.ts';
import { loadAccount, type AccountFile } from '../../src/sandbox/account.ts';
import { startHost } from '../../src/sandbox/host.ts';
import { sandboxClouds } from '../../src/sandbox/ports.ts';

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

const of = (config: AccountFile['config'], denied: readonly string[] = []) => {
  const host = startHost(loadAccount({ config, denied: [...denied] }));
  const clouds = sandboxClouds(host);
  const failed: string[] = [];
  return { host, clouds, failed, miss: (where: string) => void failed.push(where) };
};
const all = async <Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> => {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
};
const isOurs = ({ sourceIdentifier }: { readonly sourceIdentifier?: string }): boolean =>
  sourceIdentifier === 'S3_BUCKET_SSL_REQUESTS_ONLY';

describe('AWS Config, place by place', () => {
  test('all pages of rules, only those that are wanted, and all pages of what fails', async () => {
    const { clouds, host, miss } = of({
      ConfigRules: [...many(60).map((name) => rule(`other-${name}`, 'OTHER')), rule('last')],
      Evaluations: [
        ...many(230).map((id) => evaluation('last', `bucket-${id}`)),
        evaluation('last', 'good', false),
      ],
    });
    const compliance = configCompliance({ home, places: [home] }, clouds);
    const rules = await compliance.rules(isOurs, miss);
    expect(rules.map((one) => [one.place, one.rule.name])).toEqual([[home, 'last']]);
    const [last] = rules;
    const found = last ? await all(compliance.resources(last)) : [];
    expect(found).toHaveLength(230);
    expect(found[229]).toEqual({ resourceType: 'AWS::S3::Bucket', resourceId: 'bucket-229' });
    const asked = host.calls().map(({ operation }) => operation);
    expect(asked.filter((one) => one === 'config:DescribeConfigRules')).toHaveLength(3);
    expect(asked.filter((one) => one === 'config:GetComplianceDetailsByConfigRule')).toHaveLength(3);
  });

  test('a place that cannot be read is named, and the others are read', async () => {
    const { clouds, failed, miss } = of({ ConfigRules: [rule('one')] });
    const away = { ...home, account: '444455556666' };
    const broken = {
      look: (place: typeof home) => {
        if (place.account === away.account) throw new Error('no role');
        return clouds.look(place);
      },
    };
    const rules = await configCompliance({ home, places: [away, home] }, broken).rules(() => true, miss);
    expect(rules.map(({ place }) => place.account)).toEqual(['111122223333']);
    expect(failed).toEqual(['444455556666/eu-west-1']);
  });
});

describe('AWS Config, through an aggregator', () => {
  const scope = { home, aggregator: 'organization', places: [] };

  test('asks where the rule is what it is, and the aggregator for what fails', async () => {
    const gathered = many(230).map((id) => ({
      ...evaluation('theirs', `bucket-${id}`),
      AccountId: '444455556666',
      AwsRegion: 'eu-central-1',
    }));
    const { clouds, host, miss } = of({
      ConfigRules: [rule('ours'), rule('theirs'), rule('clean')],
      Evaluations: [evaluation('ours', 'own'), evaluation('clean', 'good', false)],
      Aggregators: [{ ConfigurationAggregatorName: 'organization', Gathered: gathered }],
    });
    const compliance = configCompliance(scope, clouds);
    const rules = await compliance.rules(isOurs, miss);
    expect(rules.map((one) => `${one.place.account}/${one.place.region} ${one.rule.name}`)).toEqual([
      '111122223333/eu-west-1 ours',
      '444455556666/eu-central-1 theirs',
    ]);
    const found = await Promise.all(rules.map((one) => all(compliance.resources(one))));
    expect(found.map(({ length }) => length)).toEqual([1, 230]);
    expect(host.calls().map(({ operation }) => operation)).not.toContain(
      'config:GetComplianceDetailsByConfigRule',
    );
  });

  test('a rule that is gone does not hide the others of its place', async () => {
    const { clouds, failed, miss } = of({
      ConfigRules: [rule('ours')],
      Evaluations: [evaluation('ours', 'a'), evaluation('gone', 'b')],
      Aggregators: [{ ConfigurationAggregatorName: 'organization' }],
    });
    const rules = await configCompliance(scope, clouds).rules(isOurs, miss);
    expect(rules.map(({ rule: { name } }) => name)).toEqual(['ours']);
    expect(failed).toEqual([]);
  });

  test('more failing rules than fit one question are all asked about', async () => {
    const names = many(60).map((one) => `rule-${one}`);
    const { clouds, miss } = of({
      ConfigRules: names.map((name) => rule(name)),
      Evaluations: names.map((name) => evaluation(name, 'a')),
      Aggregators: [{ ConfigurationAggregatorName: 'organization' }],
    });
    expect(await configCompliance(scope, clouds).rules(isOurs, miss)).toHaveLength(60);
  });

  test('that does not exist is an error', async () => {
    const { clouds, miss } = of({});
    await expect(configCompliance(scope, clouds).rules(isOurs, miss)).rejects.toMatchObject({
      name: 'NoSuchConfigurationAggregatorException',
    });
  });
});

describe('where a sweep looks', () => {
  const arn = 'arn:aws-us-gov:lambda:us-gov-west-1:111122223333:function:waxseal-sweep';
  const gov = { account: '111122223333', region: 'us-gov-west-1', partition: 'aws-us-gov' };

  test('at home, told by the function itself', () => {
    expect(homeOf(arn)).toEqual(gov);
    expect(sweepScopeFrom({}, gov)).toEqual({ home: gov, places: [gov] });
  });
  test('through an aggregator, before all places', () => {
    const env = { WAXSEAL_AGGREGATOR: 'organization', WAXSEAL_PLACES: '444455556666/eu-west-1' };
    expect(sweepScopeFrom(env, home)).toEqual({ home, aggregator: 'organization', places: [] });
  });
  test('in the places that are listed', () => {
    const places = '444455556666/cn-north-1, 111122223333/eu-west-1';
    expect(sweepScopeFrom({ WAXSEAL_PLACES: places }, home).places).toEqual([
      { account: '444455556666', region: 'cn-north-1', partition: 'aws-cn' },
      home,
    ]);
  });
  test.each(['eu-west-1', '4444/eu-west-1', '444455556666/eu', '444455556666/eu-west-1,'])(
    'and not in %s',
    (places) => {
      const read = () => sweepScopeFrom({ WAXSEAL_PLACES: places }, home);
      expect(read).toThrow(expect.objectContaining({ code: 'bad-environment' }));
    },
  );
});
