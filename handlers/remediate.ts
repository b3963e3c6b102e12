import { batchHandler, fromEnvironment, type PortsSource } from '../src/entry-points/lambda.ts';
import { loadCatalog } from '../src/services/late.ts';

/** Looks at what the events of AWS Config name, and at the parts of a sweep, which SQS delivers. */
export const withPorts = (ports: PortsSource, env = process.env) => batchHandler(loadCatalog, ports, env);

export const handler = withPorts(fromEnvironment(loadCatalog));
