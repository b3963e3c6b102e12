import { hash } from 'node:crypto';

/** One file of a pack; all lie in one folder. */
export interface PackFile {
  readonly path: string;
  readonly text: string;
}

/** A file of a folder, as it is now. */
export interface Found {
  readonly path: string;
  readonly sha256: string;
}

export interface Difference {
  readonly path: string;
  readonly is: 'altered' | 'missing' | 'added' | 'unreadable';
  readonly says: string;
}

export const manifestName = 'MANIFEST.sha256';
export const sealName = 'SEAL.sha256';

export const sha256 = (content: string | Uint8Array): string => hash('sha256', content);

/** As `sha256sum` writes and checks it, by name. */
const linesOf = (files: readonly Found[]): string =>
  files
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, sha256: sum }) => `${sum}  ${path}\n`)
    .join('');

/** The files with their hashes, and one hash over all of them: the seal. */
export const withManifest = (
  files: readonly PackFile[],
): { readonly files: readonly PackFile[]; readonly seal: string } => {
  const text = linesOf(files.map(({ path, text: words }) => ({ path, sha256: sha256(words) })));
  const seal = sha256(text);
  const over = linesOf([{ path: manifestName, sha256: seal }]);
  return {
    files: [...files, { path: manifestName, text }, { path: sealName, text: over }],
    seal,
  };
};

const line = /^([0-9a-f]{64}) {2}([\w.-]+)$/;

/** `undefined`: it is not what we write, so nothing can be said by it. */
const parsed = (text: string): ReadonlyMap<string, string> | undefined => {
  const lines = text
    .split('\n')
    .slice(0, -1)
    .map((one) => line.exec(one));
  const pairs = lines.flatMap((one) => (one?.[1] && one[2] ? [[one[2], one[1]] as const] : []));
  const names = new Set(pairs.map(([name]) => name));
  const whole = text.endsWith('\n') && pairs.length === lines.length && names.size === pairs.length;
  return whole ? new Map(pairs) : undefined;
};

export interface Pack {
  /** All that lies in the folder. */
  readonly found: readonly Found[];
  /** Their text; `undefined`: not there. */
  readonly manifest: string | undefined;
  readonly seal: string | undefined;
  /** The seal as somebody wrote it down elsewhere. */
  readonly expected?: string;
}

const broken = (path: string, text: string | undefined): Difference => ({
  path,
  is: text === undefined ? 'missing' : 'unreadable',
  says:
    text === undefined ? 'It is not there: nothing can be checked by it.' : 'It is not as it was written.',
});

/** What in a folder is otherwise than the manifest says; none: all is as it was written, as far as the seal can be trusted. */
export const differencesIn = ({ found, manifest, seal, expected }: Pack): readonly Difference[] => {
  const listed = manifest === undefined ? undefined : parsed(manifest);
  const over = seal === undefined ? undefined : parsed(seal);
  const now = manifest === undefined ? undefined : sha256(manifest);
  const wrong: Difference[] = [];
  if (!listed) wrong.push(broken(manifestName, manifest));
  if (over?.size !== 1 || !over.has(manifestName)) wrong.push(broken(sealName, seal));
  else if (listed && over.get(manifestName) !== now)
    wrong.push({ path: manifestName, is: 'altered', says: 'It is not the one that the seal is of.' });
  if (expected !== undefined && expected.toLowerCase() !== now)
    wrong.push({ path: sealName, is: 'altered', says: 'The seal is not the one that was given.' });
  const here = new Map(found.map(({ path, sha256: sum }) => [path, sum]));
  for (const [path, sum] of listed ?? []) {
    const is = here.get(path);
    if (is === undefined) wrong.push({ path, is: 'missing', says: 'It was written, and is not there.' });
    else if (is !== sum) wrong.push({ path, is: 'altered', says: 'It is not as it was written.' });
  }
  for (const { path } of found)
    if (listed && !listed.has(path) && path !== manifestName && path !== sealName)
      wrong.push({ path, is: 'added', says: 'It was not written with the others.' });
  return wrong.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
};
