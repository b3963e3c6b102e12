import { LambdaClient } from '@aws-sdk/client-lambda';
import { expect, test } from 'vitest';
import { askVpc, lambdaFrom } from '../../../src/adapters/aws/vpc-probes.ts';

const here = { account: '111122223333', region: 'eu-west-1', partition: 'aws' };
const asked = { addresses: ['10.0.0.7'], port: 5432, name: 'db', protocol: 'postgresql' };

const error = (name: string): Error => Object.assign(new Error(name), { name });
const errorOf = (name: string, httpStatusCode: number): Error =>
  Object.assign(error(name), { $metadata: { httpStatusCode } });
const answering = (answer: unknown, sent: unknown[] = []) => {
  const client = new LambdaClient({
    region: 'eu-west-1',
    credentials: { accessKeyId: 'A', secretAccessKey: 'b' },
  });
  client.middlewareStack.add(
    () => async (args) => {
      sent.push(args.input);
      if (answer instanceof Error) throw answer;
      return { response: {}, output: { $metadata: {}, ...Object(answer) } };
    },
    { step: 'initialize' },
  );
  return async () => client;
};
const payload = (value: unknown) => ({ Payload: new TextEncoder().encode(JSON.stringify(value)) });

test('the function of the VPC is asked, and its answer taken', async () => {
  const sent: unknown[] = [];
  const lambda = answering(payload({ is: 'refused', says: 'No.', more: 'x' }), sent);
  expect(await askVpc(asked, 'vpc-0abc', here, lambda)).toEqual({ is: 'refused', says: 'No.' });
  expect(sent).toMatchObject([{ FunctionName: 'waxseal-probe-vpc-0abc' }]);
  const body: unknown = Reflect.get(Object(sent[0]), 'Payload');
  expect(JSON.parse(new TextDecoder().decode(body instanceof Uint8Array ? body : undefined))).toEqual(asked);
});

test.each([
  [
    'there is none',
    error('ResourceNotFoundException'),
    'there is no function waxseal-probe-vpc-0abc in 111122223333 eu-west-1',
  ],
  ['it may not be called', error('AccessDeniedException'), 'may not be called'],
  ['it fails', { FunctionError: 'Unhandled', ...payload({ errorMessage: 'secret' }) }, 'its log says why'],
  ['it says something else', payload({ is: 'fine' }), 'nothing that is known'],
  ['it says no JSON', { Payload: new Uint8Array([123]) }, 'nothing that is known'],
  ['it says nothing', {}, 'nothing that is known'],
])('unknown where %s', async (_, answer, says) => {
  expect(await askVpc(asked, 'vpc-0abc', here, answering(answer))).toEqual({
    is: 'unknown',
    says: expect.stringContaining(says),
  });
});

test.each(['', 'vpc-', 'arn:aws:lambda:eu-west-1:111122223333:function:other', 'vpc-0abc:2'])(
  'nobody is asked where the VPC is called "%s"',
  async (vpc) => {
    const sent: unknown[] = [];
    expect(await askVpc(asked, vpc, here, answering({}, sent))).toMatchObject({ is: 'unknown' });
    expect(sent).toEqual([]);
  },
);

test.each<readonly [string, number]>([
  ['ResourceNotReadyException', 502],
  ['ENINotReadyException', 502],
  ['ResourceConflictException', 409],
  ['CodeArtifactUserPendingException', 409],
  ['EC2ThrottledException', 502],
  ['EC2UnexpectedException', 502],
  ['TooManyRequestsException', 429],
  ['ServiceException', 500],
  ['TimeoutError', 0],
  ['ECONNRESET', 0],
])('%s passes: it is worth asking again', async (name, status) => {
  const passing = status === 0 ? error(name) : errorOf(name, status);
  expect(await askVpc(asked, 'vpc-0abc', here, answering(passing))).toEqual({
    is: 'unknown',
    says: expect.stringContaining(`waxseal-probe-vpc-0abc in 111122223333 eu-west-1 is not ready (${name})`),
    again: true,
  });
});

test.each([
  ['EC2AccessDeniedException', 'by its own role'],
  ['KMSAccessDeniedException', 'key of its environment'],
  ['KMSDisabledException', 'key of its environment'],
  ['KMSInvalidStateException', 'key of its environment'],
  ['KMSNotFoundException', 'key of its environment'],
  ['ENILimitReachedException', 'no room for another network interface'],
  ['SubnetIPAddressLimitReachedException', 'no room for another network interface'],
  ['InvalidSecurityGroupIDException', 'does not exist'],
  ['InvalidSubnetIDException', 'does not exist'],
])('%s is of the function itself, and does not pass', async (name, says) => {
  expect(await askVpc(asked, 'vpc-0abc', here, answering(errorOf(name, 502)))).toEqual({
    is: 'unknown',
    says: expect.stringContaining(says),
  });
});

test('what fails otherwise is told by whoever asks', async () => {
  await expect(askVpc(asked, 'vpc-0abc', here, answering(errorOf('Unheard', 400)))).rejects.toThrow(
    'Unheard',
  );
});

test('a client of the Region, sent once', async () => {
  const lambda = await lambdaFrom({})(here);
  expect(lambda).toBeInstanceOf(LambdaClient);
  if (lambda instanceof LambdaClient) {
    expect(await lambda.config.region()).toBe('eu-west-1');
    expect(await lambda.config.maxAttempts()).toBe(1);
  }
});
