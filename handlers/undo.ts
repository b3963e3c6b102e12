import { executionsIn, fromEnvironment, outcomesHandler, type PortsSource } from '../src/entrances/lambda.ts';
import { catalog } from '../src/services/index.ts';

/** Called by the undo runbook, with the id of its execution and nothing else. */
export const withPorts = (source: PortsSource, execution = executionsIn('WAXSEAL_UNDO')) =>
  outcomesHandler(source, async (event, ports) => {
    const { takeBackAsked } = await import('../src/entrances/taken-back.ts');
    return takeBackAsked(event, { catalog, ports, execution });
  });

export const handler = withPorts(fromEnvironment(catalog));
