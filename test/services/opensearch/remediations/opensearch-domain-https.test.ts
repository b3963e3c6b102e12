import { expect, test } from 'vitest';
import { noDependants } from '../../../../src/dependants/words.ts';
import unit from '../../../../src/services/opensearch/remediations/opensearch-domain-https.ts';
import { errors, order } from '../../../../src/services/opensearch/parameters/domain.ts';
import elasticsearch from '../../../../src/services/opensearch/resources/aws-elasticsearch-domain.ts';
import openSearch from '../../../../src/services/opensearch/resources/aws-opensearch-domain.ts';
import { answering, location, refusal } from '../../../kit/answers.ts';
import { anyOf } from '../../../kit/any-of.ts';
import { environmentsWith } from '../../../dependants/environments.ts';
import { testRemediation } from '../../../kit/tester.ts';
import { arn, fips, oldTls, pfs, shop, tls12 } from '../domains.ts';

const options = (EnforceHTTPS: boolean, TLSSecurityPolicy: string, more: object = {}) => ({
  DomainEndpointOptions: { EnforceHTTPS, TLSSecurityPolicy, CustomEndpointEnabled: false, ...more },
});
const good = options(true, pfs);
const plainOnly = options(false, pfs);
const plain = {
  set: 'endpointOption',
  on: `${arn}#EnforceHTTPS`,
  before: false,
  after: true,
  impact: ['breaks-plaintext'],
} as const;
const policy = {
  set: 'endpointOption',
  on: `${arn}#TLSSecurityPolicy`,
  before: oldTls,
  after: pfs,
  impact: ['breaks-old-tls'],
} as const;
const fixed = { is: 'non-compliant', message: 'not-as-wanted' } as const;
const asksPlain = {
  ...fixed,
  changes: [plain],
  hazards: ['clients-over-http', 'may-be-blue-green'],
  notes: ['plain-http-may-not-come-back'],
} as const;
const asksOld = { ...fixed, changes: 1, hazards: ['clients-with-old-tls', 'may-be-blue-green'] } as const;
const endpoint = 'search-orders-abc123.eu-west-1.es.amazonaws.com';
const search = (EndpointIdentifier: string, EndpointUri: string) => ({
  EndpointIdentifier,
  EngineName: 'opensearch',
  ElasticsearchSettings: { EndpointUri },
});
const ended = ['old-tls-may-not-come-back'] as const;
const asksBoth = {
  ...fixed,
  changes: [plain, policy],
  hazards: ['clients-over-http', 'clients-with-old-tls', 'may-be-blue-green'],
  notes: [...ended, 'plain-http-may-not-come-back'],
} as const;
const pending = { is: 'pending', message: 'busy' } as const;
const people = { is: 'non-compliant', message: 'needs-people', changes: [] } as const;
const unknown = { is: 'unknown', message: 'value-unknown' } as const;

