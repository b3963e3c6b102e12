import type { DeserializeMiddleware, MiddlewareStack } from '@smithy/types';
import { withDropped } from '../aws/dropped-members.ts';
import { WaxsealError } from '../core/model/errors.ts';
import { unheardElements } from './unheard-elements.ts';
import { unheardMembers } from './unheard-members.ts';

/**
 * A command of a service of REST and XML (CloudFront, Route 53, S3), whose answer is one element and the SDK its members; or of REST
 * and JSON (SES), whose answer is one object with the members of the SDK.
 */
interface Command<Input extends object, Output extends object> {
  readonly middlewareStack: Pick<MiddlewareStack<Input, Output>, 'add'>;
}

interface Whole<Output> {
  /** What the SDK makes of the answer's only element, or object. */
  readonly root: (answer: Output) => unknown;
  /** The member of it that is put back; left out: all of it is. */
  readonly whole?: string;
}

const isResponse = (value: unknown): value is { body: unknown } =>
  typeof value === 'object' && value !== null && 'body' in value;
const textOf = async (body: unknown): Promise<string> => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what every request handler of Node answers
  const chunks = body as AsyncIterable<Uint8Array>;
  const read: Uint8Array[] = [];
  for await (const chunk of chunks) read.push(chunk);
  return Buffer.concat(read).toString('utf8');
};

/**
 * The SDK drops what it does not know of an answer, and would so put a document back without it. What it dropped is kept with
 * the answer: a look goes on, and `toBePut` refuses the put. The sandbox's answers do not come over a wire: a test with a
 * server of its own shows it.
 */
export const wholeAnswer = <
  Input extends object,
  Output extends object,
  Asked extends Command<Input, Output>,
>(
  command: Asked & Command<Input, Output>,
  { root, whole }: Whole<Output>,
): Asked => {
  let text = '';
  // Between the wire and the parser: what was sent, for us as well.
  const listening: DeserializeMiddleware<Input, Output> = (next) => async (args) => {
    const result = await next(args);
    const { response } = result;
    if (isResponse(response)) {
      text = await textOf(response.body);
      response.body = Buffer.from(text);
    }
    return result;
  };
  // Outside of the parser: what became of it.
  const comparing: DeserializeMiddleware<Input, Output> = (next) => async (args) => {
    const result = await next(args);
    const made = result.output && root(result.output);
    const unheard = (text.startsWith('{') ? unheardMembers(text, made) : unheardElements(text, made)).filter(
      (path) => whole === undefined || path === whole || path.startsWith(`${whole}.`),
    );
    return result.output === undefined ? result : { ...result, output: withDropped(result.output, unheard) };
  };
  command.middlewareStack.add(listening, { step: 'deserialize', priority: 'low', name: 'waxsealListening' });
  command.middlewareStack.add(comparing, { step: 'deserialize', priority: 'high', name: 'waxsealComparing' });
  return command;
};

/** What a document's `get` gives its `put`; `dropped`: `droppedFrom` the answer. */
interface WholeToken {
  readonly revision: string | undefined;
  readonly dropped: readonly string[];
}
const isToken = (token: unknown): token is WholeToken =>
  typeof token === 'object' && token !== null && 'revision' in token && 'dropped' in token;

/** In a sentence: `CloudFront`, `distribution`, `E1`. */
interface Named {
  readonly service: string;
  readonly thing: string;
  readonly id: string;
}

/** Throws `WaxsealError` `answer-newer` where what was read, and is about to be put back, is less than what is there. */
export const toBePut = (dropped: readonly string[], { service, thing, id }: Named): void => {
  if (dropped.length === 0) return;
  throw new WaxsealError({
    code: 'answer-newer',
    says: `${service} answered ${dropped.join(', ')} of ${thing} ${id}, which this version of Waxseal does not know and could not put back.`,
    todo: `Use a newer version of Waxseal; until then change the ${thing} by hand.`,
  });
};

/** The revision to put with, of what `toBePut` lets through. */
export const revisionToPut = (token: unknown, named: Named): string => {
  if (!isToken(token) || token.revision === undefined)
    throw new TypeError('a put needs what get has seen, with its revision');
  toBePut(token.dropped, named);
  return token.revision;
};
