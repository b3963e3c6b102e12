import * as z from 'zod/mini';
import { problemText as placed } from '../../adapters/policy/problem.ts';
import { fileLimits } from '../../adapters/policy/yaml-limits.ts';
import { traffic } from '../../sandbox/scenario/traffic.ts';
import { readNamedFile } from '../input/text-file.ts';
import { UsageError } from '../input/usage.ts';
import type { Host } from '../runtime/host.ts';
import { readExample } from './example.ts';
import type { Logs } from './stage.ts';

/** The account file that was named, or the one that comes with Waxseal. */
export const accountFile = async (
  file: string | undefined,
  host: Pick<Host, 'cwd'>,
): Promise<{ account: unknown; file: string }> => {
  const { readYaml } = await import('../../adapters/policy/yaml.ts');
  const name = file ?? 'examples/accounts/demo.yaml';
  const content =
    file === undefined ? await readExample('accounts/demo.yaml') : await readNamedFile(host, file, accountOf);
  const { data: account, problems } = readYaml(content, fileLimits);
  const [first] = problems;
  if (!first) return { account, file: name };
  throw new UsageError(
    'bad-account',
    `The account file ${name} cannot be read: ${placed({ ...first, todo: '' })}`,
    first.todo ?? 'examples/accounts has one that works.',
  );
};

const accountOf = {
  what: 'account file',
  code: 'no-account-file',
  todo: 'Give the path of an account file; examples/accounts has one.',
  most: fileLimits.largest,
  anyBytes: true,
} as const;

/** Logs of the account that comes with Waxseal; of another one nobody knows what they would say. */
export const logsOf = async (file: string | undefined): Promise<Logs> => {
  if (file !== undefined) return new Map();
  const { readYaml } = await import('../../adapters/policy/yaml.ts');
  const { data } = readYaml(await readExample('accounts/demo-logs.yaml'), fileLimits);
  return new Map(Object.entries(z.record(z.string(), traffic).parse(data)));
};
