import {
  evaluationsFor,
  fromEnvironment,
  reportingFrom,
  type PortsSource,
} from '../src/entry-points/lambda.ts';
import { catalog } from '../src/services/index.ts';

/** Called by AWS Config for its custom rules that name it: a resource has changed, or a rule's time has come. */
export const withPorts = (source: PortsSource, clients = reportingFrom(process.env)) =>
  evaluationsFor(source, async (event, ports, context) =>
    (await import('../src/entry-points/evaluate.ts')).evaluateAt(event, { catalog, ports }, context, clients),
  );

export const handler = withPorts(fromEnvironment(catalog));
