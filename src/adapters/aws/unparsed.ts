import type { FinalizeRequestMiddleware, MetadataBearer } from '@smithy/types';

/**
 * An answer that is no JSON fails in the SDK's parser, whose message quotes the answer and names no call: an emulator that does not know
 * an operation answers with a page. Here the call and the endpoint are known.
 */

const begins = 'The answer to ';

const endpointOf = (request: unknown): string => {
  const [host, port]: readonly unknown[] =
    typeof request === 'object' && request !== null
      ? [Reflect.get(request, 'hostname'), Reflect.get(request, 'port')]
      : [];
  if (typeof host !== 'string') return 'an endpoint that is not known';
  return typeof port === 'number' ? `${host}:${port}` : host;
};

export const namesUnparsed: FinalizeRequestMiddleware<object, MetadataBearer> =
  (next, context) => async (args) => {
    try {
      return await next(args);
    } catch (error) {
      if (error instanceof SyntaxError) {
        const service = String(context['clientName']).replace(/Client$/, '');
        const operation = String(context['commandName']).replace(/Command$/, '');
        error.message = `${begins}${service} ${operation} from ${endpointOf(args.request)} could not be parsed.`;
      }
      throw error;
    }
  };

/** The sentence that names the call, and nothing of the answer; empty where no call is known. */
export const unparsedCall = (message: string): string => (message.startsWith(begins) ? ` ${message}` : '');
