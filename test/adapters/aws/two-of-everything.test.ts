import { DescribeConfigRulesCommand, ConfigServiceClient } from '@aws-sdk/client-config-service';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { cloudsOf, type CloudsOptions } from '../../../src/adapters/aws/clients.ts';
import type { Keys } from '../../../src/adapters/aws/keys.ts';
import { describeConfigRules } from '../../../src/adapters/aws/config-rules.ts';
import { unpaced } from '../../../src/adapters/aws/pace.ts';
import type { Location } from '../../../src/core/model/target.ts';
import { rememberRules } from '../../../src/intake/rules.ts';
import { startWireServer, type WireRequest, type WireServer } from '../../kit/wire-server.ts';

/**
 * Everything that is kept is tried with two accounts, two Regions and two roles at once: what one was given must never
 * serve another. Each role has keys of its own here, so that every call tells whose keys signed it.
 */
let wire: WireServer;
beforeAll(async () => {
  wire = await startWireServer();
});
afterAll(() => wire.close());

const accounts = ['111122223333', '444455556666'];
const regions = ['eu-west-1', 'us-east-1'];
const locations: readonly Location[] = accounts.flatMap((account) =>
  regions.map((region) => ({ account, region, partition: 'aws' })),
);

const keysFor = (body: string): string => {
  const [, account = '', role = ''] =
    /arn:aws:iam::(\d+):role\/([\w-]+)/.exec(decodeURIComponent(body)) ?? [];
  return `KEY-${account}-${role}`;
};
const assumed = ({ body }: WireRequest) => ({
  status: 200,
  headers: { 'content-type': 'text/xml' },
  body: `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials><AccessKeyId>${keysFor(body)}</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`,
});
/** Whose keys signed it, and for which Region. */
const signerOf = ({ headers }: WireRequest): string => {
  const [, key = '', region = ''] =
    /Credential=([^/]+)\/\d+\/([^/]+)\//.exec(headers.authorization ?? '') ?? [];
  return `${key} ${region}`;
};

beforeEach(() => {
  // The location answers with itself: the account by whose keys it was asked, and the Region.
  wire.answers((request) => {
    if (request.operation === 'AssumeRole') return assumed(request);
    const [key = '', region = ''] = signerOf(request).split(' ');
    const account = key.split('-')[1] ?? '';
    const arn = `arn:aws:config:${region}:${account}:config-rule/config-rule-1`;
    const rule = {
      ConfigRuleName: 'same-name',
      ConfigRuleArn: arn,
      Source: { Owner: 'AWS', SourceIdentifier: 'X' },
    };
    return {
      status: 200,
      headers: { 'content-type': 'application/x-amz-json-1.1' },
      body: JSON.stringify({ ConfigRules: [rule] }),
    };
  });
});

const options = (role: string): CloudsOptions => ({
  credentials: { accessKeyId: 'OWN', secretAccessKey: 'own' },
  env: { AWS_REGION: 'eu-west-1', AWS_ENDPOINT_URL: wire.endpoint },
  settings: { endpoint: wire.endpoint },
  roleFor: ({ account }) => `arn:aws:iam::${account}:role/${role}`,
  externalId: 'seal-of-the-hub',
  pace: unpaced,
  readAttempts: 1,
});

/** STS is found by the environment alone. */
const withSts = async (work: () => Promise<unknown>): Promise<void> => {
  const before = process.env['AWS_ENDPOINT_URL_STS'];
  process.env['AWS_ENDPOINT_URL_STS'] = wire.endpoint;
  try {
    await work();
  } finally {
    if (before === undefined) delete process.env['AWS_ENDPOINT_URL_STS'];
    else process.env['AWS_ENDPOINT_URL_STS'] = before;
  }
};
const others = (): readonly WireRequest[] => wire.asked.filter(({ operation }) => operation !== 'AssumeRole');
const assumptions = (): readonly URLSearchParams[] =>
  wire.asked
    .filter(({ operation }) => operation === 'AssumeRole')
    .map(({ body }) => new URLSearchParams(body));
const ask = async (clouds: ReturnType<typeof cloudsOf>, location: Location) =>
  clouds.look(location).use(ConfigServiceClient).send(new DescribeConfigRulesCommand({}));

test('each location is read with the keys of its own account and in its own Region', () =>
  withSts(async () => {
    const clouds = cloudsOf(options('read'));
    for (const round of [locations, locations.toReversed()])
      await Promise.all(round.map((location) => ask(clouds, location)));
    const expected = locations.map(({ account, region }) => `KEY-${account}-read ${region}`);
    expect(others().map(signerOf).toSorted()).toEqual([...expected, ...expected].toSorted());
  }));

test('a role is taken once for all Regions of its account, by its name, with the external id', () =>
  withSts(async () => {
    const clouds = cloudsOf(options('read'));
    for (const location of locations) await ask(clouds, location);
    expect(assumptions().map((one) => one.get('RoleArn'))).toEqual(
      accounts.map((account) => `arn:aws:iam::${account}:role/read`),
    );
    for (const one of assumptions())
      expect([one.get('ExternalId'), one.get('RoleSessionName')]).toEqual([
        'seal-of-the-hub',
        'waxseal-read',
      ]);
  }));

test('two roles of one account are two', () =>
  withSts(async () => {
    const [location] = locations;
    if (!location) throw new Error('there are locations');
    // As roles by location: one clouds, whose role depends on the Region.
    const clouds = cloudsOf({
      ...options(''),
      roleFor: ({ account, region }) => `arn:aws:iam::${account}:role/read-${region}`,
    });
    await ask(clouds, location);
    await ask(clouds, { ...location, region: 'us-east-1' });
    await ask(clouds, location);
    expect(others().map(signerOf)).toEqual([
      'KEY-111122223333-read-eu-west-1 eu-west-1',
      'KEY-111122223333-read-us-east-1 us-east-1',
      'KEY-111122223333-read-eu-west-1 eu-west-1',
    ]);
  }));

