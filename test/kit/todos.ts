import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const home = join(import.meta.dirname, '../..');

/**
 * What people have not said yet of one service, or of all: `npm run new` writes a marker wherever it cannot know, and
 * nothing that it marked is more than a guess.
 */
export const todosIn = (service = '*'): readonly string[] =>
  globSync(`{src,test}/services/${service}/**/*.{ts,yaml}`, { cwd: home })
    .map((path) => path.replaceAll('\\', '/'))
    .toSorted()
    .flatMap((path) =>
      readFileSync(join(home, path), 'utf8')
        .split('\n')
        .flatMap((line, at) => (/\bTODO\b/.test(line) ? [`${path}:${at + 1} ${line.trim()}`] : [])),
    );
