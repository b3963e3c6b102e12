import { describe, expect, test } from 'vitest';
import { unitsOf } from '../../../infra/units.ts';
import type { Aim } from '../../../src/aws/iam/service.ts';
import { catalog } from '../../../src/services/index.ts';
import { withoutResources } from '../../kit/session.ts';
import { book, services } from '../../../src/services/book.ts';

const units = await unitsOf(catalog);
const area = { partition: 'aws-cn', account: '111122223333', region: 'cn-north-1' };
const arn = (service: string, resource: string): string =>
  `arn:aws-cn:${service}:cn-north-1:111122223333:${resource}`;
const elb = (resource: string): string => arn('elasticloadbalancing', resource);
const rds = (resource: string): string => arn('rds', resource);
const at = (resource: string, ...changes: Aim['changes']): Aim => ({ ...area, arn: resource, changes });

/** Every kind at every place: what is not said here must be nothing. */
const locations: readonly (readonly [string, Readonly<Record<string, readonly string[]>>])[] = [
  ['arn:aws-cn:s3:::ledger', { 's3:bucket': ['arn:aws-cn:s3:::ledger'] }],
  // Access points and other services' things are no buckets.
  [arn('s3', 'accesspoint/ledger'), { 's3:accesspoint': [arn('s3', 'accesspoint/ledger')] }],
  ['arn:aws-cn:s3express:::ledger', {}],
  [
    elb('loadbalancer/app/shop/50dc'),
    {
      'elasticloadbalancing:loadbalancer/app/': [elb('loadbalancer/app/shop/50dc')],
      'elasticloadbalancing:listener/app': [elb('listener/app/shop/50dc/*')],
      'elasticloadbalancing:listener-rule/app': [elb('listener-rule/app/shop/50dc/*/*')],
      'elasticloadbalancing:targetgroup': [elb('targetgroup/*/*')],
    },
  ],
  [
    elb('listener-rule/app/shop/50dc/f2f7/9683'),
    {
      'elasticloadbalancing:loadbalancer/app/': [elb('loadbalancer/app/shop/50dc')],
      'elasticloadbalancing:listener/app': [elb('listener/app/shop/50dc/f2f7')],
      'elasticloadbalancing:listener-rule/app': [elb('listener-rule/app/shop/50dc/f2f7/9683')],
      'elasticloadbalancing:targetgroup': [elb('targetgroup/*/*')],
    },
  ],
  // A Classic Load Balancer has no such family, and a target group does not say whose it is.
  [
    elb('loadbalancer/classic'),
    {
      'elasticloadbalancing:loadbalancer': [elb('loadbalancer/classic')],
      'elasticloadbalancing:targetgroup': [elb('targetgroup/*/*')],
    },
  ],
  [elb('targetgroup/shop/1a2b'), { 'elasticloadbalancing:targetgroup': [elb('targetgroup/*/*')] }],
  [arn('elasticfilesystem', 'listener/app/shop/50dc/f2f7'), {}],
  [rds('db:orders'), { 'rds:db': [rds('db:orders')] }],
  [rds('cluster:orders'), { 'rds:cluster': [rds('cluster:orders')] }],
  [rds('snapshot:db:orders'), {}],
  [arn('docdb', 'db:orders'), {}],
  [arn('acm', 'certificate/1a'), { 'acm:certificate': [arn('acm', 'certificate/1a')] }],
  [arn('acm', 'account'), {}],
  [arn('acm-pca', 'certificate/1a'), {}],
  [
    arn('config', 'config-aggregator/all'),
    { 'config:ConfigurationAggregator': [arn('config', 'config-aggregator/all')] },
  ],
  [arn('config', 'config-rule/all'), { 'config:ConfigRule': [arn('config', 'config-rule/all')] }],
  ['orders', {}],
];
describe('what a write can concern, and nothing else', () => {
  test.each(locations)('%s', (location, expected) => {
    // There is one catalog, whatever is written in it.
    const always: Readonly<Record<string, readonly string[]>> = {
      'glue:rootcatalog': [arn('glue', 'catalog')],
    };
    for (const kind of book.kinds())
      expect(book.resourcesOf(kind, at(location)), kind).toEqual(expected[kind] ?? always[kind] ?? []);
  });
});

