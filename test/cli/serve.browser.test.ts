import { createServer, type Server } from 'node:http';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from '../kit/browser.ts';
import { against, openedIn, picture, tabTo } from '../kit/pages.ts';
import { askedTerminal, evil, type Served, servedBy } from '../kit/served.ts';
import { ada, arnOf, type Terminal } from '../kit/terminal.ts';

/** The pages of `waxseal serve` as people meet them, in one real browser. `WAXSEAL_PICTURES=FOLDER` keeps what it shows. */

const remediation = 's3-bucket-tls-only';

let browser: Browser;
let terminal: Terminal;
let served: Served;
let elsewhere: Server;
let other: string;
beforeAll(async () => {
  browser = await openBrowser();
  terminal = await askedTerminal(ada);
  served = await servedBy(terminal);
  // A page that is open in the same browser, at another port of this machine.
  elsewhere = createServer((_, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<!DOCTYPE html><title>elsewhere</title><h1>Elsewhere</h1>');
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => {
    elsewhere.once('listening', resolve);
  });
  const address = elsewhere.address();
  other = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/`;
});
afterAll(async () => {
  elsewhere?.closeAllConnections();
  elsewhere?.close();
  await served?.stop();
  await browser?.close();
});

let asked: readonly string[];
let complained: readonly string[];
let context: BrowserContext | undefined;
const open = async (options: BrowserContextOptions = {}): Promise<Page> => {
  const opened = await openedIn(browser, served.start, options);
  ({ asked, complained, context } = opened);
  return opened.page;
};
afterEach(async () => {
  await context?.close();
  context = undefined;
});

const isOwn = (address: string): boolean => address.startsWith(`${served.origin}/`);
const expectQuiet = (): void => {
  expect(asked.length).toBeGreaterThan(0);
  expect(asked.filter((address) => !isOwn(address))).toEqual([]);
  expect(complained).toEqual([]);
};
const finding = (bucket: string): string =>
  `${served.origin}/finding?${new URLSearchParams({ arn: arnOf(bucket), remediation }).toString()}`;
const policyOf = (bucket: string): string | undefined =>
  terminal.sandbox.world().s3.Buckets.find(({ Name }) => Name === bucket)?.Policy;

describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
  test.each([1280, 390])('%i pixels wide it can be read by everybody, and loads nothing', async (width) => {
    const page = await open({ colorScheme, viewport: { width, height: 900 } });
    expect(await against(page)).toEqual([]);
    await picture(page, `report-${width}-${colorScheme}`);
    await page.goto(finding('ask-evil'));
    expect(await against(page)).toEqual([]);
    await picture(page, `finding-${width}-${colorScheme}`);
    const wide = await page.evaluate('document.documentElement.scrollWidth');
    expect(wide).toBe(width);
    expectQuiet();
  });
});

test('the token is not in the address that stays', async () => {
  const page = await open();
  expect(page.url()).toBe(`${served.origin}/`);
});

test('filters by forms, without a script', async () => {
  const page = await open({ javaScriptEnabled: false });
  const filters = page.getByRole('search');
  await filters.getByLabel('Owner').selectOption('web');
  await filters.getByLabel('Text').fill('three');
  await page.getByRole('button', { name: 'Filter' }).click();
  expect(new URL(page.url()).searchParams.get('owner')).toBe('web');
  await expect.poll(() => page.getByText('1 of 6 findings.').count()).toBe(1);
  expect(await page.getByRole('link', { name: 'ask-three' }).count()).toBe(2);
  expect(await page.getByRole('link', { name: 'ask-one' }).count()).toBe(0);
  await page.getByRole('link', { name: 'Show all' }).click();
  await expect.poll(() => page.getByText('6 of 6 findings.').count()).toBe(1);
  expectQuiet();
});

test('names that are markup do nothing', async () => {
  const page = await open();
  await page.getByRole('search').getByLabel('Owner').selectOption(evil);
  await page.getByRole('button', { name: 'Filter' }).click();
  await page.getByRole('link', { name: 'ask-evil' }).first().click();
  expect(await page.title()).toBe('ask-evil – Waxseal');
  expect(await page.getByText(evil).count()).toBeGreaterThan(0);
  await page.goto(`${served.origin}/?text=${encodeURIComponent(evil)}`);
  expect(await page.getByRole('search').getByLabel('Text').inputValue()).toBe(evil);
  expect(await page.locator('script, img').count()).toBe(0);
  expectQuiet();
});

test('a plan is shown as what goes and what comes', async () => {
  const page = await open();
  await page.goto(finding('ask-one'));
  expect(await page.getByRole('heading', { name: 'What changes' }).count()).toBe(1);
  expect(await page.locator('.lines .s-green', { hasText: 'aws:SecureTransport' }).count()).toBeGreaterThan(
    0,
  );
  expect(await page.getByRole('heading', { name: 'What may break' }).count()).toBe(1);
});

test('by keyboard alone from the report to an approval', async () => {
  const page = await open();
  await tabTo(page, 'ask-one');
  await page.keyboard.press('Enter');
  await page.waitForURL(/finding/);
  await tabTo(page, 'Comment');
  await page.keyboard.type('clients moved');
  await tabTo(page, 'Approve and apply');
  await page.keyboard.press('Enter');
  await page.waitForURL(/jobs/);
  expect(await page.getByText('remediated and verified').count()).toBe(1);
  expect(policyOf('ask-one')).toContain('aws:SecureTransport');
  expect(await against(page)).toEqual([]);
  await picture(page, 'approved');
  expectQuiet();
});

test('a double click approves once', async () => {
  const page = await open();
  await page.goto(finding('ask-two'));
  const before = terminal.sandbox.calls().length;
  await page.getByRole('button', { name: 'Approve and apply' }).dblclick();
  await page.waitForURL(/jobs/);
  await expect.poll(() => page.getByText('remediated and verified').count()).toBe(1);
  const puts = terminal.sandbox
    .calls()
    .slice(before)
    .filter(({ operation }) => operation === 's3:PutBucketPolicy');
  expect(puts).toHaveLength(1);
  // The page from before is asked for anew.
  await page.goBack();
  await page.waitForURL(/finding/);
  expect(await page.getByRole('button', { name: 'Approve and apply' }).count()).toBe(0);
  expectQuiet();
});

test('a rejection asks for its reason before it is sent, and holds', async () => {
  const page = await open();
  await page.goto(finding('ask-three'));
  await page.getByRole('button', { name: 'Reject' }).click();
  expect(page.url()).toBe(finding('ask-three'));
  await page.getByLabel(/^Reason/).fill('legacy appliance');
  await page.getByRole('button', { name: 'Reject' }).click();
  await page.waitForURL(/jobs/);
  expect(await page.getByText(/is rejected: left alone until/).count()).toBe(1);
  await page.goto(`${served.origin}/`);
  expect(await page.locator('#held').getByText('legacy appliance').count()).toBeGreaterThan(0);
  expect(policyOf('ask-three')).toBeUndefined();
  expectQuiet();
});

describe('a hostile page in the same browser', () => {
  test.each(['127.0.0.1', 'localhost'])('that names us %s cannot answer', async (name) => {
    const page = await open();
    await page.goto(finding('ask-evil'));
    const fields: unknown = await page.evaluate(
      `Object.fromEntries([...document.querySelectorAll('form[aria-label=Approve] input[type=hidden]')].map((one) => [one.name, one.value]))`,
    );
    expect(fields).toMatchObject({ answer: 'approve' });
    await page.goto(other);
    // Even where it knows what the form holds.
    await page.evaluate(
      `((action, fields) => {
        const form = document.createElement('form');
        Object.assign(form, { method: 'post', action });
        for (const [name, value] of Object.entries(fields)) {
          const input = document.createElement('input');
          Object.assign(input, { name, value });
          form.append(input);
        }
        document.body.append(form);
        form.submit();
      })('http://${name}:${served.port}/answer', ${JSON.stringify(fields)})`,
    );
    await page.waitForURL(/answer/);
    expect(await page.locator('body').textContent()).toMatch(/Another page asks|has not begun/);
    expect(policyOf('ask-evil')).toBeUndefined();
  });

  test('cannot read, frame or embed', async () => {
    const page = await open();
    await page.goto(other);
    const read: unknown = await page.evaluate(
      `fetch('${served.origin}/', { credentials: 'include' }).then((r) => r.text(), () => 'refused')`,
    );
    expect(read).toBe('refused');
    await page.evaluate(
      `new Promise((resolve) => {
        const frame = document.createElement('iframe');
        frame.onload = resolve;
        frame.src = '${served.origin}/';
        document.body.append(frame);
      })`,
    );
    const framed = await Promise.all(
      page
        .frames()
        .slice(1)
        .map((frame) => frame.content()),
    );
    expect(framed).toHaveLength(1);
    expect(framed.join('')).not.toContain('Encryption in transit');
  });
});
