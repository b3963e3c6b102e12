import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import * as z from 'zod/mini';
import { parsePolicy, defaultPolicy } from '../../adapters/policy/file.ts';
import { problemText as placed } from '../../adapters/policy/problem.ts';
import { fileLimits } from '../../adapters/policy/yaml-limits.ts';
import { type Command, type Context, textOption } from '../runtime/context.ts';
import { readExample } from '../demo/example.ts';
import { htmlReport } from '../../report/html/page.ts';
import type { Report } from '../../report/model.ts';
import { traffic } from '../../sandbox/scenario/traffic.ts';
import { closing } from '../demo/scenes.ts';
import { type Logs, setStage } from '../demo/stage.ts';
import { playStory } from '../demo/story.ts';
import { exits } from '../output/exits.ts';
import { readNamedFile } from '../input/text-file.ts';
import { UsageError } from '../input/usage.ts';

const accountFile = async (
  file: string | undefined,
  { host }: Context,
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
const logsOf = async (file: string | undefined): Promise<Logs> => {
  if (file !== undefined) return new Map();
  const { readYaml } = await import('../../adapters/policy/yaml.ts');
  const { data } = readYaml(await readExample('accounts/demo-logs.yaml'), fileLimits);
  return new Map(Object.entries(z.record(z.string(), traffic).parse(data)));
};

/** The report as a page in a file. Programs that read JSON get one only when they name it. */
const writePage = async (
  report: Report,
  out: string | undefined,
  { host, globals }: Context,
): Promise<string | null> => {
  if (out === undefined && globals.format === 'json') return null;
  const path =
    out === undefined
      ? join(await mkdtemp(join(tmpdir(), 'waxseal-demo-')), 'report.html')
      : resolve(host.cwd, out);
  const source = "the demo's journal: an account in memory";
  try {
    await writeFile(path, htmlReport(report, { source, version: host.version }));
  } catch (cause) {
    throw new UsageError(
      'not-writable',
      `${path} cannot be written.`,
      'Give --out a path that you may write to.',
      {
        cause,
      },
    );
  }
  return path;
};

/** `waxseal demo` */
export const run: Command = async (given, context) => {
  const named = textOption(given, 'account');
  const account = await accountFile(named, context);
  const catalog = context.host.parts?.catalog ?? (await import('../../services/index.ts')).catalog;
  const prod = parsePolicy(
    await readExample('accounts/demo-policy.yaml'),
    'examples/accounts/demo-policy.yaml',
    catalog.listings,
  );
  const policy = { ...defaultPolicy, ownerTags: prod.ownerTags };
  const stage = await setStage({ ...account, catalog, policy, logs: await logsOf(named) });
  try {
    const seen = await playStory(stage, prod, context.say);
    const page = await writePage(seen.report, textOption(given, 'out'), context);
    context.say(closing(seen.report, page));
    const document = { schema: 'waxseal/demo/v1', account: stage.sandbox.account, page, ...seen } as const;
    return { document, view: [], exit: exits.done };
  } finally {
    await stage.close();
  }
};