testRemediation(unit, anyOf(openSearch, elasticsearch), {
  'HTTPS only, with forward secrecy': { account: shop(good) },
  'after no change at all': { account: shop({ ...good, ConfigChangeStatus: null }) },
  'after a change that was cancelled': { account: shop({ ...good, ConfigChangeStatus: 'Cancelled' }) },
  'what a domain is when nobody chose': {
    account: shop(),
    expect: {
      ...asksBoth,
      says: [
        `Of domain orders, EnforceHTTPS, TLSSecurityPolicy is false, "${oldTls}". Apply the plan: it sets true, "${pfs}", and sends the other endpoint options as they are.`,
        'Whoever comes to domain orders over plain HTTP at port 80 is refused from then on: applications, shippers of logs, scripts and bookmarks of dashboards alike. Logs of OpenSearch Service name nobody who comes that way. Give every client a URL with https:// and port 443 first. In a VPC, flow logs show who comes to port 80.',
        `With ${pfs}, domain orders no longer takes TLS 1.0 and 1.1, cipher suites without forward secrecy. Nothing records with which protocol or cipher suite its clients come. Try one client of each kind against a domain with this policy first; old Java, OpenSSL and curl are the likely ones.`,
        `In most cases AWS changes these options without a blue/green deployment, but does not promise it: one copies all data of domain orders to new nodes, which loads it for hours. While a change is going on AWS may refuse others. See which it would be, while nothing else is going on: aws opensearch update-domain-config --domain-name orders --domain-endpoint-options '{"CustomEndpointEnabled":false,"EnforceHTTPS":true,"TLSSecurityPolicy":"${pfs}"}' --dry-run --dry-run-mode Basic --region eu-west-1 --query DryRunResults. DynamicUpdate is without one.`,
        'There is no way back to plain HTTP while fine-grained access control of domain orders is on: once somebody has switched it on, AWS refuses the undo.',
        `AWS announced that OpenSearch Service supports TLS 1.0 and 1.1 no more from 2026-04-20 on: it may refuse to give domain orders ${oldTls} again.`,
      ],
    },
  },
  'of Elasticsearch': {
    account: shop({ EngineVersion: 'Elasticsearch_7.10' }),
    expect: asksBoth,
  },
  'of Elasticsearch, as it should be': { account: shop({ EngineVersion: 'Elasticsearch_6.8', ...good }) },
  'with a standby, which takes one change at a time': {
    account: shop({ ClusterConfig: { MultiAZWithStandbyEnabled: true }, ...plainOnly }),
    expect: asksPlain,
  },
  'plain HTTP is taken': { account: shop(plainOnly), target: arn, expect: asksPlain },
  'named with the account': { account: shop(plainOnly), target: '111122223333/orders', expect: asksPlain },
  'in a VPC': {
    account: shop({
      ...plainOnly,
      VPCOptions: { VPCId: 'vpc-0a1b2c3d', SubnetIds: ['subnet-2', 'subnet-1'] },
    }),
    expect: asksPlain,
  },
  'TLS 1.0 is taken': {
    account: shop(options(true, oldTls)),
    expect: { ...asksOld, changes: [policy], notes: ended },
  },
  'TLS 1.2 without forward secrecy': {
    account: shop(options(true, tls12)),
    expect: {
      ...asksOld,
      changes: [{ ...policy, before: tls12 }],
      says: [
        `With ${pfs}, domain orders no longer takes cipher suites without forward secrecy. Nothing records with which protocol or cipher suite its clients come. Try one client of each kind against a domain with this policy first; old Java, OpenSSL and curl are the likely ones.`,
      ],
    },
  },
  'fine-grained access control': {
    account: shop({ ...options(true, tls12), AdvancedSecurityOptions: { Enabled: true } }),
    expect: asksOld,
  },
  'the policy of RFC 9151': {
    account: shop(options(true, fips)),
    expect: {
      is: 'compliant',
      notes: ['not-of-security-hub'],
      says: [
        `Domain orders has ${fips}, which is accepted here. Opensearch.8 and ES.8 of Security Hub take ${pfs} only, and say that it fails.`,
      ],
    },
  },
  'the policy of RFC 9151, over plain HTTP too': {
    account: shop(options(false, fips)),
    expect: { ...asksPlain, notes: ['not-of-security-hub', 'plain-http-may-not-come-back'] },
  },
  'the policy of RFC 9151 is not accepted: a weaker one is never set': {
    account: shop(options(true, fips)),
    settings: { acceptedPolicies: [pfs] },
    expect: {
      is: 'non-compliant',
      message: 'stronger-than-accepted',
      changes: [],
      says: [
        `Domain orders has ${fips}. Of the accepted policies (${pfs}) none is stronger, and a weaker one is never set. Accept this policy (acceptedPolicies of the settings, tlsPolicies of the Config rule), or accept a stronger one.`,
      ],
    },
  },
  'nothing is accepted': {
    account: shop(good),
    settings: { acceptedPolicies: [] },
    expect: { is: 'non-compliant', message: 'stronger-than-accepted', changes: [] },
  },
  'not accepted, and plain HTTP is taken': {
    account: shop(options(false, fips)),
    settings: { acceptedPolicies: [tls12] },
    expect: {
      is: 'non-compliant',
      message: 'stronger-than-accepted',
      changes: [],
      hazards: ['clients-over-http'],
    },
  },
  'a rule that accepts TLS 1.2': {
    account: shop(options(true, tls12)),
    settings: { acceptedPolicies: [tls12, pfs] },
    expect: { is: 'compliant', notes: ['not-of-security-hub'] },
  },
  'a rule that accepts TLS 1.2 alone, and 1.0 is taken': {
    account: shop(options(true, oldTls)),
    settings: { acceptedPolicies: [tls12] },
    expect: {
      ...asksOld,
      changes: [{ ...policy, after: tls12 }],
      notes: ended,
      says: [
        `With ${tls12}, domain orders no longer takes TLS 1.0 and 1.1. Nothing records with which protocol or cipher suite its clients come. Try one client of each kind against a domain with this policy first; old Java, OpenSSL and curl are the likely ones.`,
      ],
    },
    next: { is: 'compliant', notes: ['not-of-security-hub'] },
  },
  'a rule that accepts TLS 1.2, and more: what Security Hub takes is set': {
    account: shop(options(true, oldTls)),
    settings: { acceptedPolicies: [tls12, pfs, fips] },
    expect: { ...asksOld, changes: [policy], notes: ended },
  },
  'a rule that accepts RFC 9151 alone': {
    account: shop(good),
    settings: { acceptedPolicies: [fips] },
    expect: { ...asksOld, changes: [{ ...policy, before: pfs, after: fips }] },
    next: { is: 'compliant', notes: ['not-of-security-hub'] },
  },
  'a custom endpoint stays': {
    account: shop(
      options(false, oldTls, {
        CustomEndpointEnabled: true,
        CustomEndpoint: 'search.example.com',
        CustomEndpointCertificateArn: 'arn:aws:acm:eu-west-1:111122223333:certificate/1',
      }),
    ),
    expect: {
      ...asksBoth,
      notes: ['custom-endpoint-too', ...asksBoth.notes],
      says: [
        'The same goes for clients that come by the custom endpoint search.example.com. It stays, with its certificate.',
      ],
    },
  },
  'Lambda, ECS, DMS and Glue come to its endpoint without HTTPS': {
    account: {
      ...shop(plainOnly),
      ...environmentsWith(`http://${endpoint}/_search`),
      dms: {
        Endpoints: [
          search('index', `http://${endpoint}`),
          search('safe', `https://${endpoint}`),
          search('other', 'http://search-carts-abc123.eu-west-1.es.amazonaws.com'),
        ],
      },
      glue: {
        Connections: [
          { Name: 'etl', ConnectionProperties: { 'opensearch.nodes': `http://${endpoint}` } },
          { Name: 'over-tls', ConnectionProperties: { 'opensearch.nodes': `https://${endpoint}` } },
        ],
      },
    },
    expect: {
      ...asksPlain,
      hazards: [
        ...asksPlain.hazards,
        'dms-without-tls',
        'glue-without-tls',
        'lambda-without-tls',
        'ecs-without-tls',
      ],
      notes: [...asksPlain.notes, 'settings-elsewhere'],
      says: [
        'DMS endpoints have an address with http:// of domain orders and would fail: index. Give them an EndpointUri with https:// first.',
        'Glue connections have an address of domain orders without https:// and may fail: etl. Write https:// and port 443 in them first.',
      ],
    },
  },
  'Lambda and ECS come by the custom endpoint': {
    account: {
      ...shop(options(false, pfs, { CustomEndpointEnabled: true, CustomEndpoint: 'search.example.com' })),
      ...environmentsWith('search.example.com:80'),
    },
    expect: {
      ...asksPlain,
      hazards: [...asksPlain.hazards, 'lambda-without-tls', 'ecs-without-tls'],
      notes: [...asksPlain.notes, 'custom-endpoint-too', 'settings-elsewhere'],
    },
  },
  'Lambda and ECS come in its VPC': {
    account: {
      ...shop({ ...plainOnly, VPCOptions: { VPCId: 'vpc-0a1b2c3d' } }),
      ...environmentsWith('http://vpc-orders-abc123.eu-west-1.es.amazonaws.com'),
    },
    expect: {
      ...asksPlain,
      hazards: [...asksPlain.hazards, 'lambda-without-tls', 'ecs-without-tls'],
      notes: [...asksPlain.notes, 'settings-elsewhere'],
    },
  },
  'Lambda and ECS come to it by HTTPS': {
    account: { ...shop(plainOnly), ...environmentsWith(`https://${endpoint}`) },
    expect: { ...asksPlain, notes: [...asksPlain.notes, 'settings-elsewhere'] },
  },
  'Lambda and ECS come to port 443': {
    account: { ...shop(plainOnly), ...environmentsWith(`${endpoint}:443`) },
    expect: { ...asksPlain, notes: [...asksPlain.notes, 'settings-elsewhere'] },
  },
  'nobody who comes may be read': {
    account: {
      ...shop(plainOnly),
      denied: ['dms:DescribeEndpoints', 'glue:GetConnections', 'lambda:ListFunctions', 'ecs:ListClusters'],
    },
    expect: {
      ...asksPlain,
      hazards: [...asksPlain.hazards, 'dependants-unseen'],
      says: [
        "It could not be excluded that others connect to domain orders without TLS: Waxseal could not look through DMS endpoints, Glue connections, Lambda functions, ECS task definitions. Give Waxseal's role the read permissions if it lacks them, or check there yourself.",
      ],
    },
  },
  'AWS does not show where it is reached': {
    account: shop({ ...plainOnly, Endpoint: null }),
    expect: { ...asksPlain, hazards: [...asksPlain.hazards, 'dependants-unseen'] },
  },
  'old TLS alone: who comes without TLS is refused already, and nobody is asked': {
    account: { ...shop(options(true, oldTls)), denied: ['lambda:ListFunctions', 'ecs:ListClusters'] },
    expect: { ...asksOld, changes: [policy], notes: ended },
  },
  'a custom endpoint of one that is as it should be': {
    account: shop(options(true, pfs, { CustomEndpointEnabled: true, CustomEndpoint: 'search.example.com' })),
  },
  'options that are newer than the SDK: the call could take them away': {
    account: shop({ Dropped: ['DomainConfig.DomainEndpointOptions.Options.Newer'] }),
    expect: {
      is: 'non-compliant',
      message: 'whole-unread',
      changes: [],
      hazards: ['clients-over-http', 'clients-with-old-tls', 'may-be-blue-green'],
      notes: asksBoth.notes,
    },
  },
  'a policy that nobody knows': {
    account: shop(options(true, 'Policy-Min-TLS-1-3-2031-01')),
    expect: {
      ...unknown,
      says: [
        'Of the endpoint options of domain orders something is "Policy-Min-TLS-1-3-2031-01": Waxseal does not know that value, or AWS does not say that the change which ordered it was carried out. See how the domain is and what became of its last change (aws opensearch describe-domain-change-progress --domain-name orders --region eu-west-1), or set the options by hand.',
      ],
    },
  },
  'a policy that nobody knows, and an owner accepts': {
    account: shop(options(true, 'Policy-Min-TLS-1-3-2031-01')),
    settings: { acceptedPolicies: ['Policy-Min-TLS-1-3-2031-01'] },
    expect: { is: 'compliant', notes: ['not-of-security-hub'] },
  },
  'AWS does not tell whether plain HTTP is taken': {
    account: shop({ DomainEndpointOptions: { TLSSecurityPolicy: pfs } }),
    expect: unknown,
  },
  'AWS does not tell the policy': {
    account: shop({ DomainEndpointOptions: { EnforceHTTPS: true } }),
    expect: unknown,
  },
  'a change is being made': {
    account: shop({ DomainProcessingStatus: 'Modifying', Processing: true, State: 'Processing' }),
    expect: {
      ...pending,
      says: [
        'The domain orders is Modifying; nothing is changed in it until that is over. Nothing, unless it stays so for more than a day: see then what it waits for (aws opensearch describe-domain-change-progress --domain-name orders --region eu-west-1), and ask AWS Support.',
      ],
    },
  },
  'what is ordered is not so yet': {
    account: shop({ ...good, DomainProcessingStatus: 'Modifying', State: 'Processing' }),
    expect: pending,
  },
  'only the options say that they are on their way': {
    account: shop({ ...good, State: 'Processing' }),
    expect: pending,
  },
  'the options say nothing of how they are': { account: shop({ ...good, State: null }), expect: pending },
  'only the change says that it is validated': {
    account: shop({ ...good, ConfigChangeStatus: 'Validating' }),
    expect: pending,
  },
  'only the older member says that it is being processed': {
    account: shop({ ...good, Processing: true }),
    expect: pending,
  },
  'the engine is being upgraded': {
    account: shop({ DomainProcessingStatus: 'UpgradingEngineVersion', UpgradeProcessing: true }),
    expect: pending,
  },
  'only the older member says that it is being upgraded': {
    account: shop({ UpgradeProcessing: true }),
    expect: pending,
  },
  'it is being created': { account: shop({ Created: false }), expect: pending },
  'it is being deleted': { account: shop({ ...good, Deleted: true }), expect: pending },
  'AWS refused the last change': {
    account: shop({ ConfigChangeStatus: 'ValidationFailed' }),
    expect: {
      ...people,
      says: [
        'The domain orders is ValidationFailed: nothing is changed in it before that is fixed. AWS refused the change that somebody ordered last. See why (aws opensearch describe-domain-change-progress --domain-name orders --region eu-west-1), correct it, and order it again or cancel it; the domain is evaluated again afterwards.',
      ],
    },
  },
  'AWS refused the change that ordered what is wanted': {
    account: shop({ ...good, ConfigChangeStatus: 'ValidationFailed' }),
    expect: unknown,
  },
  'a change waits for an answer': {
    account: shop({ ConfigChangeStatus: 'PendingUserInput' }),
    expect: people,
  },
  'it is isolated': { account: shop({ DomainProcessingStatus: 'Isolated' }), expect: people },
  'a status that no page has': {
    account: shop({ DomainProcessingStatus: 'Paused' }),
    expect: { is: 'unknown', message: 'status-unknown' },
  },
  'no status is told': {
    account: shop({ DomainProcessingStatus: null }),
    expect: { is: 'unknown', message: 'status-unknown' },
  },
  'no status is told of one that seems good': {
    account: shop({ ...good, DomainProcessingStatus: null }),
    expect: unknown,
  },
  GovCloud: {
    account: shop(plainOnly),
    location: { partition: 'aws-us-gov', region: 'us-gov-west-1' },
    expect: {
      ...asksPlain,
      changes: [{ on: 'arn:aws-us-gov:es:us-gov-west-1:111122223333:domain/orders#EnforceHTTPS' }],
    },
  },
  'a domain that is gone': {
    account: {},
    target: 'arn:aws:es:eu-west-1:111122223333:domain/gone',
    gone: true,
  },
});

