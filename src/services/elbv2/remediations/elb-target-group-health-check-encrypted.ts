import {
  ElasticLoadBalancingV2Client,
  ModifyTargetGroupCommand,
  type ProtocolEnum,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import * as z from 'zod/mini';
import { remediation } from '../../../core/model/remediation.ts';
import { setting } from '../../../families/setting.ts';
import type { Meaning } from '../../../families/steps.ts';
import { without } from '../../../families/typed.ts';
import { targetGroupNameIn } from '../facts/target-group.ts';
import { targetGroupOf } from '../parameters/target-group.ts';
import { messages as own } from './elb-target-group-health-check-encrypted/messages.ts';
import { read } from './elb-target-group-health-check-encrypted/read.ts';
import { sayingsOf } from './elb-target-group-health-check-encrypted/sayings.ts';

/** Health checks speak no other protocol: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ModifyTargetGroup.html */
const meaning = (protocol: string | null): Meaning<string> => {
  if (protocol === 'HTTPS') return 'good';
  return protocol === 'HTTP' || protocol === 'TCP' ? { to: 'HTTPS', impact: ['interrupts'] } : undefined;
};

const { messages, ...parts } = setting({
  attribute: 'healthCheckProtocol',
  thing: 'target group',
  setting: 'HealthCheckProtocol',
  messages: own,
  read,
  get: async (_on, target, aws) => ({
    value: (await targetGroupOf(target, aws))?.HealthCheckProtocol ?? null,
  }),
  // What the call does not name stays: port, path, codes, thresholds.
  put: async (_on, value, _seen, { arn }, aws) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- HTTPS, or what AWS itself answered
    const HealthCheckProtocol = value as ProtocolEnum;
    await aws
      .use(ElasticLoadBalancingV2Client)
      .send(new ModifyTargetGroupCommand({ TargetGroupArn: arn, HealthCheckProtocol }));
  },
  meaning,
  outside: ({ around: { targetType, protocol } }, { arn }) => {
    const data = { name: targetGroupNameIn(arn) };
    if (targetType === 'lambda') return { message: 'lambda', data };
    return protocol === 'GENEVE' ? { message: 'gateway', data } : undefined;
  },
  sayings: sayingsOf,
  source: ({ after }, { arn }) => {
    const to = String(after);
    const name = targetGroupNameIn(arn);
    return {
      cloudformation: `# In the AWS::ElasticLoadBalancingV2::TargetGroup ${name}:\nHealthCheckProtocol: ${to}`,
      cdk: `// In the target group ${name}, beside what its healthCheck has:\nhealthCheck: {\n  protocol: elbv2.Protocol.${to},\n},`,
      terraform: `# In the aws_lb_target_group ${name}, beside what its health_check has:\nhealth_check {\n  protocol = "${to}"\n}`,
    };
  },
});

/** Has load balancers check their targets over HTTPS. */
export default remediation({
  meta: {
    id: 'elb-target-group-health-check-encrypted',
    version: 1,
    family: 'setting',
    concerns: { hop: 'none', matter: 'hardening' },
    title: 'Load balancers check their targets over HTTPS',
    summary:
      'Sets HealthCheckProtocol of a target group to HTTPS and nothing else. People are always asked, because targets that do not answer over HTTPS all count as unhealthy. Where what is known says that they would (traffic or checks over plain HTTP on the same port), nothing is changed, and it says what comes first.',
    resourceType: 'AWS::ElasticLoadBalancingV2::TargetGroup',
    configRules: ['ELBV2_TARGETGROUP_HEALTHCHECK_PROTOCOL_ENCRYPTED'],
    managedRules: {
      ELBV2_TARGETGROUP_HEALTHCHECK_PROTOCOL_ENCRYPTED: {
        // Those of ELBV2_TARGETGROUP_PROTOCOL_ENCRYPTED, which came with it: its own page could not be read.
        regions: {
          lacking: [
            'ap-east-2',
            'ap-southeast-6',
            'cn-north-1',
            'cn-northwest-1',
            'us-gov-east-1',
            'us-gov-west-1',
          ],
        },
      },
    },
    controls: ['ELB.21'],
    services: ['elasticloadbalancing'],
    impacts: ['interrupts'],
    reversible: true,
    permissions: {
      read: [
        'elasticloadbalancing:DescribeTags',
        'elasticloadbalancing:DescribeTargetGroups',
        'elasticloadbalancing:DescribeTargetHealth',
      ],
      write: ['elasticloadbalancing:ModifyTargetGroup'],
      undo: ['elasticloadbalancing:ModifyTargetGroup'],
    },
    messages: without(messages, 'busy', 'needs-people', 'status-unknown'),
    docs: [
      'https://docs.aws.amazon.com/config/latest/developerguide/elbv2-targetgroup-healthcheck-protocol-encrypted.html',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-21',
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ModifyTargetGroup.html',
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health-checks.html',
    ],
  },
  settings: z.strictObject({}),
  ...parts,
});
