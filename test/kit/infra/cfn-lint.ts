import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * AWS's own linter of templates, in Python, installed once into a virtual environment of its own. Without Python that is
 * said loudly, and is an error where CI or WAXSEAL_REQUIRE_WIRE=1 asks for all.
 */
const root = join(import.meta.dirname, '../../..');
const requirements = join(import.meta.dirname, 'cfn-lint-requirements.txt');
const venv = join(root, '.waxseal/cfn-lint');
const stamp = join(venv, 'waxseal-requirements.txt');

const required = (): boolean => process.env['CI'] === 'true' || process.env['WAXSEAL_REQUIRE_WIRE'] === '1';

const run = (command: string, given: readonly string[]): string => {
  const { status, error, stdout, stderr } = spawnSync(command, given, { encoding: 'utf8', cwd: root });
  if (error) throw error;
  // cfn-lint's own codes are a sum: 2 errors, 4 warnings, 8 information; 1 and 32 are its own failure.
  if (status === null || (status & 1) === 1 || status >= 32) throw new Error(`${command}: ${stderr.trim()}`);
  return stdout;
};

const install = (): void => {
  const wanted = readFileSync(requirements, 'utf8');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  run('python3', ['-m', 'venv', venv]);
  const pip = ['install', '--quiet', '--disable-pip-version-check', '-r', requirements];
  run(join(venv, 'bin', 'pip'), pip);
  writeFileSync(stamp, wanted);
};

export interface Finding {
  readonly file: string;
  readonly rule: string;
  readonly says: string;
}

/** The first of those that say the same: modes and settings leave many a template as it is. */
const distinct = (files: readonly string[]): readonly string[] => [
  ...new Map(files.toReversed().map((file) => [readFileSync(file, 'utf8'), file] as const)).values(),
];

/** What cfn-lint finds in some templates; in those that are alike, once. `undefined`: this machine cannot run it. */
export const cfnLint = (files: readonly string[]): readonly Finding[] | undefined => {
  try {
    install();
    const out = run(join(venv, 'bin', 'cfn-lint'), ['--format', 'parseable', ...distinct(files)]);
    return out
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const [file = line, , , , , rule = line, ...says] = line.split(':');
        return { file, rule, says: says.join(':') };
      });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    if (required()) throw new Error(`cfn-lint is required and cannot run. ${why}`, { cause: error });
    const bar = '*'.repeat(78);
    process.stderr.write(
      `\n${bar}\nTHE TEMPLATES WERE NOT CHECKED WITH CFN-LINT (Python 3 with venv).\n${why}\n${bar}\n`,
    );
    return undefined;
  }
};