const target = { ...location, type: 'AWS::OpenSearch::Domain', id: 'orders', arn };

const refused = async (
  name: string,
  DomainStatus: object | undefined,
  change: Parameters<typeof order>[0] = { DomainEndpointOptions: { EnforceHTTPS: true } },
) => {
  const { write } = await answering(({ operation }) => {
    if (operation === 'UpdateDomainConfig') throw refusal(name, 400);
    return { DomainStatus };
  });
  return order(change, target, write);
};

test.each([
  ['a change', { DomainProcessingStatus: 'Modifying' }],
  ['an upgrade', { DomainProcessingStatus: 'UpgradingEngineVersion' }],
  [
    'a validation',
    { DomainProcessingStatus: 'Active', ChangeProgressDetails: { ConfigChangeStatus: 'Validating' } },
  ],
  ['something', { DomainProcessingStatus: 'Active', Processing: true }],
])('refused while %s is going on: it is tried again, and is no fault of the call', async (_what, domain) => {
  await expect(refused('ValidationException', domain)).rejects.toMatchObject({
    code: 'conflict',
    retry: true,
  });
});

test.each([
  ['ValidationException', { DomainProcessingStatus: 'Active' }],
  ['ValidationException', { DomainProcessingStatus: 'Isolated' }],
  [
    'ValidationException',
    { DomainProcessingStatus: 'Active', ChangeProgressDetails: { ConfigChangeStatus: 'ValidationFailed' } },
  ],
  ['ValidationException', undefined],
  ['LimitExceededException', { DomainProcessingStatus: 'Modifying' }],
])('%s of a domain that is %o is thrown as it is', async (name, domain) => {
  await expect(refused(name, domain)).rejects.toMatchObject({ name });
});

