import type { InitializeMiddleware, MetadataBearer } from '@smithy/types';
import { cloudsOf } from '../../src/adapters/aws/clients.ts';
import type { Aws } from '../../src/core/model/remediation.ts';
import type { Location } from '../../src/core/model/target.ts';

export const location: Location = { account: '111122223333', region: 'eu-west-1', partition: 'aws' };

export interface Asked {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** An error as the SDK throws it. */
export const refusal = (name: string, httpStatusCode: number): Error =>
  Object.assign(new Error(name), { name, $metadata: { httpStatusCode } });

/** Real clients whose every call is answered, or refused by a throw, by `answer`; and what they were asked. */
export const answering = async (
  answer: (asked: Asked) => object,
): Promise<{ readonly read: Aws; readonly write: Aws; readonly asked: readonly Asked[] }> => {
  const asked: Asked[] = [];
  const middleware: InitializeMiddleware<object, MetadataBearer> = (_next, context) => async (args) => {
    const one = {
      operation: String(context['commandName']).replace(/Command$/, ''),
      input: { ...args.input },
    };
    asked.push(one);
    return { output: { $metadata: {}, ...answer(one) }, response: {} };
  };
  const clouds = cloudsOf({
    credentials: { accessKeyId: 'TEST', secretAccessKey: 'test' },
    env: {},
    configure: (client) => client.middlewareStack.add(middleware, { step: 'initialize', priority: 'low' }),
  });
  const write = await clouds.write(location, { run: 'test', remediation: 'test', kind: 'remediate' });
  return { read: clouds.look(location), write, asked };
};
