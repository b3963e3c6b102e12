import { describe, expect, test } from 'vitest';
import { isBrowserOfToday } from '../../../src/evidence/elb-access-logs/browsers.ts';

const webKit = 'AppleWebKit/537.36 (KHTML, like Gecko)';

describe('browsers that follow to HTTPS and can speak it', () => {
  test.each([
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webKit} Chrome/131.0.0.0 Safari/537.36`,
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webKit} Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0`,
    `Mozilla/5.0 (Windows NT 6.1) ${webKit} Chrome/31.0.1650.63 Safari/537.36`,
    `Mozilla/5.0 (Linux; Android 4.4.2; GT-I9505) ${webKit} Chrome/44.0 Mobile Safari/537.36`,
    `Mozilla/5.0 (Linux; Android 13; Pixel 7; wv) ${webKit} Version/4.0 Chrome/119.0.0.0 Mobile Safari/537.36`,
    'Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0',
    'Mozilla/5.0 (Windows NT 6.1; rv:27.0) Gecko/20100101 Firefox/27.0',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Safari/605.1.15',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148',
    'Mozilla/5.0 (iPad; CPU OS 9_3 like Mac OS X) AppleWebKit/601.1 (KHTML, like Gecko) CriOS/70.0 Mobile/13E Safari/601.1',
    'Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) like Gecko',
  ])('%s', (agent) => {
    expect(isBrowserOfToday(agent)).toBe(true);
  });
});

describe('others, of whom nobody knows', () => {
  test.each([
    'curl/8.5.0',
    '-',
    'Mozilla/5.0',
    'Mozilla/5.0 (X11; Linux)',
    'Mozilla/4.0 (compatible; MSIE 6.0; Windows CE; IEMobile 7.11)',
    'Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 5.1; Trident/4.0)',
    'Mozilla/5.0 (compatible; MSIE 10.0; Windows NT 6.2; Trident/6.0)',
    'Mozilla/5.0 (Linux; U; Android 4.0.3; de-de) AppleWebKit/534.30 (KHTML, like Gecko) Version/4.0 Mobile Safari/534.30',
    `Mozilla/5.0 (Linux; Android 4.4.2; SM-T530) ${webKit} Version/4.0 Chrome/30.0.0.0 Safari/537.36`,
    'Mozilla/5.0 (Windows NT 5.1; rv:26.0) Gecko/20100101 Firefox/26.0',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 8_4 like Mac OS X) AppleWebKit/600.1.4 (KHTML, like Gecko) Version/8.0 Mobile/12H143 Safari/600.1.4',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_10) AppleWebKit/600.1 (KHTML, like Gecko) Version/8.0 Safari/600.1',
    'Opera/9.80 (Android; Opera Mini/36.2/119.132; U; id) Presto/2.12.423 Version/12.16',
    'Mozilla/5.0 (Linux; Android 5.1) Chrome/44.0 Mobile Safari/537.36 Opera Mini/58.0',
    'Mozilla/5.0 (Windows NT 6.1; rv:40.0) Gecko/20100101 Firefox/40.0 Opera 12.16 Presto/2.12',
    'Mozilla/4.0 (Windows 7 6.1) Java/1.6.0_45',
    'Mozilla/5.0 (X11) Chrome/100.0 Java/1.7.0',
    `Mozilla/5.0 ${webKit} (compatible; Googlebot/2.1; +http://www.google.com/bot.html) Chrome/131.0.0.0 Safari/537.36`,
    `Mozilla/5.0 (X11) ${webKit} Chrome/100.0 Safari/537.36 (+https://example.com/about)`,
    `Mozilla/5.0 (X11; Linux x86_64) ${webKit} HeadlessChrome/119.0.0.0 Safari/537.36`,
    `Mozilla/5.0 (X11) ${webKit} Chrome/119.0.0.0 Safari/537.36 CloudWatchSynthetics/arn:aws:synthetics:eu-west-1:1:canary:a`,
    'Mozilla/5.0 (Windows NT; Windows NT 10.0; de-DE) WindowsPowerShell/5.1.17763.1',
    "Mozilla/5.0 (compatible; Let's Encrypt validation server; +https://www.letsencrypt.org)",
    'x Mozilla/5.0 Chrome/131.0',
  ])('%s', (agent) => {
    expect(isBrowserOfToday(agent)).toBe(false);
  });
});
