import { executionsIn, fromEnvironment, outcomesFor, type PortsSource } from '../src/entry-points/lambda.ts';
import { loadCatalog } from '../src/services/late.ts';

/** Called by the undo runbook, with the id of its execution and nothing else. */
export const withPorts = (source: PortsSource, execution = executionsIn('WAXSEAL_UNDO')) =>
  outcomesFor(source, async (event, ports) => {
    const { undoStep } = await import('../src/entry-points/undo.ts');
    return undoStep(event, { catalog: await loadCatalog(), ports, execution });
  });

export const handler = withPorts(fromEnvironment(loadCatalog));
