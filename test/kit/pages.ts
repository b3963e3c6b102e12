import axe from 'axe-core';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import * as z from 'zod/mini';

/** A page in a real browser, with whatever the browser asked for and complained of. */
export interface Opened {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly asked: readonly string[];
  readonly complained: readonly string[];
}

export const openedIn = async (
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<Opened> => {
  const asked: string[] = [];
  const complained: string[] = [];
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  context.on('request', (request) => asked.push(request.url()));
  const page = await context.newPage();
  page.on('console', (message) => complained.push(message.text()));
  page.on('pageerror', (error) => complained.push(error.message));
  page.on('dialog', (dialog) => {
    complained.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(address);
  return { page, context, asked, complained };
};

const found = z.looseObject({
  violations: z.array(z.looseObject({ id: z.string(), nodes: z.array(z.looseObject({ html: z.string() })) })),
});

/** What axe has against a page, as rule and element. It runs beside the page's own policy, as people's tools do. */
export const against = async (page: Page): Promise<readonly string[]> => {
  const told: unknown = await page.evaluate(
    `${axe.source}; axe.run(document, { resultTypes: ['violations'] })`,
  );
  return found
    .parse(told)
    .violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`));
};

/** `WAXSEAL_PICTURES=FOLDER` keeps what a browser shows. */
export const picture = async (page: Page, name: string): Promise<void> => {
  const folder = process.env['WAXSEAL_PICTURES'];
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
};

/** Tabs until something of this name has the focus. */
export const tabTo = async (page: Page, name: string, most = 80): Promise<void> => {
  for (let turn = 0; turn < most; turn += 1) {
    await page.keyboard.press('Tab');
    const focused: unknown = await page.evaluate(
      `(document.activeElement?.labels?.[0] ?? document.activeElement)?.textContent?.trim() ?? ''`,
    );
    if (String(focused).startsWith(name)) return;
  }
  throw new Error(`The keyboard does not get to ${name}.`);
};
