import { ssmExecutions, type ReadExecution } from '../../adapters/approvals/executions-ssm.ts';
import { goOn } from '../../entry-points/execution.ts';
import type { Functions } from '../host.ts';
import { sandboxNames, sandboxSsm } from '../sandbox-ports.ts';
import type { Stage } from './stage.ts';

/** The function for approvals, as the runbook calls it: an ending that is no success fails the runbook's step. */
export const applyApproved = async (event: unknown, stage: Stage): Promise<unknown> => {
  const { engine, ports, processes } = stage;
  const { catalog } = engine;
  const outcomes = await processes.run(() => engine.lookAtApproved(event, { catalog, ports }));
  if (!outcomes) throw new Error('the function died');
  outcomes.forEach(processes.note);
  const bad = outcomes.find(({ is }) => ['failed', 'conflict', 'halted', 'stale'].includes(is));
  if (bad) throw new Error(`ended as ${bad.is}`);
  return { status: goOn, outcomes };
};

/** The function for undoing, as the other runbook calls it: what it throws fails the step. */
const undoStep = async (event: unknown, stage: Stage): Promise<unknown> => {
  const { engine, host, ports, processes } = stage;
  const { catalog, undoing } = engine;
  const pinned = { document: sandboxNames.undoDocument, version: sandboxNames.version };
  const execution: ReadExecution = (id) => ssmExecutions(sandboxSsm(host), pinned)(id);
  const came = await processes.run(async () => undoing?.undoStep(event, { catalog, ports, execution }));
  if (!came) throw new Error('the function died');
  came.outcomes.forEach(processes.note);
  return came;
};

/** What our runbooks call. */
export const functionsOn = (stage: Stage): Functions => ({
  [sandboxNames.function]: (event) => applyApproved(event, stage),
  [sandboxNames.undoFunction]: (event) => undoStep(event, stage),
});
