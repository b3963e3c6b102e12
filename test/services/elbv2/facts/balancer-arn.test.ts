import { describe, expect, test } from 'vitest';
import {
  balancerArnOf,
  parseBalancerArn,
  parseListenerArn,
} from '../../../../src/services/elbv2/facts/balancer-arn.ts';
import { servesHost } from '../../../../src/services/elbv2/facts/certificate-names.ts';
import { allOf, bounded, everyPage } from '../../../../src/aws/marked-pages.ts';

const arn = (resource: string, service = 'elasticloadbalancing'): string =>
  `arn:aws-cn:${service}:cn-north-1:111122223333:${resource}`;

describe('ARNs', () => {
  test.each([
    [arn('loadbalancer/app/web/1a'), true, false],
    [arn('loadbalancer/net/web/1a'), true, false],
    [arn('loadbalancer/classic'), false, false],
    [arn('my-loadbalancer/app/web/1a'), false, false],
    [arn('loadbalancer/app/web/1a/2b'), false, false],
    [arn('my-listener/app/web/1a/2b'), false, false],
    [arn('listener/app/web/1a/2b/3c'), false, false],
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

  const turns: Readonly<Record<string, (page: number) => string>> = {
    'a page that points to itself': () => 'same',
    'two pages that point to each other': (page) => String(page % 2),
    'pages without end': String,
  };
  test.each(Object.entries(turns))('%s fail instead of ending the list early', async (_name, turn) => {
    let page = 0;
    const next = () => turn((page += 1));
    const ours = allOf(everyPage(async () => ({ items: [1], next: next() })));
    await expect(ours).rejects.toMatchObject({
      code: 'pages-without-end',
      says: 'AWS answered a list whose pages lead back to an earlier page, or never end.',
      todo: 'Nothing was decided by it. Try again; if it stays so, ask AWS, or look at the endpoint that is used.',
      retry: true,
    });
    const theirs = async function* () {
      for (;;) yield { NextToken: next() };
    };
    await expect(allOf(bounded(theirs()))).rejects.toMatchObject({ code: 'pages-without-end' });
    expect(page).toBeLessThan(2100);
  });

  test.each([
    [1001, true],
    [1002, false],
  ])('a list of %i pages is believed: %s', async (count, is) => {
    let page = 0;
    const next = () => ((page += 1) < count ? String(page) : undefined);
    const ours = allOf(everyPage(async () => ({ items: [1], next: next() })));
    const theirs = async function* () {
      for (let n = 1; n <= count; n += 1) yield n < count ? { Marker: String(n) } : {};
    };
    for (const asking of [ours, allOf(bounded(theirs()))])
      if (is) expect(await asking).toHaveLength(count);
      else await expect(asking).rejects.toMatchObject({ code: 'pages-without-end' });
  });

  test('two markers that take turns end it, by whichever name the page has them', async () => {
    for (const name of ['Marker', 'NextToken']) {
      let pages = 0;
      const turning = async function* () {
        for (;;) yield { [name]: (pages += 1) % 2 === 0 ? 'even' : 'odd' };
      };
      await expect(allOf(bounded(turning()))).rejects.toMatchObject({ code: 'pages-without-end' });
      expect(pages).toBe(3);
    }
  });

  test("an SDK's paginator that ends is passed through", async () => {
    const two = async function* () {
      yield { Marker: 'a', Items: [1] };
      yield { Items: [2] };
    };
    expect(await allOf(bounded(two()))).toEqual([{ Marker: 'a', Items: [1] }, { Items: [2] }]);
  });
});
