import { describe, expect, test } from 'vitest';
import {
  differencesIn,
  type Found,
  manifestName,
  type PackFile,
  sealName,
  sha256,
  withManifest,
} from '../../src/exports/manifest.ts';

const files: readonly PackFile[] = [
  { path: 'b.json', text: '{}\n' },
  { path: 'a.md', text: 'a\n' },
];
const whole = withManifest(files);
const textOf = (some: readonly PackFile[], name: string) => some.find(({ path }) => path === name)?.text;
const foundIn = (some: readonly PackFile[]): readonly Found[] =>
  some.map(({ path, text }) => ({ path, sha256: sha256(text) }));
const check = (some: readonly PackFile[], expected?: string) =>
  differencesIn({
    found: foundIn(some),
    manifest: textOf(some, manifestName),
    seal: textOf(some, sealName),
    ...(expected !== undefined && { expected }),
  }).map(({ path, is }) => `${path} ${is}`);

const without = (name: string) => whole.files.filter(({ path }) => path !== name);
const with_ = (name: string, text: string) => [...without(name), { path: name, text }];
const manifest = textOf(whole.files, manifestName) ?? '';
const seal = textOf(whole.files, sealName) ?? '';
/** Somebody who alters a file and writes new hashes. */
const forged = withManifest([
  { path: 'b.json', text: '{"good": true}\n' },
  { path: 'a.md', text: 'a\n' },
]);

describe('a manifest', () => {
  test('is what sha256sum checks, by name', () => {
    expect(manifest).toBe(`${sha256('a\n')}  a.md\n${sha256('{}\n')}  b.json\n`);
    expect(seal).toBe(`${whole.seal}  ${manifestName}\n`);
    expect(withManifest(files.toReversed()).seal).toBe(whole.seal);
  });
  test('finds nothing in what is as it was written', () => {
    expect(check(whole.files)).toEqual([]);
    expect(check(whole.files.toReversed(), whole.seal.toUpperCase())).toEqual([]);
  });

  const cases: readonly (readonly [
    what: string,
    files: readonly PackFile[],
    found: readonly string[],
    expected?: string,
  ])[] = [
    ['altered', with_('a.md', 'A\n'), ['a.md altered']],
    ['altered by a line break', with_('a.md', 'a\r\n'), ['a.md altered']],
    ['missing', without('b.json'), ['b.json missing']],
    ['added', with_('c.txt', ''), ['c.txt added']],
    ['renamed', [...without('a.md'), { path: 'A.md', text: 'a\n' }], ['A.md added', 'a.md missing']],
    [
      'exchanged',
      [...whole.files.slice(2), { path: 'a.md', text: '{}\n' }, { path: 'b.json', text: 'a\n' }],
      ['a.md altered', 'b.json altered'],
    ],
    ['without manifest', without(manifestName), [`${manifestName} missing`]],
    ['without seal', without(sealName), [`${sealName} missing`]],
    [
      'with a line of the manifest gone',
      with_(manifestName, manifest.split('\n').slice(1).join('\n')),
      [`${manifestName} altered`, 'a.md added'],
    ],
    [
      'with a line twice',
      with_(manifestName, `${manifest}${manifest.split('\n')[0]}\n`),
      [`${manifestName} unreadable`],
    ],
    ['with a manifest cut off', with_(manifestName, manifest.trimEnd()), [`${manifestName} unreadable`]],
    [
      'with a manifest that leads elsewhere',
      with_(manifestName, `${manifest}${sha256('x')}  ../x\n`),
      [`${manifestName} unreadable`],
    ],
    ['with an empty manifest', with_(manifestName, ''), [`${manifestName} unreadable`]],
    [
      'with the seal of another',
      with_(sealName, `${sha256('x')}  ${manifestName}\n`),
      [`${manifestName} altered`],
    ],
    ['with a seal of something else', with_(sealName, `${whole.seal}  a.md\n`), [`${sealName} unreadable`]],
    ['forged, with nothing to compare it with', forged.files, []],
    ['forged, against the seal that was kept', forged.files, [`${sealName} altered`], whole.seal],
    [
      'forged, beside the seal that was',
      [...forged.files.filter(({ path }) => path !== sealName), { path: sealName, text: seal }],
      [`${manifestName} altered`, `${sealName} altered`],
      whole.seal,
    ],
    ['whole, against another seal', whole.files, [`${sealName} altered`], sha256('x')],
  ];
  test.each(cases.map((row) => ({ what: row[0], row })))('$what', ({ row: [, some, found, expected] }) => {
    expect(check(some, expected)).toEqual(found);
  });
});
