import { batchHandler, fromEnvironment, type PortsSource } from '../src/entrances/lambda.ts';
import { catalog } from '../src/remediations/index.ts';

/** Looks at what the events of AWS Config name, which SQS delivers. */
export const withPorts = (ports: PortsSource) => batchHandler(catalog, ports);

export const handler = withPorts(fromEnvironment(catalog));
