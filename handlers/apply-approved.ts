import { executionsIn, fromEnvironment, outcomesHandler, type PortsSource } from '../src/entrances/lambda.ts';
import { catalog } from '../src/services/index.ts';

/** Called by the approval runbook, with the id of its execution and nothing else. */
export const withPorts = (source: PortsSource, execution = executionsIn('WAXSEAL_APPROVALS')) =>
  outcomesHandler(source, async (event, ports) => {
    const { applyApproved } = await import('../src/entrances/approved.ts');
    return applyApproved(event, { catalog, ports, execution });
  });

export const handler = withPorts(fromEnvironment(catalog));
