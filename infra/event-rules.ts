import { aws_events as events } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { eventPatterns } from './event-patterns.ts';
import type { Unit } from './units.ts';

export interface RuleTarget {
  readonly arn: string;
  /** Buses need one, queues do not. */
  readonly roleArn?: string;
  readonly deadLetterArn?: string;
}

/** One rule for each pattern, all with the same target. `bus`: the account's default one when left out. */
export const eventRules = (
  scope: Construct,
  units: readonly Unit[],
  { bus, target }: { readonly bus?: string; readonly target: RuleTarget },
): readonly events.CfnRule[] =>
  eventPatterns(units).map(
    ({ name, pattern }) =>
      new events.CfnRule(scope, `Rule-${name}`, {
        name: `waxseal-${name}`,
        description: 'Waxseal: findings about encryption in transit',
        eventPattern: pattern,
        ...(bus !== undefined && { eventBusName: bus }),
        targets: [
          {
            id: 'waxseal',
            arn: target.arn,
            ...(target.roleArn !== undefined && { roleArn: target.roleArn }),
            ...(target.deadLetterArn !== undefined && { deadLetterConfig: { arn: target.deadLetterArn } }),
          },
        ],
      }),
  );
