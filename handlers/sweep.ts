import { fromEnvironment, outcomesHandler, type PortsSource } from '../src/entrances/lambda.ts';
import { catalog } from '../src/remediations/index.ts';

/** Looks again at everything unfinished whose time has come, on a schedule. */
export const withPorts = (ports: PortsSource) =>
  outcomesHandler(ports, async (_, open) => (await import('../src/core/waker.ts')).wake(catalog, open));

export const handler = withPorts(fromEnvironment(catalog));