describe('parameter groups that a change names', () => {
  const instance = rds('db:orders');
  const pg = (...names: readonly string[]): readonly string[] => names.map((name) => rds(`pg:${name}`));
  test.each<readonly [string, Aim['changes'][number], readonly string[]]>([
    ['a group by name', { on: 'orders-pg' }, pg('orders-pg')],
    ['one parameter of it', { on: 'orders-pg/rds.force_ssl', before: '0', after: '1' }, pg('orders-pg')],
    ['a group by ARN', { on: rds('pg:orders-pg') }, pg('orders-pg')],
    ['one parameter of it, by ARN', { on: `${rds('pg:orders-pg')}#rds.force_ssl` }, pg('orders-pg')],
    ['a copy', { on: 'new', before: null, after: { copyOf: 'old' } }, pg('new', 'old')],
    ['a copy taken away again', { on: 'new', before: { copyOf: 'old' }, after: null }, pg('new', 'old')],
    ['a copy of nothing that has a name', { on: 'new', after: { copyOf: 7 } }, pg('new')],
    ['no copy', { on: 'new', after: { family: 'postgres15' } }, pg('new')],
    ['the group of an instance', { on: instance, before: 'old', after: 'new' }, pg('old', 'new')],
    ['from the default group', { on: instance, before: null, after: 'new' }, pg('default.*', 'new')],
    ['from what nobody knows', { on: instance, after: 'new' }, pg('default.*', 'new')],
    ['something else of an instance', { on: instance, before: false, after: { tls: true } }, []],
    ['a part of an instance', { on: `${instance}#group`, before: 'old', after: 'new' }, pg('old', 'new')],
    // A `*` or a colon in a name would open more than one group.
    ['a pattern', { on: '*' }, []],
    ['a name that is none', { on: 'new', after: { copyOf: 'old*' } }, pg('new')],
    ['a pattern on an instance', { on: instance, before: 'a:b', after: '9*' }, []],
    ['a pattern by ARN', { on: rds('pg:*') }, []],
    ['the longest name', { on: `a${'b'.repeat(254)}` }, pg(`a${'b'.repeat(254)}`)],
    ['a longer one', { on: `a${'b'.repeat(255)}` }, []],
  ])('%s', (_what, change, groups) => {
    expect(book.resourcesOf('rds:pg', at(instance, change))).toEqual(groups);
  });

  test('of clusters', () => {
    const change = { on: rds('cluster-pg:orders') };
    expect(book.resourcesOf('rds:cluster-pg', at(rds('cluster:orders'), change))).toEqual([
      rds('cluster-pg:orders'),
    ]);
    // It is a group of the other kind: neither its name nor anything of it is one of this kind.
    expect(book.resourcesOf('rds:pg', at(rds('cluster:orders'), { ...change, before: 1, after: 2 }))).toEqual(
      [],
    );
  });
});

test('all resources of a kind in one account and Region', () => {
  const all = Object.fromEntries(book.kinds().map((kind) => [kind, book.arnPattern(kind, area)]));
  expect(all).toMatchObject({
    's3:bucket': 'arn:aws-cn:s3:::*',
    'elasticloadbalancing:loadbalancer/app/': elb('loadbalancer/app/*/*'),
    'elasticloadbalancing:listener/net': elb('listener/net/*/*/*'),
    'elasticloadbalancing:listener-rule/app': elb('listener-rule/app/*/*/*/*'),
    'elasticloadbalancing:targetgroup': elb('targetgroup/*/*'),
    'rds:db': rds('db:*'),
    'rds:pg': rds('pg:*'),
    'rds:cluster-pg': rds('cluster-pg:*'),
    'acm:certificate': arn('acm', 'certificate/*'),
    'config:ConfigurationAggregator': arn('config', 'config-aggregator/*'),
  });
});

