import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bold, heading, item, lines, table, text, title } from '../../src/report/blocks.ts';
import { escaped, markdown } from '../../src/report/markdown.ts';
import { safe } from '../../src/report/safe.ts';
import { plainScreen, terminal } from '../../src/report/terminal.ts';
import { shorten, widthOf } from '../../src/report/width.ts';
import { wrap } from '../../src/report/wrap.ts';

describe('safe', () => {
  test.each([
    ['\u001b[31m', String.raw`\x1b[31m`],
    ['\u009b31m', String.raw`\x9b31m`],
    ['a\nb\tc\rd', String.raw`a\nb\tc\rd`],
    ['\u202egnp.exe', String.raw`\u{202e}gnp.exe`],
    ['\u2066x\u2069', String.raw`\u{2066}x\u{2069}`],
    ['zero\u200bwidth\ufeff', String.raw`zero\u{200b}width\u{feff}`],
    ['\u2028', String.raw`\u{2028}`],
    ['\ud800', String.raw`\u{d800}`],
    ['\u{e0041}', String.raw`\u{e0041}`],
    ['Zürich 東京 🔒', 'Zürich 東京 🔒'],
  ])('%j', (given, expected) => expect(safe(given)).toBe(expected));
});

describe('width', () => {
  test.each([
    ['abc', 3],
    ['東京', 4],
    ['🔒', 2],
    ['e\u0301', 1],
    ['', 0],
  ])('%j takes %i columns', (given, expected) => expect(widthOf(given)).toBe(expected));

  test.each([
    ['arn:aws:s3:::orders-archive', 12, 'arn:aws:…ive'],
    ['short', 12, 'short'],
    ['東京東京東京', 5, '東京…'],
    ['abc', 1, '…'],
    ['abc', 0, ''],
  ])('%j in %i columns is %j', (given, room, expected) => expect(shorten(given, room)).toBe(expected));

  test('what is shortened is never too wide; what is wrapped is only where one word is, and loses no letter', () => {
    const anything = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(anything, fc.integer({ min: 2, max: 40 }), (given, room) => {
        expect(widthOf(shorten(given, room))).toBeLessThanOrEqual(room);
        const wrapped = wrap([{ text: given }], room).map((line) => line.map((span) => span.text).join(''));
        for (const line of wrapped)
          expect(widthOf(line.trimEnd()) <= room || !line.trimEnd().includes(' '), line).toBe(true);
        expect(wrapped.join('').replaceAll(/\s/g, '')).toBe(given.replaceAll(/\s/g, ''));
      }),
    );
  });
});

const page = [
  title('Title'),
  text(['some ', bold('words')]),
  heading('Part'),
  item('one'),
  item('two'),
  table(
    [{ head: 'name', keep: true }, { head: 'count', align: 'right' }, { head: 'why' }],
    [
      ['a'.repeat(200), '7', 'because of this and that and of much more that has to be wrapped somewhere'],
      ['b', '10', 'x'],
    ],
  ),
  lines(['waxseal list']),
];

const screen = { width: 80, colour: false, links: false };

test('a page where nobody looks at a screen: each row is one line, each id whole', () => {
  const out = terminal(page, plainScreen);
  expect(out).toMatch(/^Title\n\nsome words\n\nPart\n {2}- one\n {2}- two\n/);
  expect(out).toMatch(/^a{200} +7 {2}because of this .* wrapped somewhere$/m);
  expect(out).toMatch(/^b {204}10 {2}x$/m);
  expect(out).toContain('  waxseal list\n');
});

describe('a table on a terminal', () => {
  const wide = (name: string) => [
    table(
      [{ head: 'name', keep: true }, { head: 'count', align: 'right' }, { head: 'why' }],
      [
        [name, '7', 'because of this and that and of much more that has to be wrapped somewhere'],
        ['b', '10', 'x'],
      ],
    ),
  ];

  test('wraps prose and never an id', () => {
    const out = terminal(wide('n'.repeat(40)), screen);
    expect(out).toMatch(/^n{40} +7 {2}because/m);
    for (const line of out.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(80);
  });

  test('becomes a list where an id leaves no room', () => {
    const id = 'n'.repeat(75);
    const lined = terminal(wide(id), screen).split('\n');
    expect(lined.slice(0, 3)).toEqual([`name   ${id}`, 'count  7', expect.stringMatching(/^why {4}because/)]);
    expect(lined).toContain('count  10');
  });

  test('never breaks a word that is longer than the screen', () => {
    const arn = `arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/${'n'.repeat(60)}`;
    expect(terminal([text(`The listener ${arn} is open.`)], screen).split('\n')).toContain(arn);
    expect(terminal(wide(arn), screen)).toContain(arn);
  });
});

test('a page as Markdown', () => {
  const out = markdown(page);
  expect(out).toContain(
    '# Title\n\nsome **words**\n\n## Part\n\n- one\n- two\n\n| name | count | why |\n| --- | ---: | --- |\n',
  );
  expect(out).toContain('```text\nwaxseal list\n```\n');
});

describe('Markdown takes nothing for its own', () => {
  test.each([
    ['a|b', String.raw`a\|b`],
    ['<img src=x>', '&lt;img src=x&gt;'],
    ['`code`', '\\`code\\`'],
    ['@team', '&#64;team'],
    ['https://evil.example', 'https&#58;//evil.example'],
    ['[x](javascript:1)', String.raw`\[x\]\(javascript:1\)`],
    ['a\nb', String.raw`a\\nb`],
  ])('%j', (given, expected) => expect(escaped(given)).toBe(expected));

  test('a line that would end its fence does not', () => {
    const out = markdown([lines(['```', '<script>'])]);
    expect(out).toBe('````text\n```\n<script>\n````\n');
  });

  test('a link that is no web address is text', () => {
    expect(markdown([text([{ text: 'x', href: 'javascript:alert(1)' }])])).toBe('x\n');
  });
});

test('links on a terminal are web addresses only', () => {
  const linking = { width: 80, colour: true, links: true };
  expect(terminal([text([{ text: 'x', href: 'https://a.example/\u001b\\' }])], linking)).toBe('x\n');
  expect(terminal([text([{ text: 'x', href: 'https://a.example/' }])], linking)).toContain(
    ']8;;https://a.example/',
  );
});
