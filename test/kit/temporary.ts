import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whatever the tests write outside the project goes into one folder, which is gone when they are done. */
export const setup = (): (() => void) => {
  const folder = mkdtempSync(join(tmpdir(), 'waxseal-tests-'));
  process.env['TMPDIR'] = folder;
  // Processes that tests start load the same sources: the second finds them compiled.
  process.env['NODE_COMPILE_CACHE'] = join(folder, 'compiled');
  return () => rmSync(folder, { recursive: true, force: true });
};
