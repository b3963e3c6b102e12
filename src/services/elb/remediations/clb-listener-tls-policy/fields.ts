import {
  CreateLoadBalancerPolicyCommand,
  DeleteLoadBalancerPolicyCommand,
  DescribeLoadBalancerPoliciesCommand,
  ElasticLoadBalancingClient,
  SetLoadBalancerPoliciesOfListenerCommand,
} from '@aws-sdk/client-elastic-load-balancing';
import { unless } from '../../../../aws/error-names.ts';
import { WaxsealError } from '../../../../core/model/errors.ts';
import type { Aws, Field } from '../../../../core/model/remediation.ts';
import { referenceAttribute, sslPolicyOf, sslPolicyType } from '../../facts/ssl-policy.ts';
import { loadBalancerOf, policiesOf } from '../../parameters/load-balancer.ts';

/** What of a change's `on` stands behind the ARN: a port, or the name of a policy. */
const partOf = (on: string): string => on.slice(on.indexOf('#') + 1);

/** What only this room throws. */
export const errors = {
  'policy-in-use': {
    says: 'The policy that the fix made is in use by another listener by now, so undo does not delete it. The listeners of the fix have their former policies again.',
    todo: 'Give that listener another security policy, then undo once more; or leave the policy: unused, it does nothing.',
  },
  // How many it may have no page of AWS says, nor does an operation: only the refusal tells.
  'too-many-policies': {
    says: 'The load balancer has as many policies as AWS lets it have, so the one that the fix needs was not made. No listener was changed.',
    todo: 'Delete policies that no listener and no instance port uses (aws elb describe-load-balancer-policies, aws elb delete-load-balancer-policy); then apply once more.',
  },
} as const;

/** Ports of the listeners that use a policy. */
const usersOf = async (policy: string, balancer: string, aws: Aws): Promise<readonly number[]> =>
  ((await loadBalancerOf(balancer, aws))?.ListenerDescriptions ?? [])
    .filter(({ PolicyNames = [] }) => PolicyNames.includes(policy))
    .map(({ Listener }) => Listener?.LoadBalancerPort ?? 0)
    .toSorted((a, b) => a - b);

/**
 * A policy of the load balancer that stands for a predefined one: listeners take no predefined policy by its own name. Its
 * value is the name of that one; nothing of a policy can be changed, only all of it made or deleted.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/ssl-config-update.html
 */
export const securityPolicy: Field<string> = {
  get: async (on, { id }, aws) => {
    const asked = new DescribeLoadBalancerPoliciesCommand({
      LoadBalancerName: id,
      PolicyNames: [partOf(on)],
    });
    const asking = aws.use(ElasticLoadBalancingClient).send(asked);
    const gone = unless('AccessPointNotFoundException', undefined, asking);
    const described = (await unless('PolicyNotFoundException', undefined, gone))?.PolicyDescriptions?.[0];
    if (!described) return { value: null };
    const reference = sslPolicyOf(described)?.reference;
    return { value: reference ?? 'another policy', token: await usersOf(partOf(on), id, aws) };
  },
  put: async (on, value, { token }, { id: LoadBalancerName }, aws) => {
    const client = aws.use(ElasticLoadBalancingClient);
    const PolicyName = partOf(on);
    if (value !== null) {
      const PolicyAttributes = [{ AttributeName: referenceAttribute, AttributeValue: value }];
      const policy = { PolicyName, PolicyTypeName: sslPolicyType, PolicyAttributes };
      const asking = client.send(new CreateLoadBalancerPolicyCommand({ LoadBalancerName, ...policy }));
      const made = await unless('TooManyPoliciesException', undefined, asking);
      if (made) return;
      throw new WaxsealError({ code: 'too-many-policies', ...errors['too-many-policies'] });
    }
    if (Array.isArray(token) && token.length > 0)
      throw new WaxsealError({
        code: 'policy-in-use',
        says: `Policy ${PolicyName} of load balancer ${LoadBalancerName} is in use by the listener on port ${token.join(', ')}, so it is not deleted.`,
        todo: 'Give the listener another security policy first; then undo once more, or leave it: unused, it does nothing.',
      });
    await client.send(new DeleteLoadBalancerPolicyCommand({ LoadBalancerName, PolicyName }));
  },
};

/**
 * The security policies of a listener: one, as AWS has it. The call replaces all policies of the listener, so that those
 * of stickiness go along as they are.
 * https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_SetLoadBalancerPoliciesOfListener.html
 */
export const listenerPolicies: Field<readonly string[]> = {
  get: async (on, { id }, aws) => {
    const balancer = await loadBalancerOf(id, aws);
    const listener = balancer?.ListenerDescriptions?.find(
      ({ Listener }) => String(Listener?.LoadBalancerPort) === partOf(on),
    );
    if (!balancer || !listener) return { value: null };
    const { security, stickiness } = policiesOf(balancer, listener);
    return { value: security, token: stickiness };
  },
  put: async (on, value, { token }, { id: LoadBalancerName }, aws) => {
    if (value === null || !Array.isArray(token))
      throw new TypeError('a listener with TLS always has a security policy');
    const stickiness: readonly string[] = token;
    await aws.use(ElasticLoadBalancingClient).send(
      new SetLoadBalancerPoliciesOfListenerCommand({
        LoadBalancerName,
        LoadBalancerPort: Number(partOf(on)),
        PolicyNames: [...stickiness, ...value],
      }),
    );
  },
};
