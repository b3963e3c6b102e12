import {
  DescribeListenersCommand,
  DescribeRulesCommand,
  ModifyListenerCommand,
  ModifyRuleCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import * as z from 'zod/mini';
import { unless } from '../../../aws/error-names.ts';
import {
  canonicalActions,
  isWritable,
  type ListenerAction,
  type WritableAction,
} from '../facts/listener-actions.ts';
import { openParts, staysOnHttp } from '../facts/plaintext-rules.ts';
import { remediation, type Field } from '../../../core/model/remediation.ts';
import { messages } from './alb-listener-https-redirect/messages.ts';
import { plan } from './alb-listener-https-redirect/plan.ts';
import { elb } from './alb-listener-https-redirect/read-listeners.ts';
import { read } from './alb-listener-https-redirect/read.ts';
import { source } from './alb-listener-https-redirect/source.ts';

const settings = z.strictObject({
  frontedBy: z
    ._default(z.enum(['unknown', 'nothing']), 'unknown')
    .check(
      z.describe(
        'nothing: an owner knows that clients reach the balancer directly, with no CDN or proxy that ends TLS.',
      ),
    ),
});

const writable = (actions: readonly ListenerAction[] | null): WritableAction[] => {
  const known = (actions ?? []).filter(isWritable);
  if (known.length === 0 || known.length < (actions ?? []).length)
    throw new TypeError('rules always have actions, and only known ones are written');
  return known;
};

/** What a listener does when no rule matches. ModifyListener leaves everything else as it is. */
const defaultActions: Field<ListenerAction[]> = {
  get: async (on, _target, aws) => {
    const asking = elb(aws).send(new DescribeListenersCommand({ ListenerArns: [on] }));
    const answer = await unless('ListenerNotFoundException', undefined, asking);
    const actions = answer?.Listeners?.[0]?.DefaultActions;
    return { value: actions ? canonicalActions(actions) : null };
  },
  put: async (on, value, _seen, _target, aws) => {
    await elb(aws).send(new ModifyListenerCommand({ ListenerArn: on, DefaultActions: writable(value) }));
  },
};

/** What a rule does. ModifyRule leaves its conditions and priority as they are. */
const ruleActions: Field<ListenerAction[]> = {
  get: async (on, _target, aws) => {
    const asking = elb(aws).send(new DescribeRulesCommand({ RuleArns: [on] }));
    const answer = await unless('RuleNotFoundException', undefined, asking);
    const actions = answer?.Rules?.[0]?.Actions;
    return { value: actions ? canonicalActions(actions) : null };
  },
  put: async (on, value, _seen, _target, aws) => {
    await elb(aws).send(new ModifyRuleCommand({ RuleArn: on, Actions: writable(value) }));
  },
};

/** Makes every rule of every HTTP listener a redirect to an HTTPS listener that can take its place. */
export default remediation({
  meta: {
    id: 'alb-listener-https-redirect',
    version: 1,
    concerns: { hop: 'in', matter: 'plaintext' },
    title: 'Application Load Balancers redirect HTTP to HTTPS',
    summary:
      'Replaces the actions of every rule of every HTTP listener by a redirect to a real HTTPS listener of the same balancer.',
    resourceType: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    configRules: ['ALB_HTTP_TO_HTTPS_REDIRECTION_CHECK'],
    managedRules: { ALB_HTTP_TO_HTTPS_REDIRECTION_CHECK: { regions: { lacking: [] } } },
    controls: ['ELB.1'],
    services: ['elasticloadbalancing', 'acm', 'codedeploy', 'ec2', 'ecs'],
    impacts: ['breaks-plaintext', 'redirects-clients'],
    reversible: true,
    permissions: {
      read: [
        'acm:DescribeCertificate',
        'codedeploy:BatchGetApplications',
        'codedeploy:BatchGetDeploymentGroups',
        'codedeploy:ListApplications',
        'codedeploy:ListDeploymentGroups',
        'ec2:DescribeManagedPrefixLists',
        'ec2:DescribeSecurityGroups',
        'ec2:GetManagedPrefixListEntries',
        'ecs:DescribeServices',
        'ecs:ListClusters',
        'ecs:ListServices',
        'elasticloadbalancing:DescribeListenerCertificates',
        'elasticloadbalancing:DescribeListeners',
        'elasticloadbalancing:DescribeLoadBalancers',
        'elasticloadbalancing:DescribeRules',
        'elasticloadbalancing:DescribeTags',
        'elasticloadbalancing:DescribeTargetGroups',
        'elasticloadbalancing:DescribeTargetHealth',
      ],
      write: ['elasticloadbalancing:ModifyListener', 'elasticloadbalancing:ModifyRule'],
      undo: ['elasticloadbalancing:ModifyListener', 'elasticloadbalancing:ModifyRule'],
    },
    messages,
    docs: [
      'https://docs.aws.amazon.com/config/latest/developerguide/alb-http-to-https-redirection-check.html',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-1',
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RedirectActionConfig.html',
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html',
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-transforms.html',
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/application-load-balancer-target.html',
      'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-vpc-origins.html',
      'https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-groups-create-load-balancer-for-ecs.html',
      'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-blue-green.html',
    ],
  },
  settings,
  fields: { defaultActions, ruleActions },
  read,
  plan,
  source,
  // Clients that follow a redirect notice little; those that do not are the ones that break.
  evidence: ({ listeners }, { arn }) => [
    {
      ask: 'requests-without-redirect',
      of: arn,
      clears: ['breaks-plaintext', 'redirects-clients'],
      // These become redirects to HTTPS as well, and not each log tells where a redirect led.
      ...(openParts(listeners).some(({ actions }) => actions.some(staysOnHttp)) && {
        given: { redirects: 'also to HTTP' },
      }),
    },
  ],
});
