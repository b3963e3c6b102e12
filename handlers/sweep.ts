import { fromEnvironment, outcomesFor, type PortsSource } from '../src/entry-points/lambda.ts';
import { catalog } from '../src/services/index.ts';

/** On a schedule: has everything looked at that AWS Config says does not comply, then what is unfinished and due. */
export const withPorts = (source: PortsSource, env = process.env) =>
  outcomesFor(source, async (_, ports, context) =>
    (await import('../src/entry-points/sweep.ts')).sweepAt({ catalog, ports }, context, env),
  );

export const handler = withPorts(fromEnvironment(catalog));
