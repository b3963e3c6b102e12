import { mkdirSync, mkdtempSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { check } from '../../site/check.ts';
import { onSite } from '../../site/markdown.ts';
import { flat, linkTo, sidebar, unplaced } from '../../site/navigation.ts';
import { headingsOf, pages, prose } from '../../site/pages.ts';
import { withPolicy } from '../../site/policy.ts';
import { slug } from '../../site/slug.ts';
import { concernWords } from '../../src/report/words.ts';

/** What the site is made of. That it is built of it, `npm run docs` sees, which takes too long for here. */

describe('navigation', () => {
  const links = flat(sidebar).flatMap(({ link }) => link ?? []);

  test('leads to every page, once', () => {
    expect(pages.length).toBeGreaterThan(150);
    expect(links.toSorted()).toEqual(pages.map(linkTo).toSorted());
  });
  test('every page has its place in it: name new ones in site/navigation.ts', () => {
    expect(unplaced).toEqual([]);
  });
  test('shows remediations by service and decisions in their order, with titles', () => {
    const all = flat(sidebar);
    const itemsOf = (text: string): readonly unknown[] => all.find((item) => item.text === text)?.items ?? [];
    expect(itemsOf('SQS')).toEqual([
      { text: 'sqs-queue-tls-only', link: '/docs/remediations/sqs-queue-tls-only' },
    ]);
    expect(itemsOf('Decisions').slice(0, 2)).toEqual([
      {
        text: '1. The journal is one port over single-item compare-and-set',
        link: '/docs/decisions/0001-one-journal-port',
      },
      {
        text: '2. An approval is read from the service that gave it, never passed in',
        link: '/docs/decisions/0002-approvals-are-read-never-passed',
      },
    ]);
  });
});

describe('links', () => {
  test.each([
    ['../README.md', 'docs/deploy.md', '../index.md'],
    ['docs/json', 'README.md', 'docs/json/index.md'],
    ['json/README.md#a', 'docs/cli.md', 'json/index.md#a'],
    ['glossary.md#impacts', 'docs/cli.md', 'glossary.md#impacts'],
    ['examples/waxseal.yaml', 'README.md', 'examples/waxseal.yaml'],
    ['#impacts', 'docs/glossary.md', '#impacts'],
    ['https://example.com/docs/json', 'README.md', 'https://example.com/docs/json'],
  ])('%s in %s is %s', (href, from, wanted) => {
    expect(onSite(href, from)).toBe(wanted);
  });

  test('anchors are those of GitHub', () => {
    const made = ['`waxseal/plan/v1`', 'Whom, and "what" – of AWS’s_own', '17. The field’s words'].map(slug);
    expect(made).toEqual(['waxsealplanv1', 'whom-and-what--of-awss_own', '17-the-fields-words']);
  });
  test('what begins a comment in code is no heading', () => {
    const headings = headingsOf('docs/deploy.md');
    expect(headings).toContain('Deploying Waxseal');
    expect(headings.filter((one) => one.startsWith('With your own credentials'))).toEqual([]);
  });
  test('every anchor that a page links to is a heading of its page', () => {
    const all = pages.flatMap((page) =>
      [...prose(page).matchAll(/\]\(([\w./-]*)#([^)]+)\)/g)].map(([, to = '', anchor = '']) => ({
        page,
        to: to === '' ? page : normalize(join(dirname(page), to)).replaceAll('\\', '/'),
        anchor,
      })),
    );
    expect(all.length).toBeGreaterThan(50);
    const gone = all.filter(
      ({ to, anchor }) => !pages.includes(to) || !headingsOf(to).map(slug).includes(anchor),
    );
    expect(gone.map(({ page, to, anchor }) => `${page}: ${to}#${anchor}`)).toEqual([]);
  });
});

