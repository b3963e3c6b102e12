import { describe, expect, test } from 'vitest';
import { atOnce } from '../../src/core/model/pooled.ts';
import { sweepLocations, configCompliance } from '../../src/adapters/aws/config-compliance.ts';
import type { Catalog } from '../../src/core/model/catalog.ts';
import { splitPart } from '../../src/entry-points/sweep-parts.ts';
import { lookAtLocation, type LocationParts } from '../../src/entry-points/sweep-location.ts';
import { sweepPartOf, type SweepPart } from '../../src/intake/sweep-part.ts';
import type { AccountFile } from '../../src/sandbox/account.ts';
import { catalog as whole } from '../../src/services/index.ts';
import { auto, enter, type Scene } from '../kit/deliveries.ts';

const location = { account: '111122223333', region: 'eu-west-1', partition: 'aws' };
const id = 's3-bucket-tls-only';
const names = ['b00', 'b01', 'b02', 'b03', 'b04', 'b05'];
const buckets: AccountFile = { s3: { Buckets: names.map((Name) => ({ Name })) } };
const lambda = 'arn:aws:lambda:eu-west-1:111122223333:function:';
const own = (SourceIdentifier = `${lambda}waxseal-evaluate`, remediation = id) => ({
  ConfigRuleName: 'own',
  ConfigRuleArn: 'arn:aws:config:eu-west-1:111122223333:config-rule/own',
  Source: { Owner: 'CUSTOM_LAMBDA' as const, SourceIdentifier },
  InputParameters: JSON.stringify({ remediation }),
});

/** A build of Regions alone in which AWS has a rule for everything, whatever else there is by now. */
const real: Catalog = {
  ...whole,
  listings: whole.listings.filter(({ configRules, home }) => configRules.length > 0 && !home),
};

/** As if AWS had no rule for buckets; with a home, as if they were a global service's. */
const unruled = (home?: Readonly<Record<string, string>>): Catalog => ({
  ...real,
  listings: real.listings.map((one) =>
    one.id === id ? { ...one, configRules: [], ...(home && { home }) } : one,
  ),
});

const at = (scene: Scene = {}, more: Partial<LocationParts> = {}) => {
  const given = enter({ account: buckets, policy: { ...auto, mode: 'dry-run' }, ...scene });
  const { ports, host } = given;
  const parts: LocationParts = {
    catalog: unruled(),
    ports,
    compliance: configCompliance(ports.clouds),
    ...more,
  };
  const part = (changes: Partial<SweepPart> = {}): SweepPart => ({
    waxseal: 'sweep/v1',
    location,
    started: ports.now().toISOString(),
    open: [],
    turn: 1,
    ...changes,
  });
  const look = async (changes: Partial<SweepPart> = {}, others: Partial<LocationParts> = {}) =>
    lookAtLocation(part(changes), { ...parts, ...others });
  const looks = () =>
    host
      .calls()
      .filter(({ operation }) => operation === 's3:GetBucketPolicy')
      .map(({ input }) => String(Reflect.get(Object(input), 'Bucket')))
      .toSorted();
  return { ...given, parts, part, look, looks };
};

