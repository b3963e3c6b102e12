import type { DeserializeMiddleware, MetadataBearer } from '@smithy/types';
import type { SdkClient } from '../adapters/aws/clients.ts';
import type { Host } from './host.ts';
import { serviceOf } from './services.ts';

/**
 * Answers a real client from the sandbox. It stands at the `deserialize` step, outside the parser: the client's own
 * input checks, serialising and retries still run, and nothing reaches the network.
 */
export const answeredBy = (
  host: Pick<Host, 'call' | 'meanwhile' | 'caller'>,
  client: SdkClient,
  location: { region: string },
  caller = host.caller,
): void => {
  const middleware: DeserializeMiddleware<object, MetadataBearer> = (_next, context) => async (args) => {
    const name = String(context['commandName']).replace(/Command$/, '');
    const operation = `${serviceOf(String(context['clientName']))}:${name}`;
    if (caller === host.caller) await host.meanwhile(operation);
    const output = host.call({ operation, input: args.input, caller, region: location.region });
    // A copy: what the sandbox holds must not change when somebody changes an answer.
    return { output: { $metadata: { httpStatusCode: 200 }, ...structuredClone(output) }, response: {} };
  };
  client.middlewareStack.add(middleware, { step: 'deserialize', priority: 'high', name: 'waxsealSandbox' });
};
