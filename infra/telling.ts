import { aws_iam as iam, aws_sns as sns, Aws } from 'aws-cdk-lib';
import type { aws_kms as kms } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Settings } from './settings.ts';

export interface Telling {
  readonly environment: Readonly<Record<string, string>>;
  readonly permissions: readonly iam.PolicyStatement[];
}

const arn = (service: string, resource: string): string =>
  `arn:${Aws.PARTITION}:${service}:${Aws.REGION}:${Aws.ACCOUNT_ID}:${resource}`;

const allow = (actions: readonly string[], resource: string, conditions = {}): iam.PolicyStatement =>
  new iam.PolicyStatement({ actions: [...actions], resources: [resource], conditions });

/** Who is told what happened, as docs/events.md describes it: what each needs, and nothing of what is switched off. */
export const telling = (
  scope: Construct,
  key: kms.IKey | undefined,
  { tell }: Pick<Settings, 'tell'>,
): Telling => {
  const digest = tell.includes('digest')
    ? new sns.Topic(scope, 'DigestTopic', {
        topicName: 'waxseal-digest',
        displayName: 'Waxseal',
        enforceSSL: true,
        ...(key && { masterKey: key }),
      })
    : undefined;
  const events = tell.includes('events');
  const securityHub = tell.includes('security-hub');
  const reevaluate = tell.includes('reevaluate');
  return {
    environment: {
      ...(events && { WAXSEAL_EVENTS: 'default' }),
      ...(digest && { WAXSEAL_DIGEST_TOPIC: digest.topicArn }),
      ...(securityHub && { WAXSEAL_SECURITY_HUB: 'on' }),
      ...(reevaluate && { WAXSEAL_REEVALUATE: 'on', WAXSEAL_ACCOUNT: Aws.ACCOUNT_ID }),
    },
    permissions: [
      ...(events
        ? [
            allow(['events:PutEvents'], arn('events', 'event-bus/default'), {
              StringEquals: { 'events:source': 'waxseal' },
            }),
          ]
        : []),
      ...(digest ? [allow(['sns:Publish'], digest.topicArn)] : []),
      ...(securityHub
        ? [
            allow(
              ['securityhub:BatchUpdateFindings', 'securityhub:GetFindings'],
              arn('securityhub', 'hub/default'),
            ),
          ]
        : []),
      ...(reevaluate
        ? [
            allow(['config:DescribeConfigRules'], '*'),
            allow(['config:StartConfigRulesEvaluation'], arn('config', 'config-rule/*')),
          ]
        : []),
    ],
  };
};
