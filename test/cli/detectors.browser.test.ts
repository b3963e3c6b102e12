import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AccountFile } from '../../src/sandbox/account.ts';
import { openBrowser } from '../kit/browser.ts';
import { against, openedIn, picture } from '../kit/pages.ts';
import { type Served, servedBy } from '../kit/served.ts';
import { terminalAt } from '../kit/terminal.ts';

/** What other detectors say, as people meet it in a browser. */

const title = 'Anonymous access to the bucket orders was granted.';
const arn = 'arn:aws:s3:::orders';
const account: AccountFile = {
  s3: { Buckets: [{ Name: 'orders' }] },
  guardduty: {
    Regions: ['eu-west-1'],
    Findings: [
      {
        Id: 'f1',
        Type: 'Policy:S3/BucketAnonymousAccessGranted',
        Title: title,
        Severity: 8,
        UpdatedAt: '2026-01-04T00:00:00.000Z',
        Region: 'eu-west-1',
        Resource: { ResourceType: 'S3Bucket', S3BucketDetails: [{ Arn: arn, Name: 'orders' }] },
      },
    ],
  },
};
const remediation = 's3-bucket-tls-only';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

/** The section is not wider than its window, and axe has nothing against the page. */
const expectGood = async (page: Page, width: number, name: string): Promise<void> => {
  expect(await against(page)).toEqual([]);
  const right = await page.evaluate(`(() => {
    const sections = [...document.querySelectorAll('section')];
    const section = sections.findLast((one) => one.textContent.includes('What other detectors say'));
    return section.getBoundingClientRect().left + section.scrollWidth;
  })()`);
  expect(right).toBeLessThanOrEqual(width);
  await picture(page, name);
};
const widths = [1280, 390] as const;

describe('waxseal serve', () => {
  let served: Served;
  beforeAll(async () => {
    served = await servedBy(terminalAt(account), [
      '--scan',
      '--detectors',
      '--region',
      'eu-west-1',
      '--remediation',
      remediation,
    ]);
  });
  afterAll(() => served?.stop());

  test.each(widths)('on the report and on the page of the finding, %s wide', async (width) => {
    const { page, context } = await openedIn(browser, served.start, { viewport: { width, height: 900 } });
    const section = page.locator('#detectors');
    await expect
      .poll(
        async () => {
          await page.reload();
          return section.getByText(title).count();
        },
        { timeout: 30_000, interval: 500 },
      )
      .toBe(1);
    await page.getByRole('link', { name: 'Other detectors' }).click();
    expect(new URL(page.url()).hash).toBe('#detectors');
    await expectGood(page, width, `detectors-${width}`);
    await page.goto(`${served.origin}/finding?${new URLSearchParams({ arn, remediation }).toString()}`);
    expect(await page.getByRole('heading', { name: 'What other detectors say' }).count()).toBe(1);
    expect(await page.getByText(title).count()).toBe(1);
    await expectGood(page, width, `detectors-finding-${width}`);
    await context.close();
  });
});

describe('the page of the demo', () => {
  let file: string;
  beforeAll(async () => {
    const { run, cwd } = terminalAt({});
    file = join(cwd, 'demo.html');
    await run(['report', '--demo', '--detectors', '--out', file]);
  }, 60_000);

  test.each(widths)('%s wide', async (width) => {
    const { page, context } = await openedIn(browser, pathToFileURL(file).href, {
      viewport: { width, height: 900 },
    });
    expect(await page.locator('#detectors').getByText('No web ACL stands before it').count()).toBe(1);
    await expectGood(page, width, `detectors-demo-${width}`);
    await context.close();
  });
});
