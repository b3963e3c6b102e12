import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from '../kit/browser.ts';
import { against, openedIn, picture, tabTo } from '../kit/pages.ts';
import { type Served, servedBy, visitorOf } from '../kit/served.ts';
import { ada, terminalAt } from '../kit/terminal.ts';

/** `waxseal serve --demo --scan` as people meet it: every page, in light and dark, by keyboard alone. */

let browser: Browser;
let served: Served;
/** A finding that waits for an approval, and one that was remediated. */
let waiting: string;
let remediated: string;

const first = (body: string, from: string): string => {
  const at = body.indexOf(from);
  const href = /href="(\/finding\?[^"]*)"/.exec(body.slice(at))?.[1] ?? '';
  if (at < 0 || href === '') throw new Error(`Nothing to open after ${from}.`);
  return href.replaceAll('&amp;', '&');
};

beforeAll(async () => {
  browser = await openBrowser();
  const terminal = terminalAt({});
  terminal.signIn(ada);
  served = await servedBy(terminal, ['--demo', '--scan']);
  const visitor = await visitorOf(served);
  await visitor.looked();
  const { body } = await visitor.get('/');
  waiting = first(body, 'id="waiting"');
  remediated = first(body, 'id="proven"');
}, 180_000);
afterAll(async () => {
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

const expectQuiet = (): void => {
  expect(asked.length).toBeGreaterThan(0);
  expect(asked.filter((address) => !address.startsWith(`${served.origin}/`))).toEqual([]);
  expect(complained).toEqual([]);
};
/** Nothing is wider than the window: what must be wide scrolls by itself. */
const expectNarrow = async (page: Page): Promise<void> => {
  const [wide, window]: readonly unknown[] = await page.evaluate(
    '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
  );
  expect(wide).toBe(window);
};

const sizes = [
  { name: 'wide', viewport: { width: 1280, height: 900 } },
  // 1280 pixels at 400 %.
  { name: 'zoomed', viewport: { width: 320, height: 256 }, deviceScaleFactor: 2 },
] as const;

describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
  test.each(sizes)(
    '$name, every page can be read by everybody',
    async ({ name, ...size }) => {
      const page = await open({ colorScheme, ...size });
      const check = async (what: string): Promise<void> => {
        expect(await against(page)).toEqual([]);
        await expectNarrow(page);
        await picture(page, `demo-${what}-${name}-${colorScheme}`);
      };
      await check('report');
      for (const [what, path] of [
        ['filtered', '/?owner=shop'],
        ['nothing', '/?text=nothing-has-this'],
        ['posture', '/posture'],
        ['waiting', waiting],
        ['remediated', remediated],
        ['missing', '/nothing'],
      ] as const) {
        await page.goto(`${served.origin}${path}`);
        await check(what);
      }
      await page.goto(`${served.origin}${remediated}`);
      await page.getByRole('button', { name: 'See what would be put back' }).first().click();
      await page.waitForURL(/jobs/);
      await check('put-back');
      // A page that is not there is told by the browser as well.
      complained = complained.filter((words) => !words.includes('404'));
      expectQuiet();
    },
    120_000,
  );
});

test('what a look found is there without pictures: every hop in a table, with its state', async () => {
  const page = await open({ javaScriptEnabled: false });
  const hops = page.locator('#map');
  expect(await hops.getByRole('img', { name: 'Who sends what to whom' }).count()).toBe(1);
  expect(await hops.locator('table').count()).toBeGreaterThan(2);
  expect(await hops.getByRole('cell', { name: /in the clear/ }).count()).toBeGreaterThan(0);
  expect(await page.locator('#certificates').getByRole('table').count()).toBe(1);
  expect(await page.locator('#posture').getByRole('heading').count()).toBeGreaterThan(0);
});

test('a filter narrows the hops, without a script', async () => {
  const page = await open({ javaScriptEnabled: false });
  const rows = () => page.locator('#map tbody tr').count();
  const before = await rows();
  const filters = page.getByRole('search');
  await filters.getByLabel('Owner').selectOption('shop');
  await page.getByRole('button', { name: 'Filter' }).click();
  await page.waitForURL(/owner=shop/);
  const after = await rows();
  expect(after).toBeGreaterThan(0);
  expect(after).toBeLessThan(before);
  expect(await page.locator('#posture').count()).toBe(0);
  expectQuiet();
});

test.each(['CSV', 'JSON'])('what is shown is saved as %s', async (name) => {
  const page = await open();
  const saving = page.waitForEvent('download');
  await page.getByRole('link', { name, exact: true }).click();
  expect((await saving).suggestedFilename()).toMatch(
    new RegExp(`^waxseal-\\d{4}-\\d\\d-\\d\\d\\.${name.toLowerCase()}$`),
  );
  expectQuiet();
});

test('by keyboard alone a fix is taken back, and released', async () => {
  const page = await open();
  await page.goto(`${served.origin}${remediated}`);
  await tabTo(page, 'See what would be put back');
  await page.keyboard.press('Enter');
  await page.waitForURL(/jobs/);
  await tabTo(page, 'Reason');
  // Without a reason nothing is sent.
  await tabTo(page, 'Put it back');
  const here = page.url();
  await page.keyboard.press('Enter');
  expect(page.url()).toBe(here);
  await page.keyboard.type('breaks the ingest job');
  await tabTo(page, 'Put it back');
  await page.keyboard.press('Enter');
  await page.waitForURL((address) => address.href !== here && address.pathname.startsWith('/jobs/'));
  await expect.poll(() => page.getByText('rolled-back').count()).toBeGreaterThan(0);
  expect(await against(page)).toEqual([]);
  await picture(page, 'taken-back');
  await page.getByRole('link', { name: 'Back', exact: true }).click();
  await page.waitForURL(/finding/);
  expect(await page.getByText('breaks the ingest job').count()).toBeGreaterThan(0);
  expect(await against(page)).toEqual([]);
  await picture(page, 'held');
  await tabTo(page, 'Release the hold');
  await page.keyboard.press('Enter');
  await page.waitForURL(/jobs/);
  expect(await page.getByText('released').count()).toBeGreaterThan(0);
  expect(await against(page)).toEqual([]);
  expectQuiet();
});

test('the confirmation of what is taken back already is stale', async () => {
  const page = await open();
  await page.goto(`${served.origin}/?standing=compliant`);
  const other = first(await page.content(), 'id="proven"');
  await page.goto(`${served.origin}${other}`);
  await page.getByRole('button', { name: 'See what would be put back' }).first().click();
  await page.waitForURL(/jobs/);
  const shown = page.url();
  const putBack = async (): Promise<void> => {
    await page.getByLabel(/^Reason/).fill('wrong one');
    await page.getByRole('button', { name: 'Put it back' }).click();
    await page.waitForURL((address) => address.href !== shown);
  };
  await putBack();
  await expect.poll(() => page.getByText('rolled-back').count()).toBeGreaterThan(0);
  await page.goto(shown);
  await putBack();
  await expect.poll(() => page.getByText(/has been undone already/).count()).toBeGreaterThan(0);
  expectQuiet();
});

test('another look is begun by keyboard, and told', async () => {
  const page = await open();
  await tabTo(page, 'Look at everything again');
  await page.keyboard.press('Enter');
  await expect
    .poll(
      async () => {
        await page.goto(`${served.origin}/`);
        return page.getByText('Everything was looked at until').count();
      },
      { timeout: 60_000, interval: 500 },
    )
    .toBe(1);
  expect(await against(page)).toEqual([]);
  expectQuiet();
}, 90_000);