describe('what no rule speaks for', () => {
  test('is listed, and all of it looked at', async () => {
    const { look, looks } = at();
    const { outcomes, left, missed } = await look();
    expect(outcomes.map(({ is }) => is)).toEqual(names.map(() => 'reported'));
    expect({ looks: looks(), left, missed }).toEqual({ looks: names, left: undefined, missed: [] });
  });

  test('is not listed where a custom rule of ours is', async () => {
    const { look, looks } = at({ account: { ...buckets, config: { ConfigRules: [own()] } } });
    expect((await look()).outcomes).toEqual([]);
    expect(looks()).toEqual([]);
  });

  test.each([
    ['another function', own(`${lambda}other`)],
    ['a name that only begins like ours', own(`${lambda}waxseal-evaluate-not`)],
    ['our function for something else', own(undefined, 'rds-instance-force-tls')],
  ])('%s is no rule of ours for it', async (_name, rule) => {
    const { look, looks } = at({ account: { ...buckets, config: { ConfigRules: [rule] } } });
    await look();
    expect(looks()).toEqual(names);
  });

  test('an alias of the policy is a rule for it, by the remediation or by the managed rule that it stands in for', async () => {
    const config = { ConfigRules: [own(`${lambda}check-buckets`)] };
    const aliases = { [`${lambda}check-buckets`]: [id] };
    const policy = { ...auto, mode: 'dry-run' as const, events: { aliases, hubs: [] } };
    const failing = { ConfigRuleName: 'own', ResourceType: 'AWS::S3::Bucket', ResourceId: 'b03' };
    const Evaluations = [{ ...failing, ComplianceType: 'NON_COMPLIANT' as const }];
    const { look, looks } = at({ policy, account: { ...buckets, config: { ...config, Evaluations } } });
    expect((await look()).outcomes.map(({ is }) => is)).toEqual(['reported']);
    expect(looks()).toEqual(['b03']);
  });

  test('is listed when the rules cannot be read, too', async () => {
    const { look, looks, parts } = at();
    const compliance = { ...parts.compliance, rules: () => Promise.reject(new Error('no')) };
    expect((await look({}, { compliance })).missed).toHaveLength(1);
    expect(looks()).toEqual(names);
  });

  test('is listed once when it comes twice, as far as anything was found', async () => {
    const { look, looks, part } = at();
    const { started } = part();
    await look({ started });
    await look({ started });
    expect(looks()).toEqual(names);
  });

  test('a list that fails is told, and may come again', async () => {
    const { look } = at({ account: { ...buckets, denied: ['s3:ListBuckets'] } });
    const { missed, left } = await look();
    expect(missed.map(({ where, failure: { code } }) => `${where} ${code}`)).toEqual([
      '111122223333/eu-west-1 AWS::S3::Bucket access-denied',
    ]);
    expect(left).toBeUndefined();
  });

  test('what there was no time for is another message, until all is looked at once', async () => {
    const { look, looks, part } = at();
    /** Lets the listing go through and so many looks be begun. */
    const after = (count: number) => {
      let asked = count;
      return () => (asked -= 1) < 0;
    };
    let next: SweepPart | undefined = part({ rules: [], list: [id] });
    let turns = 0;
    while (next && turns < 20) {
      turns += 1;
      expect(sweepPartOf(JSON.stringify(next))).toEqual(next);
      // So many that look for a sighting, seven that list, then two looks.
      ({ left: next } = await look(next, { stop: after(atOnce + (turns === 1 ? 9 : 2)) }));
    }
    expect(turns).toBeGreaterThan(1);
    expect(looks()).toEqual(names);
  });

  test('a part is split: what is to be listed stands in one of them, what was listed in some', () => {
    const { part } = at();
    const listed = Array.from({ length: 300 }, (_, nth) => `${id} bucket-with-a-name-${nth}`);
    const parts = splitPart(part({ rules: [], list: ['x'], listed }), 2_000);
    expect(parts.length).toBeGreaterThan(3);
    expect(parts.flatMap((one) => one.listed ?? [])).toEqual(listed);
    expect(parts.flatMap(({ list }) => list ?? [])).toEqual(['x']);
    expect(parts.map((one) => sweepPartOf(JSON.stringify(one)))).toEqual(parts);
  });
});

describe('what AWS Config does not see is said', () => {
  const others = real.listings.filter((one) => one.id !== id).map((one) => one.id);
  const where = '111122223333/eu-west-1';
  test('where no rule is deployed', async () => {
    const { look } = at();
    expect((await look()).unwatched).toEqual([{ where, why: 'no-rule', remediations: others }]);
  });

  test('where nothing is recorded', async () => {
    const rule = {
      ConfigRuleName: 'a',
      ConfigRuleArn: 'arn:aws:config:eu-west-1:111122223333:config-rule/a',
      Source: { Owner: 'AWS' as const, SourceIdentifier: 'S3_BUCKET_SSL_REQUESTS_ONLY' },
    };
    const config = { ConfigRules: [rule], Recorders: [{ name: 'default', recording: false }] };
    const { look } = at({ account: { ...buckets, config } }, { catalog: real });
    expect((await look()).unwatched).toEqual([
      { where, why: 'no-rule', remediations: others },
      { where, why: 'not-recording', remediations: [id] },
    ]);
  });
});

describe('where nothing is recorded, a custom rule of ours is not called', () => {
  const where = '111122223333/eu-west-1';
  const off = { ConfigRules: [own()], Recorders: [{ name: 'default', recording: false }] };
  const about = ({
    unwatched = [],
  }: {
    unwatched?: readonly { why: string; remediations: readonly string[] }[];
  }) => unwatched.filter(({ remediations }) => remediations.includes(id));

  test('so everything that it is about is listed, and that is said', async () => {
    const { look, looks } = at({ account: { ...buckets, config: off } });
    expect(about(await look())).toEqual([{ where, why: 'not-recording', remediations: [id] }]);
    expect(looks()).toEqual(names);
  });

  test('so, too, where it is not known whether anything is', async () => {
    const config = { ConfigRules: [own()] };
    const { look, looks } = at({
      account: { ...buckets, config, denied: ['config:DescribeConfigurationRecorderStatus'] },
    });
    expect((await look()).missed.map((one) => one.where)).toEqual([`${where} recorder`]);
    expect(looks()).toEqual(names);
  });

  test('but for a type that AWS Config never records: its rule is called every day', async () => {
    const unrecorded = unruled().listings.map(
      ({ id: name, title, summary, resourceType, configRules, controls, services }) => ({
        id: name,
        concerns: { hop: 'in', matter: 'plaintext' } as const,
        title,
        summary,
        resourceType,
        configRules,
        controls,
        services,
      }),
    );
    const { look, looks } = at(
      { account: { ...buckets, config: off } },
      { catalog: { ...unruled(), listings: unrecorded } },
    );
    expect(about(await look())).toEqual([]);
    expect(looks()).toEqual([]);
  });
});

