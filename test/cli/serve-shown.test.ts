import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { documents } from '../../src/cli/documents/index.ts';
import { hiddenIn, type Served, servedBy, type Visitor, visitorOf } from '../kit/served.ts';
import { ada, flat, terminalAt } from '../kit/terminal.ts';

/** Map, certificates and posture inside the pages, narrowed as the findings are; and what is shown as files. */

let served: Served;
let visitor: Visitor;
beforeAll(async () => {
  const terminal = terminalAt({});
  terminal.signIn(ada);
  served = await servedBy(terminal, ['--demo', '--scan']);
  visitor = await visitorOf(served);
  await visitor.looked();
}, 120_000);
afterAll(async () => {
  await served?.stop();
});

const read = async (path: string): Promise<string> => (await visitor.get(path)).body;
const report = async (query = '') => {
  const { body } = await visitor.get(`/report.json${query}`);
  return z.parse(documents['waxseal/report/v1'], JSON.parse(body)).report;
};

describe('what a look has found', () => {
  test('hops, certificates and posture are on the page, and lead to it', async () => {
    const body = await read('/');
    for (const id of ['map', 'certificates', 'posture']) {
      expect(body).toContain(`id="${id}"`);
      expect(body).toContain(`href="#${id}"`);
    }
  });

  test('the page of the posture has every criterion with its proof', async () => {
    const body = flat(await read('/posture'));
    expect(body).toContain('Criteria: organization');
    expect(body).toContain('Never measured here');
    expect(flat(await read('/'))).toContain('href="/posture"');
  });

  test('they are those of waxseal report', async () => {
    const { map, certificates, posture } = await report();
    expect(map?.edges.length).toBeGreaterThan(20);
    expect(certificates?.certificates.length).toBeGreaterThan(2);
    expect(posture?.looked).toBe(true);
    expect(posture?.maturity.length).toBeGreaterThan(0);
  });
});

describe('a filter', () => {
  test('narrows the hops to those of the resources that are shown', async () => {
    const all = await report();
    const some = await report('?owner=shop');
    const arns = new Set(some.items.map(({ target }) => target.arn));
    expect(some.items.every(({ owner }) => owner === 'shop')).toBe(true);
    expect(some.map?.edges.length).toBeGreaterThan(2);
    expect(some.map?.edges.length).toBeLessThan(all.map?.edges.length ?? 0);
    // Every hop of the whole that touches a resource that is shown, and no other.
    const touching = all.map?.edges.filter(({ from, to }) => arns.has(from) || arns.has(to)) ?? [];
    expect(some.map?.edges).toEqual(expect.arrayContaining(touching));
    // A listener is part of its balancer.
    const own = new Set([...arns].map((arn) => arn.replace(/:listener\/(.*)\/\w+$/, ':loadbalancer/$1')));
    for (const { from, to } of some.map?.edges ?? []) expect(own.has(from) || own.has(to)).toBe(true);
    const counted = Object.values(some.map?.counts ?? {}).reduce((sum, one) => sum + one, 0);
    expect(counted).toBe(some.map?.edges.length);
    expect(flat(await read('/?owner=shop'))).toContain('Hops and certificates are of the same resources.');
  });

  test('of a part of a whole keeps the hops of that whole', async () => {
    const { items, map } = await report('?remediation=elb-listener-tls-policy');
    const listeners = items.filter(({ target }) => target.arn.includes(':listener/'));
    expect(listeners.length).toBeGreaterThan(0);
    const ids = new Set(map?.nodes.map(({ id }) => id));
    for (const { target } of listeners) expect(ids).not.toContain(target.arn);
    expect(map?.edges.length).toBeGreaterThan(0);
  });

  test('narrows the certificates', async () => {
    const all = await report();
    const some = await report('?text=certificate&service=ACM');
    expect(some.certificates?.certificates.length).toBeGreaterThan(0);
    expect(some.certificates?.certificates.length).toBeLessThan(all.certificates?.certificates.length ?? 0);
  });

  test('leaves out a posture that would be of a part only, and says so', async () => {
    const body = flat(await read('/?owner=shop'));
    expect(body).not.toContain('id="posture"');
    expect(body).toContain('Posture is of everything: show all to see it.');
    expect((await report('?owner=shop')).posture).toBeUndefined();
  });

  test('of an account has the posture of that account', async () => {
    const [account = ''] = (await report()).byAccount.map(({ name }) => name);
    const { posture } = await report(`?account=${account}`);
    expect(posture?.maturity.map(({ name }) => name)).toEqual([account]);
    expect(flat(await read(`/posture?account=${account}`))).toContain(`Criteria: ${account}`);
    expect(flat(await read(`/?account=${account}`))).toContain('Posture is of this account.');
  });

  test('that nothing fits shows nothing, and no picture breaks', async () => {
    const body = await read('/?text=nothing-has-this');
    expect(body).toContain('0 of ');
    expect(body).not.toMatch(/NaN|Infinity/);
    expect((await report('?text=nothing-has-this')).map?.edges).toEqual([]);
  });
});

describe('what is shown as a file', () => {
  test.each([
    ['csv', 'text/csv; charset=utf-8'],
    ['json', 'application/json; charset=utf-8'],
  ])('%s is saved, never shown', async (format, type) => {
    const { status, headers } = await visitor.get(`/report.${format}?owner=shop`);
    expect(status).toBe(200);
    expect(headers['content-type']).toBe(type);
    expect(headers['content-disposition']).toMatch(
      new RegExp(`^attachment; filename="waxseal-\\d{4}-\\d\\d-\\d\\d\\.${format}"$`),
    );
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  test('has what the page has, and the page leads to it with its filter', async () => {
    const body = await read('/?owner=shop&standing=open');
    const href = /href="(\/report\.csv[^"]*)"/.exec(body)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(href).toBe('/report.csv?owner=shop&standing=open');
    const rows = (await read(href)).trimEnd().split('\r\n');
    const { items } = await report('?owner=shop&standing=open');
    expect(items.length).toBeGreaterThan(0);
    expect(rows.length - 1).toBe(items.length);
    expect(rows[0]).toMatch(/^account,region,service/);
    expect(flat(body)).toContain(`${items.length} of `);
  });

  test('is refused to who has not begun with the address', async () => {
    for (const path of ['/report.csv', '/report.json', '/posture'])
      expect((await visitor.get(path, { cookie: '' })).status).toBe(403);
  });
});

describe('what was done since the look', () => {
  test('counts, and the page says that hops are older', async () => {
    const before = await report('?standing=waiting');
    const asked = flat(await read('/?standing=waiting'));
    const first = /href="(\/finding\?[^"]*)"/.exec(asked)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const form = await read(first);
    const told = await visitor.after(
      await visitor.post('/answer', {
        proof: hiddenIn(form, 'proof'),
        request: hiddenIn(form, 'request'),
        answer: 'approve',
      }),
    );
    expect(told).toMatch(/remediated and verified|applied, not verified yet/);
    expect(flat(await read('/'))).toContain(
      'looked at or changed since: hops and certificates are as that look met them.',
    );
    expect((await report('?standing=waiting')).items.length).not.toBeGreaterThan(before.items.length);
  });
});
