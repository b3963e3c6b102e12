import { evaluationsHandler, fromEnvironment, reportingFrom } from '../src/entry-points/lambda.ts';
import type { PortsSource } from '../src/entry-points/lambda.ts';
import { loadCatalog } from '../src/services/late.ts';

/** Called by AWS Config for its custom rules that name it: a resource has changed, or a rule's time has come. */
export const withPorts = (source: PortsSource, clients = reportingFrom(process.env)) =>
  evaluationsHandler(source, async (event, ports, context) => {
    const { evaluateAt } = await import('../src/entry-points/evaluate.ts');
    return evaluateAt(event, { catalog: await loadCatalog(), ports }, context, clients);
  });

export const handler = withPorts(fromEnvironment(loadCatalog));
