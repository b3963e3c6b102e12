import { fromEnvironment, outcomesHandler, type PortsSource } from '../src/entrances/lambda.ts';
import { catalog } from '../src/remediations/index.ts';

/** On a schedule: looks at what AWS Config says does not comply, then at everything unfinished whose time has come. */
export const withPorts = (source: PortsSource) =>
  outcomesHandler(source, async (_, ports, context) =>
    (await import('../src/entrances/sweep.ts')).sweepAt({ catalog, ports }, context),
  );

export const handler = withPorts(fromEnvironment(catalog));
