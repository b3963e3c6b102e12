import type { LambdaClient } from '@aws-sdk/client-lambda';
import { isDenied, isNamed } from '../../aws/error-names.ts';
import type { Plaintext } from '../../core/model/endpoint.ts';
import type { Location } from '../../core/model/target.ts';
import { explain } from './aws-errors.ts';
import { notifyRoleIn } from './notify-role.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Milliseconds. The function itself ends sooner. */
const requestHandler = {
  connectionTimeout: 2_000,
  requestTimeout: 30_000,
  throwOnRequestTimeout: true,
} as const;

/** A client for Lambda in a location, which may call functions that probe. */
export type LambdaIn = (location: Location) => Promise<Pick<LambdaClient, 'send'>>;

/** `WAXSEAL_PROBE_ROLE`: the role that may, by its name in each account. Absent: the function's own credentials. */
export const lambdaFrom = (env: Environment): LambdaIn => {
  let roles: ReturnType<typeof notifyRoleIn> | undefined;
  return async (location) => {
    const { LambdaClient } = await import('@aws-sdk/client-lambda');
    roles ??= notifyRoleIn(env, 'WAXSEAL_PROBE_ROLE');
    const speaking = (await roles)?.(location) ?? { region: location.region };
    return new LambdaClient({ ...speaking, requestHandler, maxAttempts: 1, userAgentAppId: 'waxseal' });
  };
};

/** One in each VPC; `infra/stacks/probe-vpc.ts` names it so. */
export const probeFunctionOf = (vpc: string): string => `waxseal-probe-${vpc}`;

const unknown = (says: string): Plaintext => ({ is: 'unknown', says });

const isAnswer = (value: unknown): value is Plaintext => {
  const { is, says } = Object.fromEntries(Object.entries(Object(value)));
  return (is === 'accepted' || is === 'refused' || is === 'unknown') && typeof says === 'string';
};

const parsed = (payload: Uint8Array | undefined): unknown => {
  try {
    return JSON.parse(new TextDecoder().decode(payload));
  } catch {
    return undefined;
  }
};

/** Lambda's answers that are about what the function itself needs: its role, its key, its subnets. */
const ownFaults: readonly (readonly [names: RegExp, says: (name: string) => string])[] = [
  [
    /^EC2AccessDeniedException$/,
    (name) => `Lambda may not make network interfaces for the function ${name} by its own role`,
  ],
  [
    /^KMS(AccessDenied|Disabled|InvalidState|NotFound)Exception$/,
    (name) => `Lambda cannot use the KMS key of its environment for the function ${name}`,
  ],
  [
    /^(ENILimitReached|SubnetIPAddressLimitReached)Exception$/,
    (name) => `There is no room for another network interface of the function ${name}`,
  ],
  [
    /^Invalid(SecurityGroupID|SubnetID)Exception$/,
    (name) => `A security group or subnet of the function ${name} does not exist`,
  ],
];

/**
 * What passes besides throttling, faults of AWS and of the network. Lambda takes the network interfaces of functions that nobody
 * calls for weeks; the call that wakes one up fails, as do others until it is ready.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
 */
const notReady: readonly string[] = [
  'CodeArtifactUserPendingException',
  'ENINotReadyException',
  'ResourceConflictException',
  'ResourceNotReadyException',
];

/** Why the function could not be asked. What fails otherwise is told by whoever asks. */
const notAsked = (error: unknown, name: string, { account, region }: Location): Plaintext | undefined => {
  const where = `${name} in ${account} ${region}`;
  const [errorName, code] =
    error instanceof Error ? [error.name, Reflect.get(error, 'code')] : ['', undefined];
  if (isNamed(error, 'ResourceNotFoundException'))
    return unknown(`A private address, and there is no function ${where} to probe it: docs/deploy.md.`);
  if (isDenied(error))
    return unknown(`A private address, and the function ${where} may not be called: docs/deploy.md.`);
  const own = ownFaults.find(([names]) => names.test(errorName));
  if (own) return unknown(`${own[1](where)} (${errorName}): docs/deploy.md.`);
  if (isNamed(error, ...notReady) || explain(error).retry) {
    const told = errorName === 'Error' && typeof code === 'string' ? code : errorName;
    return { ...unknown(`The function ${where} is not ready (${told}).`), again: true };
  }
  return undefined;
};

/**
 * Asks the function of a VPC what a client meets there. `undefined` answers, faults of the function and missing functions are
 * `unknown` with the reason. https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export const askVpc = async (
  asked: object,
  vpc: string,
  location: Location,
  lambdaIn: LambdaIn,
): Promise<Plaintext> => {
  // It becomes the name of a function.
  if (!/^vpc-[\da-f]{1,40}$/.test(vpc)) return unknown(`A private address, and "${vpc}" is no VPC.`);
  const name = probeFunctionOf(vpc);
  try {
    const { InvokeCommand } = await import('@aws-sdk/client-lambda');
    const lambda = await lambdaIn(location);
    const { FunctionError, Payload } = await lambda.send(
      new InvokeCommand({ FunctionName: name, Payload: new TextEncoder().encode(JSON.stringify(asked)) }),
    );
    if (FunctionError !== undefined) return unknown(`The function ${name} failed: its log says why.`);
    const answer = parsed(Payload);
    return isAnswer(answer)
      ? { is: answer.is, says: answer.says }
      : unknown(`The function ${name} answered nothing that is known.`);
  } catch (error) {
    const why = notAsked(error, name, location);
    if (why) return why;
    throw error;
  }
};
