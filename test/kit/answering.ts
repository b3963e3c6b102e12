import { sdkClient } from '../../src/adapters/aws/sdk-client.ts';
import type { Aws } from '../../src/core/model/remediation.ts';

export type Answers = Readonly<Record<string, (input: Readonly<Record<string, unknown>>) => unknown>>;

/** An error as the SDK throws it. */
export const awsError = (name: string, message = name): Error => Object.assign(new Error(message), { name });

/** Real SDK clients whose operations are answered by functions; an operation without one fails. With what was called, in order. */
export const answering = (
  answers: Answers,
): {
  readonly aws: Aws;
  readonly asked: readonly { readonly operation: string; readonly input: object }[];
} => {
  const asked: { operation: string; input: object }[] = [];
  const aws: Aws = {
    use: (client) => {
      const made = new client({
        region: 'eu-west-1',
        credentials: { accessKeyId: 'A', secretAccessKey: 's' },
      });
      sdkClient(made).middlewareStack.add(
        (_next, context) => async (args) => {
          const operation = String(context['commandName']).replace(/Command$/, '');
          const input = Object(args.input);
          asked.push({ operation, input });
          const answer = answers[operation];
          if (!answer) throw new Error(`nobody answers ${operation}`);
          const said: unknown = await answer(input);
          return { output: { $metadata: {}, ...Object(said) }, response: {} };
        },
        { step: 'initialize', name: 'answering' },
      );
      return made;
    },
  };
  return { aws, asked };
};
