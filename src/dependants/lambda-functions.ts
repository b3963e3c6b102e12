import { pageCounter } from '../aws/marked-pages.ts';
import type { Aws } from '../core/model/remediation.ts';
import { leadsWithoutTls, referredBy, type Led } from './environment.ts';
import { once, referring } from './hosts.ts';

/** What a function says of its environment. `Error`: Lambda could not decrypt it for us. */
export interface LambdaFunction {
  readonly FunctionName?: string | undefined;
  readonly Environment?:
    | { readonly Variables?: Readonly<Record<string, string>> | undefined; readonly Error?: unknown }
    | undefined;
}

const variablesOf = ({ Environment }: LambdaFunction) =>
  Object.entries(Environment?.Variables ?? {}).map(([name, value]) => ({ name, value }));

export const plaintextFunctions = (led: Led, functions: readonly LambdaFunction[]): readonly string[] =>
  once(
    functions.filter((one) => leadsWithoutTls(led, variablesOf(one))).map(({ FunctionName }) => FunctionName),
  );

/** Those whose environment names a secret or a parameter, in words. Lambda itself knows no such reference: it is an ARN in a value. */
export const referringFunctions = (functions: readonly LambdaFunction[]): readonly string[] =>
  functions.flatMap((one) =>
    referring(
      `function ${one.FunctionName ?? '(no name)'}`,
      variablesOf(one).map(({ value }) => referredBy(value)),
    ),
  );

/** Those whose environment is kept from us by a key. */
export const closedFunctions = (functions: readonly LambdaFunction[]): readonly string[] =>
  once(
    functions
      .filter(({ Environment }) => Environment?.Error !== undefined)
      .map(({ FunctionName }) => FunctionName),
  );

/** All of the account and Region, as they are without a version. */
export const lambdaFunctions = async (aws: Aws): Promise<readonly LambdaFunction[]> => {
  const { LambdaClient, paginateListFunctions } = await import('@aws-sdk/client-lambda');
  const goOn = pageCounter();
  const found: LambdaFunction[] = [];
  for await (const { Functions = [], NextMarker } of paginateListFunctions(
    { client: aws.use(LambdaClient) },
    {},
  )) {
    found.push(...Functions);
    if (NextMarker) goOn(NextMarker);
  }
  return found;
};