const secured = { DomainProcessingStatus: 'Active', AdvancedSecurityOptions: { Enabled: true } };
const unsecured = { DomainProcessingStatus: 'Active', AdvancedSecurityOptions: { Enabled: false } };

test.each([
  ['https-needed', secured, { EnforceHTTPS: false, TLSSecurityPolicy: pfs }],
  // Both are so: plain HTTP is what AWS refuses whatever the policy is.
  ['https-needed', secured, { EnforceHTTPS: false, TLSSecurityPolicy: oldTls }],
  ['old-tls-ended', unsecured, { EnforceHTTPS: false, TLSSecurityPolicy: oldTls }],
  ['old-tls-ended', secured, { EnforceHTTPS: true, TLSSecurityPolicy: oldTls }],
] as const)('a way back that AWS does not take has an error of its own: %s', async (code, domain, sent) => {
  await expect(refused('ValidationException', domain, { DomainEndpointOptions: sent })).rejects.toMatchObject(
    {
      code,
      ...errors[code],
      retry: false,
    },
  );
  expect(unit.meta.errors).toHaveProperty(code);
});

test.each([
  [unsecured, { DomainEndpointOptions: { EnforceHTTPS: false, TLSSecurityPolicy: pfs } }],
  [secured, { DomainEndpointOptions: { EnforceHTTPS: true, TLSSecurityPolicy: pfs } }],
  [secured, { NodeToNodeEncryptionOptions: { Enabled: true } }],
] as const)('what AWS refuses of %o otherwise is thrown as it is', async (domain, change) => {
  await expect(refused('ValidationException', domain, change)).rejects.toMatchObject({
    name: 'ValidationException',
  });
});

