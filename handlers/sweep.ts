import { fromEnvironment, outcomesFor, type PortsSource } from '../src/entry-points/lambda.ts';
import { loadCatalog } from '../src/services/late.ts';

/** On a schedule: has everything looked at that AWS Config says does not comply, then what is unfinished and due. */
export const withPorts = (source: PortsSource, env = process.env) =>
  outcomesFor(source, async (_, ports, context) => {
    const { sweepAt } = await import('../src/entry-points/sweep.ts');
    return sweepAt({ catalog: await loadCatalog(), ports }, context, env);
  });

export const handler = withPorts(fromEnvironment(loadCatalog));
