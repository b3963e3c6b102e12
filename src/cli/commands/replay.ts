import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { parsePolicy } from '../../adapters/policy/file.ts';
import { WaxsealError } from '../../core/model/errors.ts';
import { release } from '../../core/approvals/holds.ts';
import { reconcile } from '../../core/engine/reconcile.ts';
import { undo } from '../../core/engine/undo.ts';
import { wake } from '../../core/engine/waker.ts';
import { lookAtApproved } from '../../entry-points/approved.ts';
import { undoStep } from '../../entry-points/undo.ts';
import { largestScenario, readScenario } from '../../sandbox/scenario/file.ts';
import { playScenario } from '../../sandbox/scenario/scenario.ts';
import type { Command } from '../runtime/context.ts';
import { exits } from '../output/exits.ts';
import { endingOf, replayView } from '../replay/view.ts';
import { watching } from '../replay/watch.ts';
import { readNamedFile } from '../input/text-file.ts';

/** A runbook as deployed, wherever this code lies: in the sources or in a bundle. */
const readRunbook = async (name: string): Promise<string> => {
  for (let up = '../'; up.length <= 15; up += '../') {
    const file = new URL(`${up}runbooks/${name}.yaml`, import.meta.url);
    if (existsSync(file)) return readFile(file, 'utf8');
  }
  throw new WaxsealError({
    code: 'example-missing',
    says: 'The runbook that comes with Waxseal is not there.',
    todo: 'Install Waxseal again.',
  });
};

const scenarioFile = {
  what: 'scenario file',
  code: 'no-scenario-file',
  todo: 'Give the path of a scenario file; test/scenarios has some.',
  most: largestScenario,
  anyBytes: true,
} as const;

/** `waxseal replay FILE`: one scenario, call by call. No AWS, no network, nothing on disk. */
export const run: Command = async ({ args }, { host }) => {
  const [name = ''] = args;
  const content = await readNamedFile(host, name, scenarioFile);
  const scenario = readScenario(content, name);
  const catalog = host.parts?.catalog ?? (await import('../../services/index.ts')).catalog;
  const runbook = await readRunbook('approve-and-apply');
  const undoing = { runbook: await readRunbook('undo'), undoStep };
  const engine = { catalog, reconcile, undo, release, wake, lookAtApproved, parsePolicy, runbook, undoing };
  const watch = watching();
  try {
    const play = await playScenario(scenario, name, engine, { ...watch.staging, lenient: true });
    const happenings = watch.watched(play).map((one) => one.happenings);
    const steps = play.steps.map(({ step, at, endings, problems }, index) => ({
      step: JSON.parse(JSON.stringify(step)),
      at,
      happenings: happenings[index] ?? [],
      endings: endings.map(endingOf),
      problems,
    }));
    const faults = play.host
      .faults()
      .map(({ fault: { operation, nth = 1, kind }, fired }) => ({ operation, nth, kind, fired }));
    const { title, about } = scenario;
    const document = {
      schema: 'waxseal/replay/v1',
      title,
      ...(about !== undefined && { about }),
      faults,
      steps,
      problems: play.problems,
    } as const;
    const view = replayView(scenario, play, happenings);
    return { document, view, exit: play.problems.length === 0 ? exits.done : exits.failure };
  } finally {
    await watch.close();
  }
};