test('at work, it is tried again: AWS would not have taken anything', async () => {
  const busy = { ...secured, DomainProcessingStatus: 'Modifying' };
  await expect(
    refused('ValidationException', busy, { DomainEndpointOptions: { EnforceHTTPS: false } }),
  ).rejects.toMatchObject({ code: 'conflict', retry: true });
});

test('a rule says which policies it takes, or leaves them as they are', () => {
  expect(unit.fromRule?.({ tlsPolicies: `${pfs}, ${tls12},` })).toEqual({ acceptedPolicies: [pfs, tls12] });
  expect(unit.fromRule?.({ tlsPolicies: '' })).toEqual({});
  expect(unit.fromRule?.({})).toEqual({});
});

test('one call sends all endpoint options', async () => {
  const held = {
    ...options(false, oldTls, { CustomEndpoint: 'search.example.com' }).DomainEndpointOptions,
  };
  const { read } = await answering(() => ({
    DomainConfig: { DomainEndpointOptions: { Options: held, Status: { State: 'Active' } } },
  }));
  const { write, asked } = await answering(() => ({}));
  const { endpointOption } = unit.fields;
  const seen = await endpointOption.get(`${arn}#EnforceHTTPS`, target, read);
  await endpointOption.put(`${arn}#EnforceHTTPS`, true, seen, target, write);
  expect(asked).toEqual([
    {
      operation: 'UpdateDomainConfig',
      input: { DomainName: 'orders', DomainEndpointOptions: { ...held, EnforceHTTPS: true } },
    },
  ]);
});

