import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Machine {
  /** What the `aws` there does with its arguments, as `sh`: `echo available`. Left out: nothing, and well. */
  readonly aws?: string;
  /** What a person types. */
  readonly types?: string;
}

/**
 * Carries out commands that people are told, in a plain `sh` whose `aws` only notes what it was asked and whose `sleep` takes
 * no time; with the arguments of each call.
 */
export const carriedOut = (commands: string, { aws = '', types = '' }: Machine = {}) => {
  const folder = mkdtempSync(join(tmpdir(), 'printed-'));
  const notes = join(folder, 'notes');
  writeFileSync(notes, '');
  const program = (name: string, lines: string): void => {
    writeFileSync(join(folder, name), `#!/bin/sh\n${lines}\n`);
    chmodSync(join(folder, name), 0o755);
  };
  program('aws', `{ printf '%s\\t' "$@"; echo; } >> '${notes}'\n${aws}`);
  program('sleep', '');
  const { status, stderr } = spawnSync('/bin/sh', ['-c', commands], {
    env: { PATH: `${folder}:/usr/bin:/bin` },
    input: types,
    encoding: 'utf8',
    timeout: 20_000,
  });
  const asked = readFileSync(notes, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t').slice(0, -1));
  return { status, stderr, asked };
};
