import { WaxsealError } from '../../core/model/errors.ts';
import type { Host } from '../host.ts';
import type { SandboxPorts } from '../sandbox-ports.ts';
import type { Ended } from './check.ts';
import type { Engine } from './engine.ts';
import type { ScenarioFile, ScenarioStep } from './file.ts';
import { functionsOn } from './functions.ts';
import { openStage, type Staging } from './stage.ts';
import { perform } from './steps.ts';

/** One step as it went. `problems` is empty when everything was as the file expects. */
export interface Played {
  readonly step: ScenarioStep;
  readonly at: string;
  readonly endings: readonly Ended[];
  readonly problems: readonly string[];
}

export interface Play {
  readonly host: Host;
  readonly ports: SandboxPorts;
  readonly steps: readonly Played[];
  /** Of all steps, and faults that never fired. */
  readonly problems: readonly string[];
}

/** What a person is told who asks for something that makes no sense now. */
const answersPeople: ReadonlySet<string> = new Set(['sandbox-scenario', 'no-hold', 'unknown-run']);

/** Plays one scenario from its beginning. Answers what happened; only a file that makes no sense throws. */
export const playScenario = async (
  scenario: ScenarioFile,
  name: string,
  engine: Engine,
  staging: Staging = {},
): Promise<Play> => {
  const stage = await openStage(scenario, name, engine, staging);
  const { host, ports, processes } = stage;
  const functions = functionsOn(stage);
  const steps: Played[] = [];
  for (const [index, step] of scenario.steps.entries()) {
    const from = processes.endings.length;
    staging.onStep?.(step, index);
    const problems = await perform(step, `event-${index + 1}`, stage).catch(
      (error: unknown): readonly string[] => {
        if (staging.lenient && error instanceof WaxsealError && answersPeople.has(error.code))
          return [error.says];
        throw error;
      },
    );
    await host.settle(functions);
    const at = host.now().toISOString();
    steps.push({
      step,
      at,
      endings: processes.endings.slice(from),
      problems: problems.map((it) => `step ${index + 1}: ${it}`),
    });
  }
  const silent = host.faults().filter(({ fired }) => !fired);
  const unfired = silent.map(({ fault }) => `${fault.kind} at ${fault.operation} never fired`);
  return { host, ports, steps, problems: [...steps.flatMap(({ problems }) => problems), ...unfired] };
};
