import * as z from 'zod/mini';
import { makingOf } from '../../../aws/ownership.ts';
import { remediation } from '../../../core/model/remediation.ts';
import { saying } from '../../../core/say/said.ts';
import type { Target } from '../../../core/model/target.ts';
import { advice, type Evaluated } from '../../../families/advice.ts';
import { isEncrypted, targetGroupNameIn } from '../facts/target-group.ts';
import { messages as all } from './elb-target-group-encrypted/messages.ts';
import { read, type State } from './elb-target-group-encrypted/read.ts';
import { newGroup } from './elb-target-group-encrypted/write.ts';

type Id = keyof typeof all;

/** Passed on as it came, or with what was in the TLS that a listener ended. */
const passing = new Set(['TCP', 'UDP', 'TCP_UDP', 'TCP_QUIC']);

const evaluate = (state: State, { arn, region }: Target): Evaluated<Id> => {
  const { protocol, targetType, behindTls, isUsed, kept, tags } = state;
  const name = targetGroupNameIn(arn);
  const data = { name, protocol, arn, region };
  if (targetType === 'lambda') return { is: 'not-applicable', message: 'lambda', data };
  if (targetType === 'alb') return { is: 'not-applicable', message: 'another-balancer', data };
  if (protocol === 'GENEVE') return { is: 'not-applicable', message: 'gateway', data };
  if (isEncrypted(protocol)) return { is: 'good' };
  if (protocol !== 'HTTP' && !passing.has(protocol))
    return { is: 'unknown', message: 'not-understood', data: { ...data, protocol: protocol || 'nothing' } };
  if (protocol !== 'HTTP' && behindTls.length === 0) return { is: 'unknown', message: 'passed-on', data };
  const to = protocol === 'HTTP' ? 'HTTPS' : 'TLS';
  const ports = `port ${behindTls.join(', ')}`;
  const owner = makingOf(tags);
  const maker = owner?.name ?? '';
  return {
    is: 'advised',
    ...(protocol === 'HTTP'
      ? { message: 'plain-http', data }
      : { message: 'plain-behind-tls', data: { ...data, ports } }),
    advises: [{ set: 'targetGroup', on: arn, before: { protocol }, after: { ...kept, protocol: to } }],
    notes: [
      ...saying<Id>('made-by-kubernetes', owner?.by === 'kubernetes', { name, maker }),
      ...saying<Id>('made-by-beanstalk', owner?.by === 'elastic-beanstalk', { name, maker }),
      ...saying<Id>('unused', !isUsed, { name }),
    ],
  };
};

const { messages, ...parts } = advice({ messages: all, read, evaluate, write: newGroup });

/** Finds target groups that get plain HTTP or what was in TLS, and says how another takes their place. */
export default remediation({
  meta: {
    id: 'elb-target-group-encrypted',
    version: 1,
    family: 'advice',
    concerns: { hop: 'out', matter: 'plaintext' },
    title: 'Load balancers speak TLS with their targets',
    summary:
      'Evaluates the protocol of a target group: HTTPS, TLS and QUIC are encrypted. HTTP is not, nor is TCP to which a listener sends what it took out of TLS. What is passed on as clients sent it is unknown here, though AWS Config calls it non-compliant. AWS fixes the protocol when a group is made: how another takes its place is told, and Waxseal writes nothing.',
    resourceType: 'AWS::ElasticLoadBalancingV2::TargetGroup',
    configRules: ['ELBV2_TARGETGROUP_PROTOCOL_ENCRYPTED'],
    // https://docs.aws.amazon.com/config/latest/developerguide/elbv2-targetgroup-protocol-encrypted.html
    managedRules: {
      ELBV2_TARGETGROUP_PROTOCOL_ENCRYPTED: {
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
    controls: ['ELB.22'],
    services: ['elasticloadbalancing'],
    reversible: true,
    permissions: {
      read: [
        'elasticloadbalancing:DescribeListeners',
        'elasticloadbalancing:DescribeTags',
        'elasticloadbalancing:DescribeTargetGroups',
      ],
      write: [],
      undo: [],
    },
    messages,
    docs: [
      'https://docs.aws.amazon.com/config/latest/developerguide/elbv2-targetgroup-protocol-encrypted.html',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-22',
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html',
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html',
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-target-groups.html',
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html',
    ],
  },
  settings: z.strictObject({}),
  ...parts,
});
