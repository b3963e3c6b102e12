import { execFileSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { apiOf } from './api.ts';
import { clientPackage, npmRegistry } from './client.ts';
import { filesFor } from './files.ts';
import type { Request } from './request.ts';
import { prefixOf, subjectOf, type SharedDocument } from './subject.ts';

/** What was begun. */
interface Begun {
  /** In the order in which they were written. */
  readonly paths: readonly string[];
  /** What people must do, beside the TODOs in the files. */
  readonly left: readonly string[];
  readonly todos: number;
}

const prefixOfRoom = (home: string, service: string): string | undefined => {
  const path = join(home, 'src/services', service, 'service.ts');
  return existsSync(path) ? /prefix: '([\w-]+)'/.exec(readFileSync(path, 'utf8'))?.[1] : undefined;
};

const documentsOf = (home: string, service: string): readonly SharedDocument[] => {
  const folder = join(home, 'src/services', service, 'parameters');
  return globSync('*.ts', { cwd: folder })
    .toSorted()
    .flatMap((file) => {
      const text = readFileSync(join(folder, file), 'utf8');
      const calls = [...text.matchAll(/\bnew (\w+)Command\(/g)].map(([, operation = '']) => operation);
      const operations = [...new Set(calls)].toSorted();
      return [...text.matchAll(/^export const (\w+): Document<(\w+)>/gm)].map(([, name = '', type = '']) => ({
        name,
        file,
        type,
        operations,
      }));
    });
};

/** Writes both rooms of a new remediation, as far as they can be known, and only what is not there. */
export const begin = async (request: Request, home: string, registry = npmRegistry): Promise<Begun> => {
  const { name, needs } = clientPackage(home, request, registry);
  const prefix = prefixOfRoom(home, request.service) ?? (await prefixOf(request, name));
  const paths: string[] = [];
  const left: string[] = [];
  if (needs === 'network')
    left.push(
      `npm install --save-exact ${name}: the registry cannot be asked now, and without it no calls are written.`,
    );
  if (needs === 'install') {
    registry.install(home, name);
    paths.push('package.json', 'package-lock.json');
  }
  const subject = await subjectOf(request, apiOf(home, name), prefix, documentsOf(home, request.service));
  const { files, left: more } = filesFor(subject, home);
  for (const [path, text] of files) {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), text);
  }
  const code = [...files.keys()].filter((path) => path.endsWith('.ts'));
  const oxfmt = join(home, 'node_modules/oxfmt/bin/oxfmt');
  // Long calls come to rest in the second round.
  for (const _round of [1, 2])
    execFileSync(process.execPath, [oxfmt, ...code], { cwd: home, stdio: 'ignore' });
  const texts = [...files.keys()].map((path) => readFileSync(join(home, path), 'utf8'));
  const todos = texts.flatMap((text) => text.match(/\bTODO\b/g) ?? []).length;
  return { paths: [...paths, ...files.keys()], left: [...left, ...more], todos };
};
