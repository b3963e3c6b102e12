import { Aws, CfnCondition, CfnParameter, Fn, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { FunctionName } from './names.ts';

/** How many calls at once. Numbers that CloudFormation chooses at deployment. */
export interface Concurrency {
  /** For messages of each queue, at most. */
  readonly events: number;
  readonly sweep: number;
  /** Kept for a function, which is also the most that it gets; `undefined`: nothing is. */
  readonly reserved: (name: FunctionName) => number | undefined;
  /** Holds where there are enough for AWS Config to call a function for each resource. */
  readonly ample: CfnCondition;
}

/**
 * Lambda's quota is 1,000 calls at once in an account and Region, and 10 in many a new account. Of 10 nothing can be
 * reserved: Lambda refuses what leaves less than 10, or 100 where the quota is higher, and the deployment would fail. So
 * the smaller one is assumed, and the queues then take no more than half of it, lest somebody's approval finds no call
 * left. AWS Config knows no such bound: it calls for each resource and each rule at once, so there are no custom rules
 * then, and the sweep looks at what they are about. https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
 */
export const concurrency = (scope: Construct, approvalsOpen: number): Concurrency => {
  const quota = new CfnParameter(scope, 'LambdaConcurrency', {
    description:
      'The quota "Concurrent executions" of AWS Lambda in this account and Region: 10, as new accounts have, or 1000 for that and more. With 1000 some are reserved for approvals and undo.',
    allowedValues: ['10', '1000'],
    default: '10',
  });
  const ample = new CfnCondition(scope, 'AmpleConcurrency', {
    expression: Fn.conditionEquals(quota.valueAsString, '1000'),
  });
  const either = (many: number, few: number | string): number =>
    Token.asNumber(Fn.conditionIf(ample.logicalId, many, few));
  // As many as can be approved in one moment: what is reserved is also the limit.
  // AWS Config calls for every change, thousands in a moment: the rest waits, and takes no calls from anybody else.
  const kept: Partial<Readonly<Record<FunctionName, number>>> = {
    'apply-approved': approvalsOpen,
    undo: 10,
    evaluate: 10,
  };
  return {
    ample,
    events: either(10, 3),
    sweep: either(5, 2),
    reserved: (name) => {
      const most = kept[name];
      return most === undefined ? undefined : either(most, Aws.NO_VALUE);
    },
  };
};
