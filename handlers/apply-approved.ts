import { executionsIn, fromEnvironment, outcomesFor, type PortsSource } from '../src/entry-points/lambda.ts';
import { catalog } from '../src/services/index.ts';

/** Called by the approval runbook, with the id of its execution and nothing else. */
export const withPorts = (source: PortsSource, execution = executionsIn('WAXSEAL_APPROVALS')) =>
  outcomesFor(source, async (event, ports) => {
    const { applyApproved } = await import('../src/entry-points/approved.ts');
    return applyApproved(event, { catalog, ports, execution });
  });

export const handler = withPorts(fromEnvironment(catalog));