test('no page shows what its generator had no words for', () => {
  const lines = pages.flatMap((page) =>
    prose(page)
      .split('\n')
      .map((line) => ({ page, line })),
  );
  const nameless = (line: string): boolean => /\[object |\| `?(?:undefined|NaN)`? \||\| \* /.test(line);
  const wrong = lines.filter(
    ({ page, line }) =>
      nameless(line) || (page.startsWith('docs/remediations/') && /\| `?object`? \|/.test(line)),
  );
  expect(wrong).toEqual([]);
  // In docs/json `object` is a type of JSON: what is in one is said in the rows below it, or by what it means.
  const bare = lines.flatMap(({ page, line }, index) => {
    const [, field = ''] = /^\| `([^`]+)` \| (?:list of )?object \| \w* \|  \|$/.exec(line) ?? [];
    const within = lines[index + 1]?.line.startsWith(`| \`${field}`) ?? false;
    return field === '' || within ? [] : [`${page}: ${field}`];
  });
  expect(bare).toEqual([]);
});

describe('the glossary', () => {
  const glossary = readFileSync('docs/glossary.md', 'utf8');
  const bold = [...glossary.matchAll(/\*\*([^*]+)\*\*/g)].map(([, term = '']) => term.toLowerCase());

  test.each(['hop', 'look', 'gate', 'step', 'sweep', 'waker', 'tug-of-war', 'unit', 'sign', 'hub', 'field'])(
    'has %s, which is a word of ours',
    (word) => {
      expect(bold).toContain(word);
    },
  );
  test('has what a remediation may concern', () => {
    const hops = ['in', 'out', 'within', 'let-in', 'none'] as const;
    const matters = ['plaintext', 'old-tls', 'certificate', 'identity', 'hardening'] as const;
    const words = [
      ...hops.map((hop) => concernWords({ hop, matter: 'plaintext' }).split(': ')[0]),
      ...matters.map((matter) => concernWords({ hop: 'in', matter }).split(': ')[1]),
    ];
    expect(words.filter((word) => !glossary.includes(`\n| ${word} | `))).toEqual([]);
  });
});

describe('the check of what was built', () => {
  const page = (body: string): string =>
    withPolicy(`<html lang="en"><head><title>A</title></head><body><a class="VPSkipLink" href="#top">Skip</a>
<h1 id="top">A</h1>${body}</body></html>`);
  const built = (files: Readonly<Record<string, string>>): string => {
    const out = mkdtempSync(join(tmpdir(), 'site-'));
    for (const [path, html] of Object.entries(files)) {
      mkdirSync(dirname(join(out, path)), { recursive: true });
      writeFileSync(join(out, path), html);
    }
    return out;
  };

  test('finds links and anchors that lead nowhere', () => {
    const links = [
      'docs/b.html',
      'docs/',
      '/site/',
      'docs/b.html#top',
      'docs/b.html#no',
      'c.html',
      '/site/d.html',
    ];
    const body = links.map((href) => `<a href="${href}">x</a>`).join('');
    const out = built({ 'index.html': page(body), 'docs/index.html': page(''), 'docs/b.html': page('') });
    expect(check(out, '/site/')).toEqual([
      'index.html links to docs/b.html#no, where nothing is called so',
      'index.html links to c.html, which is not there',
      'index.html links to /site/d.html, which is not there',
    ]);
  });
  test('brings along what pages link to in the project', () => {
    const out = built({ 'index.html': page('<a href="examples/waxseal.yaml">x</a>') });
    expect(check(out)).toEqual([]);
    expect(existsSync(join(out, 'examples/waxseal.yaml'))).toBe(true);
  });
  test('finds wrong without a title, a language, one heading, a policy, and what asks others', () => {
    const bad =
      '<html><head><script src="https://a.example/x.js"></script><link href="//b.example/f"></head></html>';
    const frame = page('')
      .replace('<body>', '<body>{{ title }}<main>')
      .replace('</body>', '{{ a }}</main></body>');
    const wrong = { 'a.html': bad, 'b.html': page('<h1>B</h1>'), 'c.html': frame };
    expect(check(built({ ...wrong, 'd.html': page('<main>{{ a }}</main>') }))).toEqual([
      'a.html has not one h1',
      'a.html has no title',
      'a.html does not say its language',
      'a.html has no link that skips to its content',
      'a.html has no policy',
      'a.html asks https://a.example/x.js for something',
      'a.html asks //b.example/f for something',
      'b.html has not one h1',
      'c.html shows braces around its content',
    ]);
  });
});

test('a page runs its own scripts and no others', () => {
  const html = withPolicy(
    '<html><head><script id="a">1</script><script type="module" src="/a.js"></script></head></html>',
  );
  expect(html).toContain("script-src 'self' 'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s=';");
});