test('another domain of this name is not it', async () => {
  const { read } = await answering(() => ({
    DomainStatus: { DomainName: 'orders', ARN: `${arn}-2` },
    DomainConfig: { DomainEndpointOptions: { Options: {} } },
  }));
  expect(await unit.read(target, read)).toBeUndefined();
});

test('only of a domain in a VPC that takes plain HTTP is asked who comes', () => {
  const state = (EnforceHTTPS: boolean, vpc: string | null) => ({
    whole: { EnforceHTTPS, TLSSecurityPolicy: oldTls } as const,
    dropped: [],
    readiness: { is: 'ready' } as const,
    dependants: noDependants,
    vpc,
  });
  const asks = (EnforceHTTPS: boolean, vpc: string | null) =>
    unit.evidence?.(state(EnforceHTTPS, vpc), target, { acceptedPolicies: [pfs] });
  expect(asks(false, null)).toEqual([]);
  expect(asks(true, 'vpc-0a1b2c3d')).toEqual([]);
  expect(asks(false, 'vpc-0a1b2c3d')).toEqual([
    {
      ask: 'connections-to-plaintext-ports',
      of: arn,
      clears: ['breaks-plaintext'],
      given: { plaintextPorts: ['80'], tlsPorts: ['443'], description: 'ES orders', vpc: 'vpc-0a1b2c3d' },
      unwatched:
        'OpenSearch Service counts what comes to its nodes, and whoever is refused before comes to none',
    },
  ]);
});

test.each([
  [
    'AWS::OpenSearch::Domain',
    'AWS::OpenSearchService::Domain',
    'aws_opensearch_domain',
    'opensearchservice.Domain',
  ],
  [
    'AWS::Elasticsearch::Domain',
    'AWS::Elasticsearch::Domain',
    'aws_elasticsearch_domain',
    'elasticsearch.Domain',
  ],
])('%s in code', (type, cloudformation, terraform, cdk) => {
  const of = (change: object) => unit.source?.({ ...plain, ...change }, { ...target, type });
  expect(of({})?.cloudformation).toContain(cloudformation);
  expect(of({})?.cloudformation).toContain('EnforceHTTPS: true');
  expect(of({})?.terraform).toContain(terraform);
  expect(of({})?.terraform).toContain('enforce_https = true');
  expect(of({})?.cdk).toContain(cdk);
  expect(of({})?.cdk).toContain('enforceHttps: true,');
  expect(of({ ...policy, after: tls12 })?.cdk).toContain('TLSSecurityPolicy.TLS_1_2,');
  expect(of(policy)?.terraform).toContain(`tls_security_policy = "${pfs}"`);
  expect(of({ ...policy, after: fips })?.cdk).toContain(
    `.CfnDomain).addPropertyOverride('DomainEndpointOptions.TLSSecurityPolicy', '${fips}');`,
  );
});
