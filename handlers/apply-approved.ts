import { fromEnvironment, outcomesHandler, type PortsSource } from '../src/entrances/lambda.ts';
import { catalog } from '../src/remediations/index.ts';

/** Called by the approval runbook, with the id of its execution and nothing else. */
export const withPorts = (source: PortsSource) =>
  outcomesHandler(source, async (event, ports) => {
    const { lookAtApproved } = await import('../src/entrances/approved.ts');
    return lookAtApproved(event, { catalog, ports });
  });

export const handler = withPorts(fromEnvironment(catalog));