describe('where it is listed', () => {
  const home = { aws: 'us-east-1' };
  const clouds = at().ports.clouds;
  const asked = async (catalog: Catalog, regions: readonly string[]) => {
    const locations = regions.map((region) => ({ ...location, region }));
    const found = await sweepLocations({ home: location, locations }, clouds, catalog.listings);
    return found.map((one) => `${one.location.region} ${one.list?.join(',') ?? 'as rules say'}`);
  };

  test('in each location, as its rules say', async () => {
    expect(await asked(unruled(), ['eu-west-1', 'eu-west-2'])).toEqual([
      'eu-west-1 as rules say',
      'eu-west-2 as rules say',
    ]);
  });

  test('a global service at home, once, wherever else is asked', async () => {
    expect(await asked(unruled(home), ['eu-west-1', 'eu-west-2'])).toEqual([
      'eu-west-1 as rules say',
      'eu-west-2 as rules say',
      `us-east-1 ${id}`,
    ]);
    expect(await asked(unruled(home), ['eu-west-1', 'us-east-1'])).toHaveLength(2);
  });

  test('and not elsewhere', async () => {
    const { look, looks } = at({}, { catalog: unruled(home) });
    await look();
    expect(looks()).toEqual([]);
  });

  test('an aggregator knows every account and Region that it gathers from, whatever fails there', async () => {
    const gathered = (AccountId: string, ComplianceType: 'COMPLIANT' | 'NON_COMPLIANT') => ({
      ConfigRuleName: 'a',
      ResourceType: 'AWS::S3::Bucket',
      ResourceId: 'x',
      ComplianceType,
      AccountId,
      AwsRegion: 'eu-west-2',
    });
    const Aggregators = [
      {
        ConfigurationAggregatorName: 'all',
        Gathered: [gathered('444455556666', 'COMPLIANT'), gathered('999900001111', 'NON_COMPLIANT')],
      },
    ];
    const { ports } = at({ account: { config: { Aggregators } } });
    const scope = { home: location, aggregator: 'all', locations: [] };
    const found = await sweepLocations(scope, ports.clouds, unruled().listings);
    expect(
      found
        .map(({ location: { account }, rules, list }) => ({ account, rules, list }))
        .toSorted((a, b) => (a.account < b.account ? -1 : 1)),
    ).toEqual([
      { account: '111122223333', rules: [], list: [id] },
      { account: '444455556666', rules: [], list: [id] },
      { account: '999900001111', rules: ['a'], list: [id] },
    ]);
    const before = await sweepLocations(scope, ports.clouds, real.listings);
    expect(before.map(({ location: { account }, list }) => [account, list])).toEqual([
      ['999900001111', undefined],
    ]);
  });

  describe('an aggregator of an organization', () => {
    const source = (
      SourceId: string,
      AwsRegion: string,
      LastUpdateStatus: 'SUCCEEDED' | 'FAILED' | 'OUTDATED',
    ) => ({
      SourceId,
      SourceType: 'ACCOUNT' as const,
      AwsRegion,
      LastUpdateStatus,
      ...(LastUpdateStatus === 'FAILED' && { LastErrorCode: 'AccessDenied' }),
    });
    const organization = {
      SourceId: 'Organization',
      SourceType: 'ORGANIZATION' as const,
      AwsRegion: 'eu-west-1',
      LastUpdateStatus: 'SUCCEEDED' as const,
    };
    const failing = {
      ConfigRuleName: 'a',
      ResourceType: 'AWS::S3::Bucket',
      ResourceId: 'x',
      ComplianceType: 'NON_COMPLIANT' as const,
      AccountId: '999900001111',
      AwsRegion: 'me-south-1',
    };
    const seen = async (Sources: readonly (typeof organization | ReturnType<typeof source>)[]) => {
      const aggregator = { ConfigurationAggregatorName: 'all', Gathered: [failing], Sources: [...Sources] };
      const { ports } = at({ account: { config: { Aggregators: [aggregator] } } });
      const unseen: string[] = [];
      const found = await sweepLocations(
        { home: location, aggregator: 'all', locations: [] },
        ports.clouds,
        unruled().listings,
        {
          missed: (cause) => unseen.push(ports.explain(cause).code),
          unwatched: (what) => unseen.push(`${what.where} ${what.why} ${what.remediations.join(',')}`),
        },
      );
      return {
        found: found.map((one) => `${one.location.account}/${one.location.region}`).toSorted(),
        unseen,
      };
    };

    test('looks where it can gather, and where something fails; the rest is said not to be watched', async () => {
      const sources = [
        source('444455556666', 'eu-west-1', 'SUCCEEDED'),
        source('444455556666', 'eu-west-2', 'OUTDATED'),
        source('444455556666', 'me-south-1', 'FAILED'),
        source('999900001111', 'me-south-1', 'FAILED'),
      ];
      expect(await seen([organization, ...sources])).toEqual({
        found: ['444455556666/eu-west-1', '444455556666/eu-west-2', '999900001111/me-south-1'],
        unseen: [`444455556666/me-south-1 not-gathered ${id}`],
      });
    });

    test('that does not name its accounts is missed', async () => {
      expect(await seen([organization])).toEqual({
        found: ['999900001111/me-south-1'],
        unseen: ['aggregator-names-no-accounts'],
      });
    });
  });
});
