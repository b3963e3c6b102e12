import { batchHandler, fromEnvironment, type PortsSource } from '../src/entry-points/lambda.ts';
import { catalog } from '../src/services/index.ts';

/** Looks at what the events of AWS Config name, and at the parts of a sweep, which SQS delivers. */
export const withPorts = (ports: PortsSource, env = process.env) => batchHandler(catalog, ports, env);

export const handler = withPorts(fromEnvironment(catalog));
