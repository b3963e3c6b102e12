import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './units.ts';

const oxfmt = join(dirname(createRequire(import.meta.url).resolve('oxfmt/package.json')), 'bin', 'oxfmt');

/** The text as `npm run format` would leave it. */
export const formatted = (path: string, text: string): string =>
  execFileSync(process.execPath, [oxfmt, `--stdin-filepath=${path}`], {
    cwd: fileURLToPath(root),
    input: text,
    encoding: 'utf8',
  });