test('a location that is given another role is read with that one from then on', () =>
  withSts(async () => {
    const [location] = locations;
    if (!location) throw new Error('there are locations');
    let role = 'one';
    const roleFor = ({ account }: Location) => `arn:aws:iam::${account}:role/${role}`;
    const clouds = cloudsOf({ ...options(''), roleFor });
    await ask(clouds, location);
    role = 'other';
    await ask(clouds, location);
    expect(others().map(signerOf)).toEqual([
      'KEY-111122223333-one eu-west-1',
      'KEY-111122223333-other eu-west-1',
    ]);
  }));

test('a partition is a location of its own', () =>
  withSts(async () => {
    const seen: string[] = [];
    const clouds = cloudsOf({
      ...options('read'),
      configure: (_, { partition, region }) => seen.push(`${partition} ${region}`),
    });
    for (const partition of ['aws', 'aws-cn', 'aws'])
      clouds.look({ account: '111122223333', region: 'eu-west-1', partition }).use(ConfigServiceClient);
    expect(seen).toEqual(['aws eu-west-1', 'aws-cn eu-west-1']);
  }));

test('writes without sessions are kept by account and Region, too', () =>
  withSts(async () => {
    const clouds = cloudsOf(options('write'));
    const session = { run: 'r', remediation: 'x', kind: 'remediate' } as const;
    for (const location of [...locations, ...locations]) {
      const aws = await clouds.write(location, session);
      await aws.use(ConfigServiceClient).send(new DescribeConfigRulesCommand({}));
    }
    const expected = locations.map(({ account, region }) => `KEY-${account}-write ${region}`);
    expect(others().map(signerOf)).toEqual([...expected, ...expected]);
  }));

test('a session never writes with the keys of another one at the same location', async () => {
  let count = 0;
  const keys = async (): Promise<Keys> => ({ accessKeyId: `SESSION-${(count += 1)}`, secretAccessKey: 'x' });
  const clouds = cloudsOf({ ...options('write'), sessionFor: keys });
  const [location] = locations;
  if (!location) throw new Error('there are locations');
  const session = { run: 'r', remediation: 'x', kind: 'remediate' } as const;
  const [one, other] = [await clouds.write(location, session), await clouds.write(location, session)];
  for (const aws of [one, other, one])
    await aws.use(ConfigServiceClient).send(new DescribeConfigRulesCommand({}));
  expect(others().map(signerOf)).toEqual([
    'SESSION-1 eu-west-1',
    'SESSION-2 eu-west-1',
    'SESSION-1 eu-west-1',
  ]);
});

test('rules of one name are another one in each account and Region', () =>
  withSts(async () => {
    const describe = rememberRules(describeConfigRules(cloudsOf(options('read'))));
    const rules = locations.map((location) => ({ name: 'same-name', location }));
    const found = await Promise.all([...rules, ...rules].map((rule) => describe(rule)));
    const arns = locations.map(
      ({ account, region }) => `arn:aws:config:${region}:${account}:config-rule/config-rule-1`,
    );
    expect(found.map((rule) => rule?.arn)).toEqual([...arns, ...arns]);
    expect(others()).toHaveLength(locations.length);
  }));

test('a role that AWS does not let us take is no answer of the service', () =>
  withSts(async () => {
    wire.answers((request) => ({
      status: 403,
      headers: { 'content-type': 'text/xml' },
      body: `<ErrorResponse xmlns="x"><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>${request.operation}</Message></Error></ErrorResponse>`,
    }));
    const clouds = cloudsOf(options('read'));
    const [location] = locations;
    if (!location) throw new Error('there are locations');
    for (let time = 0; time < 2; time += 1)
      await expect(ask(clouds, location)).rejects.toMatchObject({ code: 'read-role-refused', retry: false });
    // A failure is not kept: the role may be there a moment later.
    expect(assumptions()).toHaveLength(2);
  }));

test('what is let go of is made anew, and whoever still has it can go on', () =>
  withSts(async () => {
    let made = 0;
    const destroyed: string[] = [];
    const clouds = cloudsOf({
      ...options('read'),
      mostLocations: 2,
      configure: (client, { account, region }) => {
        made += 1;
        const destroy = client.destroy.bind(client);
        client.destroy = () => {
          destroyed.push(`${account} ${region}`);
          destroy();
        };
      },
    });
    const [first, second, third] = locations;
    if (!first || !second || !third) throw new Error('there are locations');
    const held = clouds.look(first).use(ConfigServiceClient);
    await held.send(new DescribeConfigRulesCommand({}));
    await ask(clouds, second);
    expect([made, destroyed]).toEqual([2, []]);

    const underWay = held.send(new DescribeConfigRulesCommand({ ConfigRuleNames: ['x'] }));
    const pushedOut = ask(clouds, third);
    // Not while something is under way.
    expect(destroyed).toEqual([]);
    await Promise.all([underWay, pushedOut]);
    expect(destroyed).toEqual(['111122223333 eu-west-1']);
    await expect(
      held.send(new DescribeConfigRulesCommand({ ConfigRuleNames: ['y'] })),
    ).resolves.toBeDefined();
    await ask(clouds, first);
    expect(made).toBe(4);
    expect(others().map(signerOf)).toContain('KEY-111122223333-read eu-west-1');
  }));
