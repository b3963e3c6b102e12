import { parseArn } from '../../../aws/arn.ts';
import type { Location } from '../../../core/model/target.ts';

/** https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html */
const name = /^[\w-]{1,64}$/;

/** ARNs of functions: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html */
export const functionArn = ({ partition, region, account }: Location, functionName: string): string =>
  `arn:${partition}:lambda:${region}:${account}:function:${functionName}`;

/** The name in an ARN of a function; `undefined`: the ARN is of something else, a version among it. */
export const functionNameIn = (text: string): string | undefined => {
  const { service, resource = '' } = parseArn(text) ?? {};
  return service === 'lambda' ? /^function:([\w-]+)$/.exec(resource)?.[1] : undefined;
};

/** What Lambda is asked for, which would take a name with a version or of another account as well. */
export const functionNamed = (text: string): string | undefined =>
  functionNameIn(text) ?? (name.test(text) ? text : undefined);
