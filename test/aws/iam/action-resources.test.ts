import { describe, expect, test } from 'vitest';
import { resourcesOf, type Aim } from '../../../src/aws/iam/action-resources.ts';
import {
  arnPatterns,
  resourceKinds,
  scopedActions,
  scopeOf,
  type ResourceKind,
} from '../../../src/aws/iam/action-scopes.ts';
import { knownOperations } from '../../../src/aws/iam/actions.ts';

const area = { partition: 'aws-cn', account: '111122223333', region: 'cn-north-1' };
const arn = (service: string, resource: string): string =>
  `arn:aws-cn:${service}:cn-north-1:111122223333:${resource}`;
const elb = (resource: string): string => arn('elasticloadbalancing', resource);
const rds = (resource: string): string => arn('rds', resource);
const at = (resource: string, ...changes: Aim['changes']): Aim => ({ ...area, arn: resource, changes });

/** Every kind at every place: what is not said here must be nothing. */
const places: readonly (readonly [string, Partial<Record<ResourceKind, readonly string[]>>])[] = [
  ['arn:aws-cn:s3:::ledger', { bucket: ['arn:aws-cn:s3:::ledger'] }],
  // Access points and other services' things are no buckets.
  [arn('s3', 'accesspoint/ledger'), {}],
  ['arn:aws-cn:s3express:::ledger', {}],
  [
    elb('loadbalancer/app/shop/50dc'),
    {
      'load-balancer': [elb('loadbalancer/app/shop/50dc')],
      listener: [elb('listener/app/shop/50dc/*')],
      'listener-rule': [elb('listener-rule/app/shop/50dc/*/*')],
      'target-group': [elb('targetgroup/*/*')],
    },
  ],
  [
    elb('listener-rule/app/shop/50dc/f2f7/9683'),
    {
      'load-balancer': [elb('loadbalancer/app/shop/50dc')],
      listener: [elb('listener/app/shop/50dc/f2f7')],
      'listener-rule': [elb('listener-rule/app/shop/50dc/f2f7/9683')],
      'target-group': [elb('targetgroup/*/*')],
    },
  ],
  // A Classic Load Balancer has no such family, and a target group does not say whose it is.
  [elb('loadbalancer/classic'), { 'target-group': [elb('targetgroup/*/*')] }],
  [elb('targetgroup/shop/1a2b'), { 'target-group': [elb('targetgroup/*/*')] }],
  [arn('elasticfilesystem', 'listener/app/shop/50dc/f2f7'), {}],
  [rds('db:orders'), { 'db-instance': [rds('db:orders')] }],
  [rds('cluster:orders'), { 'db-cluster': [rds('cluster:orders')] }],
  [rds('snapshot:db:orders'), {}],
  [arn('docdb', 'db:orders'), {}],
  [arn('acm', 'certificate/1a'), { certificate: [arn('acm', 'certificate/1a')] }],
  [arn('acm', 'account'), {}],
  [arn('acm-pca', 'certificate/1a'), {}],
  [arn('config', 'config-aggregator/all'), { 'config-aggregator': [arn('config', 'config-aggregator/all')] }],
  [arn('config', 'config-rule/all'), {}],
  ['orders', {}],
];
describe('what a write can concern, and nothing else', () => {
  test.each(places)('%s', (place, expected) => {
    for (const kind of resourceKinds)
      expect(resourcesOf(kind, at(place)), kind).toEqual(expected[kind] ?? []);
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
    expect(resourcesOf('db-parameter-group', at(instance, change))).toEqual(groups);
  });

  test('of clusters', () => {
    const change = { on: rds('cluster-pg:orders') };
    expect(resourcesOf('db-cluster-parameter-group', at(rds('cluster:orders'), change))).toEqual([
      rds('cluster-pg:orders'),
    ]);
    // It is a group of the other kind: neither its name nor anything of it is one of this kind.
    expect(
      resourcesOf('db-parameter-group', at(rds('cluster:orders'), { ...change, before: 1, after: 2 })),
    ).toEqual([]);
  });
});

test('all resources of a kind in one account and Region', () => {
  const all = Object.fromEntries(resourceKinds.map((kind) => [kind, arnPatterns(kind, area)]));
  expect(all).toMatchObject({
    bucket: ['arn:aws-cn:s3:::*'],
    'load-balancer': [elb('loadbalancer/app/*/*'), elb('loadbalancer/net/*/*')],
    listener: [elb('listener/app/*/*/*'), elb('listener/net/*/*/*')],
    'listener-rule': [elb('listener-rule/app/*/*/*/*'), elb('listener-rule/net/*/*/*/*')],
    'target-group': [elb('targetgroup/*/*')],
    'db-instance': [rds('db:*')],
    'db-parameter-group': [rds('pg:*')],
    'db-cluster': [rds('cluster:*')],
    'db-cluster-parameter-group': [rds('cluster-pg:*')],
    certificate: [arn('acm', 'certificate/*')],
    'config-aggregator': [arn('config', 'config-aggregator/*')],
  });
});

describe('the whole table of scopes', () => {
  const serviceOf = (kind: ResourceKind): string => arnPatterns(kind, area)[0]?.split(':')[2] ?? 'no service';
  const rows = scopedActions().map((action) => [action, scopeOf(action)] as const);

  test('an action is limited to resources of its own service, or it is said why it cannot be limited', () => {
    const wrong = rows.filter(([action, scope]) => {
      if (!scope) return true;
      if ('everywhere' in scope) return scope.everywhere.length < 20;
      return scope.on.length === 0 || scope.on.some((kind) => serviceOf(kind) !== action.split(':')[0]);
    });
    expect(wrong).toEqual([]);
  });

  test('no action that writes may be done everywhere', () => {
    const writes = new Set(
      knownOperations()
        .filter(([, , { access }]) => access === 'write')
        .flatMap(([, , { actions }]) => actions),
    );
    const wide = rows.filter(([action, scope]) => scope && 'everywhere' in scope && writes.has(action));
    expect(wide).toEqual([]);
  });
});
