import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parsePolicy, defaultPolicy } from '../../adapters/policy/file.ts';
import { type Command, type Context, textOption } from '../runtime/context.ts';
import { accountFile, logsOf } from '../demo/account.ts';
import { readExample } from '../demo/example.ts';
import { htmlReport } from '../../report/html/page.ts';
import type { Report } from '../../report/model.ts';
import { closing } from '../demo/scenes.ts';
import { setStage } from '../demo/stage.ts';
import { playStory } from '../demo/story.ts';
import { exits } from '../output/exits.ts';
import { UsageError } from '../input/usage.ts';

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
  const named = textOption(given, 'sandbox');
  const account = await accountFile(named, context.host);
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
