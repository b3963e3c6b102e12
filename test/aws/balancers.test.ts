import { describe, expect, test } from 'vitest';
import { balancerArnOf, parseBalancerArn, parseListenerArn } from '../../src/aws/balancer-arn.ts';
import { ownerOf } from '../../src/aws/balancer-owner.ts';
import { servesHost } from '../../src/aws/certificate-names.ts';
import { allOf, everyPage } from '../../src/aws/marked-pages.ts';
import { conditionsOf } from '../../src/aws/plaintext-rules.ts';

const arn = (resource: string, service = 'elasticloadbalancing'): string =>
  `arn:aws-cn:${service}:cn-north-1:111122223333:${resource}`;

describe('ARNs', () => {
  test.each([
    [arn('loadbalancer/app/web/1a'), true, false],
    [arn('loadbalancer/net/web/1a'), true, false],
    [arn('loadbalancer/classic'), false, false],
    [arn('loadbalancer/app/web/1a', 's3'), false, false],
    [arn('listener/gwy/web/1a/2b'), false, true],
    [arn('listener-rule/app/web/1a/2b/3c'), false, false],
    [arn('targetgroup/web/1a'), false, false],
    ['web', false, false],
  ])('%s', (text, isBalancer, isListener) => {
    expect(parseBalancerArn(text) !== undefined).toBe(isBalancer);
    expect(parseListenerArn(text) !== undefined).toBe(isListener);
  });

  test('of the balancer, from what belongs to it', () => {
    expect(balancerArnOf(arn('listener/app/web/1a/2b'))).toBe(arn('loadbalancer/app/web/1a'));
    expect(balancerArnOf(arn('listener-rule/app/web/1a/2b/3c'))).toBe(arn('loadbalancer/app/web/1a'));
    expect(balancerArnOf('web')).toBe('web');
  });
});

describe('owners by their tags', () => {
  test.each([
    [{}, undefined],
    [{ owner: 'shop', 'my/kubernetes.io/': 'no' }, undefined],
    [{ 'elbv2.k8s.aws/cluster': 'shop' }, { by: 'kubernetes', name: 'shop' }],
    [{ 'kubernetes.io/cluster/shop': '' }, { by: 'kubernetes', name: 'kubernetes.io/cluster/shop' }],
    [
      {
        'aws:cloudformation:stack-name': 's',
        'elasticbeanstalk:environment-id': 'e-1',
        'elasticbeanstalk:environment-name': 'n',
      },
      { by: 'elastic-beanstalk', name: 'n' },
    ],
    [
      { 'aws:cloudformation:stack-name': 's', 'service.k8s.aws/stack': 'a/b' },
      { by: 'kubernetes', name: 'a/b' },
    ],
    [{ 'aws:cloudformation:stack-name': 's' }, { by: 'cloudformation', name: 's' }],
  ])('%j', (tags, owner) => {
    expect(ownerOf(tags)).toEqual(owner);
  });
});

describe('names on certificates', () => {
  test.each([
    ['www.example.com', ['www.example.com'], true],
    ['WWW.example.com', ['www.EXAMPLE.com'], true],
    ['www.example.com', ['*.example.com'], true],
    ['*.example.com', ['*.example.com'], true],
    ['example.com', ['*.example.com'], false],
    ['a.b.example.com', ['*.example.com'], false],
    ['w*.example.com', ['*.example.com'], false],
    ['*', ['*.example.com'], false],
    ['api?.example.com', ['*.example.com'], false],
    ['www.example.org', ['www.example.com', '*.example.com'], false],
    ['localhost', ['*.localhost'], false],
    ['www.example.com', [], false],
  ])('%s by %j: %s', (host, names, is) => {
    expect(servesHost(names, host)).toBe(is);
  });
});

describe('pages', () => {
  test('all of them, once', async () => {
    const answers = new Map<string | undefined, { items?: number[]; next?: string }>([
      [undefined, { items: [1, 2], next: 'a' }],
      ['a', { next: 'b' }],
      ['b', { items: [3] }],
    ]);
    const asked: (string | undefined)[] = [];
    const items = await allOf(
      everyPage<number>(async (marker) => {
        asked.push(marker);
        const { items: some, next } = answers.get(marker) ?? {};
        return { items: some, next };
      }),
    );
    expect(items).toEqual([1, 2, 3]);
    expect(asked).toEqual([undefined, 'a', 'b']);
  });

  test('a page that points to itself ends it', async () => {
    const items = await allOf(everyPage(async () => ({ items: [1], next: 'same' })));
    expect(items).toEqual([1, 1]);
  });
});

test('conditions of rules, old and new, several of one kind', () => {
  expect(
    conditionsOf([
      { Field: 'host-header', Values: ['b', 'a'] },
      { Field: 'host-header', HostHeaderConfig: { Values: ['c', 'a'], RegexValues: ['^x'] } },
      { Field: 'path-pattern', PathPatternConfig: { Values: ['/y'], RegexValues: ['^/z'] } },
      { Field: 'http-request-method', HttpRequestMethodConfig: { Values: ['POST'] } },
      { Field: 'source-ip', Values: ['10.0.0.0/8'] },
    ]),
  ).toEqual({ hosts: ['a', 'b', 'c'], hostPatterns: ['^x'], paths: ['/y', '^/z'], methods: ['POST'] });
});
