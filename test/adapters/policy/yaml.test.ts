import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readPolicy } from '../../../src/adapters/policy/read.ts';
import { readYaml } from '../../../src/adapters/policy/yaml.ts';
import { textFault } from '../../../src/adapters/policy/text-fault.ts';

const cases = join(import.meta.dirname, '../../cases');
const rule = (resources: string): string =>
  `version: 1\nrules:\n  - name: a\n    resources: ${resources}\n    mode: ask\n`;
const decoded = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const wide = (text: string, { bom = true, big = false } = {}): string => {
  const little = Buffer.from(`${bom ? '\uFEFF' : ''}${text}`, 'utf16le');
  return decoded(big ? little.swap16() : little);
};

/** Every file is told in our own sentence, where it is wrong, with what to do. */
const wrong: Readonly<Record<string, readonly [text: string, line: number, column: number, says: RegExp]>> = {
  'a pattern that begins with a star': [
    rule('[*prod*]'),
    4,
    17,
    /\*prod\* is read as the name of a YAML alias/,
  ],
  'the same in a list of lines': [
    rule('\n      - *-logs'),
    5,
    9,
    /\*-logs is read as the name of a YAML alias/,
  ],
  'a star alone': [rule('[*]'), 4, 17, /single \* is read as/],
  'a star as a value of tags': [
    'version: 1\nrules:\n  - mode: ask\n    tags: { team: *pay }\n',
    4,
    19,
    /\*pay is read as/,
  ],
  'an alias before its anchor': [
    'version: 1\nrules:\n  - accounts: *later\n    mode: ask\n  - accounts: &later ["111122223333"]\n    mode: ask\n',
    3,
    15,
    /\*later is read as/,
  ],
  'a value that begins with &': [rule('[&prod]'), 4, 17, /&prod is read as the name of a YAML anchor/],
  'a value that begins with !': [rule('[!prod*]'), 4, 17, /!prod\* is read as the name of a YAML tag/],
  'a value that begins with @': [rule('@prod'), 4, 16, /No value may begin with @ in YAML: @prod/],
  'a value that begins with %': [rule('%prod'), 4, 16, /No value may begin with % in YAML/],
  'a value that begins with a backtick': [rule('`prod'), 4, 16, /No value may begin with `/],
  'a line that begins with %': ['%prod\n---\nversion: 1\n', 1, 1, /directive/],
  'a tab': ['version: 1\nrules:\n\t- mode: ask\n', 3, 1, /indented with a tab/],
  'a colon in a value': ['version: 1\nrules:\n  - name: a: b\n', 3, 11, /second key begins within the value/],
  'a backslash in double quotes': ['version: 1\nmode: "a\\d"\n', 2, 9, /backslash in double quotes/],
  'two documents': ['version: 1\n---\nversion: 1\nmode: auto\n', 2, 1, /second YAML document begins here/],
  'two documents, the first one ended': ['version: 1\n...\nversion: 1\n', 3, 1, /second YAML document/],
  'an empty second document': ['---\nversion: 1\n---\n', 3, 1, /second YAML document/],
  'YAML 1.1': ['%YAML 1.1\n---\nversion: 1\nkillSwitch: on\n', 1, 1, /asks to be read as YAML 1\.1/],
  'an open bracket': ['version: 1\nrules: [\n', 3, 1, /not YAML that can be read/],
  'a key written twice': ['version: 1\nmode: ask\nmode: auto\n', 3, 1, /written twice/],
  'an account id without quotes, with a leading zero': [
    'version: 1\nrules:\n  - mode: ask\n    accounts: [012345678901]\n',
    4,
    16,
    /the number 012345678901/,
  ],
  'an account id that looks like an octal number': [
    'version: 1\nrules:\n  - mode: ask\n    accounts: [012345670123]\n',
    4,
    16,
    /the number 012345670123/,
  ],
  'UTF-16, little end first': [wide('version: 1\nmode: auto\n'), 1, 1, /UTF-16/],
  'UTF-16, big end first': [wide('version: 1\nmode: auto\n', { big: true }), 1, 1, /UTF-16/],
  'UTF-16 without a mark': [wide('version: 1\nmode: auto\n', { bom: false }), 1, 1, /UTF-16/],
  'a byte of Latin-1': [
    decoded(Buffer.from('version: 1\nrules:\n  - name: M\u00fcller\n', 'latin1')),
    3,
    12,
    /bytes that are not UTF-8/,
  ],
  'half a character at the end': [decoded(Buffer.from([0x61, 0x3a, 0x20, 0xe2, 0x82])), 1, 4, /not UTF-8/],
  'a NUL in the middle': [`version: 1\n# ${'x'.repeat(500)}\0\n`, 2, 503, /NUL character/],
  'Windows line ends': ['version: 1\r\nrules:\r\n  - resources: [*prod*]\r\n', 3, 17, /\*prod\*/],
  nothing: ['', 1, 1, /empty/],
  'only a mark': ['\uFEFF', 1, 1, /empty/],
  'only dashes': ['---\n', 1, 1, /empty/],
};

describe('a policy file that cannot be read', () => {
  test.each(Object.entries(wrong))('%s', (_name, [text, line, column, says]) => {
    const { problems, policy } = readPolicy(text);
    expect(policy).toBeUndefined();
    const [first] = problems;
    expect(first?.says).toMatch(says);
    expect([first?.line, first?.column]).toEqual([line, column]);
    expect(first?.todo).toBeTruthy();
    expect(problems.map((one) => one.says).join(' ')).not.toMatch(/YAML\.parse|Unresolved|Excessive/);
  });

  test.each([
    ['policy-two-documents.yaml', 2, /second YAML document/],
    ['policy-unquoted-glob.yaml', 4, /\*prod\*/],
    ['policy-utf16.yaml', 1, /UTF-16/],
  ])('%s', (name, line, says) => {
    const [first] = readPolicy(readFileSync(join(cases, name), 'utf8')).problems;
    expect(first?.line).toBe(line);
    expect(first?.says).toMatch(says);
  });
});

test('the remedy for a pattern is the pattern in quotes, and that is understood', () => {
  const [first] = readPolicy(rule('[*prod*]')).problems;
  expect(first?.todo).toBe("Write it in quotes: '*prod*'.");
  expect(readPolicy(rule("['*prod*']")).problems).toEqual([]);
});

test('anchors and aliases that are meant still work, also on what is empty', () => {
  expect(readYaml('a: &x 1\nb: *x\n').data).toEqual({ a: 1, b: 1 });
  expect(readYaml('a: &x ""\nb: *x\n').data).toEqual({ a: '', b: '' });
  expect(readYaml('%YAML 1.2\n---\na: on\n').data).toEqual({ a: 'on' });
});

test('text that is text has no fault', () => {
  expect(textFault('Zürich 東京 🔒\n\t"')).toBeUndefined();
});
