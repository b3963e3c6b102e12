import { aws_iam as iam, aws_sns as sns, Aws } from 'aws-cdk-lib';
import type { aws_kms as kms } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { onlyFunctionsOf, type Hub } from './access.ts';
import { names } from './names.ts';
import type { Settings } from './settings.ts';

export interface Notifications {
  readonly environment: Readonly<Record<string, string>>;
  readonly permissions: readonly iam.PolicyStatement[];
}

const arn = (service: string, resource: string, region: string = Aws.REGION): string =>
  `arn:${Aws.PARTITION}:${service}:${region}:${Aws.ACCOUNT_ID}:${resource}`;

const allow = (actions: readonly string[], resource: string, conditions = {}): iam.PolicyStatement =>
  new iam.PolicyStatement({ actions: [...actions], resources: [resource], conditions });

/** Who is told what happened, as docs/events.md describes it: what each needs, and nothing of what is switched off. */
export const notifications = (
  scope: Construct,
  key: kms.IKey | undefined,
  settings: Pick<Settings, 'mode' | 'notify'>,
): Notifications => {
  const digest = settings.notify.includes('digest')
    ? new sns.Topic(scope, 'DigestTopic', {
        topicName: 'waxseal-digest',
        displayName: 'Waxseal',
        enforceSSL: true,
        ...(key && { masterKey: key }),
      })
    : undefined;
  const events = settings.notify.includes('events');
  const there = notifiesServices(settings);
  return {
    environment: {
      ...(events && { WAXSEAL_EVENTS: 'default' }),
      ...(digest && { WAXSEAL_DIGEST_TOPIC: digest.topicArn }),
      ...(there && { WAXSEAL_NOTIFY_ROLE: names.notifyRole }),
      ...(there && settings.notify.includes('security-hub') && { WAXSEAL_SECURITY_HUB: 'on' }),
      ...(there && settings.notify.includes('reevaluate') && { WAXSEAL_REEVALUATE: 'on' }),
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
    ],
  };
};

/** Whether services are told in the accounts of the resources. Only a proof is told: without writing there is none. */
export const notifiesServices = ({ mode, notify }: Pick<Settings, 'mode' | 'notify'>): boolean =>
  mode === 'write' && (notify.includes('security-hub') || notify.includes('reevaluate'));

/** Statuses of a finding that nothing but people and Security Hub itself may set: nobody hides one through us. */
const othersStatuses = ['NEW', 'NOTIFIED', 'SUPPRESSED'];

/**
 * The role by which services are told in one account, in every Region of it.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/finding-update-batchupdatefindings.html
 */
export const notifyRole = (scope: Construct, settings: Pick<Settings, 'mode' | 'notify'>, hub: Hub): void => {
  if (!notifiesServices(settings)) return;
  const { notify } = settings;
  const findings = arn('securityhub', 'hub/default', '*');
  new iam.Role(scope, 'NotifyRole', {
    roleName: names.notifyRole,
    description: 'Waxseal tells Security Hub and AWS Config what it has fixed and verified.',
    assumedBy: onlyFunctionsOf(hub),
    inlinePolicies: {
      notify: new iam.PolicyDocument({
        statements: [
          ...(notify.includes('security-hub')
            ? [
                allow(['securityhub:BatchUpdateFindings', 'securityhub:GetFindings'], findings),
                new iam.PolicyStatement({
                  effect: iam.Effect.DENY,
                  actions: ['securityhub:BatchUpdateFindings'],
                  resources: [findings],
                  conditions: {
                    StringEquals: { 'securityhub:ASFFSyntaxPath/Workflow.Status': othersStatuses },
                  },
                }),
              ]
            : []),
          ...(notify.includes('reevaluate')
            ? [
                allow(['config:DescribeConfigRules'], '*'),
                allow(['config:StartConfigRulesEvaluation'], arn('config', 'config-rule/*', '*')),
              ]
            : []),
        ],
      }),
    },
  });
};