describe('the actions of an operation', () => {
  test.each([
    ['s3', 'ListBuckets', ['s3:ListAllMyBuckets'], 'read'],
    ['S3Client', 'HeadBucket', ['s3:ListBucket'], 'read'],
    ['S3Client', 'GetPublicAccessBlock', ['s3:GetBucketPublicAccessBlock'], 'read'],
    ['s3', 'PutBucketPolicy', ['s3:PutBucketPolicy'], 'write'],
    ['ConfigServiceClient', 'DescribeConfigRules', ['config:DescribeConfigRules'], 'read'],
    ['elasticloadbalancingv2', 'ModifyListener', ['elasticloadbalancing:ModifyListener'], 'write'],
    ['DatabaseMigrationServiceClient', 'DescribeEndpoints', ['dms:DescribeEndpoints'], 'read'],
    ['dms', 'DescribeEndpoints', ['dms:DescribeEndpoints'], 'read'],
    ['EventBridgeClient', 'PutEvents', ['events:PutEvents'], 'write'],
    ['SQSClient', 'SendMessageBatch', ['sqs:SendMessage'], 'write'],
    ['RDSClient', 'CreateDBParameterGroup', ['rds:CreateDBParameterGroup', 'rds:AddTagsToResource'], 'write'],
  ])('%s %s', (client, operation, actions, access) => {
    expect(book.actionsOf(client, operation)).toEqual({ actions, access });
  });

  test.each([
    ['S3Client', 'DeleteBucket'],
    ['IAMClient', 'GetUser'],
    ['S3Client', 'toString'],
    ['S3ClientOf', 'ListBuckets'],
    ['', ''],
  ])('%s %s is not known', (client, operation) => {
    expect(book.actionsOf(client, operation)).toBeUndefined();
  });

  const rows = book.operations();
  const of = (kind: 'read' | 'write') =>
    rows.filter(([, , { access }]) => access === kind).flatMap(([, , { actions }]) => actions);

  test('each reads or writes, never both, and none of its actions is a pattern', () => {
    expect(rows.length).toBeGreaterThan(100);
    const writes = new Set(of('write'));
    expect(of('read').filter((action) => writes.has(action))).toEqual([]);
    const twice = Object.values(services).flatMap(({ client, reads, writes: others }) =>
      [...reads, ...others]
        .filter((name, index, all) => all.indexOf(name) !== index)
        .map((name) => `${client} ${name}`),
    );
    expect(twice).toEqual([]);
    const actions = rows.flatMap(([, , needs]) => needs.actions);
    expect(actions.filter((action) => !/^[a-z0-9-]+:[A-Z][A-Za-z0-9]+$/.test(action))).toEqual([]);
  });

  test('reads are named like reads', () => {
    const reads = rows.filter(([, , { access }]) => access === 'read').map(([, operation]) => operation);
    const odd = reads.filter(
      (name) => !/^(Get|List|Describe|Head|Lookup|BatchGet|Query|Scan|Select|Download)/.test(name),
    );
    // A query of Logs Insights or of Athena is begun, and ended early; an HTTP API is exported into the answer. All of them read.
    expect(odd.toSorted()).toEqual([
      'ExportApi',
      'StartQuery',
      'StartQueryExecution',
      'StopQuery',
      'StopQueryExecution',
    ]);
  });

  test('every action of ours can be granted', () => {
    const own = new Set(Object.values(services).map(({ prefix }) => prefix));
    const lost = rows
      .flatMap(([, , { actions }]) => actions)
      .filter((action) => own.has(action.split(':')[0] ?? '') && !book.scopeOf(action));
    expect(lost).toEqual([]);
  });
});

describe('scopes', () => {
  const rows = book.actions().map((action) => [action, book.scopeOf(action)] as const);

  test('an action is limited to resources of its own service, or it is said why it cannot be limited', () => {
    const wrong = rows.filter(([action, scope]) => {
      if (!scope) return true;
      if ('everywhere' in scope) return scope.everywhere.length < 20;
      return scope.on.length === 0 || scope.on.some((kind) => kind.split(':')[0] !== action.split(':')[0]);
    });
    expect(wrong).toEqual([]);
  });

  test('no remediation writes everywhere but where IAM knows no resources', () => {
    const writes = units.flatMap(({ permissions }) => [...permissions.write, ...permissions.undo]);
    expect(writes.length).toBeGreaterThan(3);
    const wide = writes.filter((action) => 'everywhere' in (book.scopeOf(action) ?? {}));
    expect(new Set(wide)).toEqual(new Set(withoutResources));
  });

  test('who narrows the reference says why, and what it widens only reads', () => {
    const short = Object.values(services).flatMap(({ narrowed = {}, everywhere = {} }) => [
      ...Object.values(narrowed).map(({ because }) => because),
      ...Object.values(everywhere),
    ]);
    expect(short.filter((because) => because.length < 20)).toEqual([]);
    const widened = Object.values(services).flatMap(({ everywhere = {}, iam }) =>
      Object.keys(everywhere).filter((name) => iam.actions[name]?.access !== 'read'),
    );
    expect(widened).toEqual([]);
  });
});
