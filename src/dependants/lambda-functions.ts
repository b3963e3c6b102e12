import { pageCounter } from '../aws/marked-pages.ts';
import type { Aws } from '../core/model/remediation.ts';
import { leadsWithoutTls } from './environment.ts';
import { once } from './hosts.ts';

/** What a function says of its environment. `Error`: Lambda could not decrypt it for us. */
export interface LambdaFunction {
  readonly FunctionName?: string | undefined;
  readonly Environment?:
    | { readonly Variables?: Readonly<Record<string, string>> | undefined; readonly Error?: unknown }
    | undefined;
}

export const plaintextFunctions = (
  isMeant: (text: string) => boolean,
  functions: readonly LambdaFunction[],
): readonly string[] =>
  once(
    functions
      .filter(({ Environment }) => leadsWithoutTls(isMeant, Object.entries(Environment?.Variables ?? {})))
      .map(({ FunctionName }) => FunctionName),
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
