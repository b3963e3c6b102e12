import { executionsIn, fromEnvironment, outcomesFor, type PortsSource } from '../src/entry-points/lambda.ts';
import { loadCatalog } from '../src/services/late.ts';

/** Called by the approval runbook, with the id of its execution and nothing else. */
export const withPorts = (source: PortsSource, execution = executionsIn('WAXSEAL_APPROVALS')) =>
  outcomesFor(source, async (event, ports) => {
    const { applyApproved } = await import('../src/entry-points/approved.ts');
    return applyApproved(event, { catalog: await loadCatalog(), ports, execution });
  });

export const handler = withPorts(fromEnvironment(loadCatalog));
