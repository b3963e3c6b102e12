import {
  CreateLoadBalancerListenersCommand,
  DeleteLoadBalancerListenersCommand,
  ElasticLoadBalancingClient,
  SetLoadBalancerPoliciesOfListenerCommand,
  type Listener,
} from '@aws-sdk/client-elastic-load-balancing';
import { WaxsealError } from '../../../../core/model/errors.ts';
import type { Aws, Field } from '../../../../core/model/remediation.ts';
import { loadBalancerOf, policiesOf, portOf } from '../../parameters/load-balancer.ts';

/** All that a listener is but for its policies; `null`: AWS does not say all of it. Pure. */
export const valueOf = (listener: Listener | undefined): readonly string[] | null => {
  const { Protocol, InstanceProtocol, InstancePort, SSLCertificateId } = listener ?? {};
  if (Protocol === undefined || InstanceProtocol === undefined || InstancePort === undefined) return null;
  return [
    Protocol,
    InstanceProtocol,
    String(InstancePort),
    ...(SSLCertificateId === undefined ? [] : [SSLCertificateId]),
  ];
};

const seenAt = async (on: string, name: string, aws: Aws) => {
  const balancer = await loadBalancerOf(name, aws);
  const found = balancer?.ListenerDescriptions?.find(
    ({ Listener }) => Listener?.LoadBalancerPort === portOf(on),
  );
  if (!balancer || !found) return undefined;
  const isOnly = balancer.ListenerDescriptions?.length === 1;
  return { listener: found.Listener, policies: policiesOf(balancer, found), isOnly };
};

/** What must be known to delete a listener. */
interface Token {
  readonly isOnly: boolean;
  readonly sticky: readonly string[];
}

/** What only this room throws. */
export const errors = {
  'stickiness-added': {
    says: 'The listener has policies of stickiness that somebody has given it since, so it is not deleted with them.',
    todo: 'Take them away (aws elb set-load-balancer-policies-of-listener, with the others that it has) if the listener is to go; then apply, or undo, once more.',
  },
  'last-listener': {
    says: 'Nothing else listens at the load balancer, so the listener is not deleted: no client would be answered any more.',
    todo: 'Make the listener that clients are to come to (aws elb create-load-balancer-listeners), then apply, or undo, once more; or delete the load balancer if nobody needs it.',
  },
} as const;

/**
 * A listener as a whole: nothing of one can be changed but its certificate and its policies, and AWS refuses another one on
 * the same port.
 * https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_CreateLoadBalancerListeners.html
 */
export const listener: Field<readonly string[]> = {
  get: async (on, { id }, aws) => {
    const seen = await seenAt(on, id, aws);
    const token: Token = { isOnly: seen?.isOnly === true, sticky: seen?.policies.stickiness ?? [] };
    return { value: valueOf(seen?.listener), token };
  },
  put: async (on, value, seen, { id: LoadBalancerName }, aws) => {
    const client = aws.use(ElasticLoadBalancingClient);
    const LoadBalancerPort = portOf(on);
    if (value === null) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as `get` has it
      const token = seen.token as Token;
      if (token.isOnly) throw new WaxsealError({ code: 'last-listener', ...errors['last-listener'] });
      // What was ours of it has been taken away before.
      if (token.sticky.length > 0)
        throw new WaxsealError({ code: 'stickiness-added', ...errors['stickiness-added'] });
      const asked = { LoadBalancerName, LoadBalancerPorts: [LoadBalancerPort] };
      await client.send(new DeleteLoadBalancerListenersCommand(asked));
      return;
    }
    const [Protocol, InstanceProtocol, instancePort, SSLCertificateId] = value;
    const made = { Protocol, LoadBalancerPort, InstanceProtocol, InstancePort: Number(instancePort) };
    await client.send(
      new CreateLoadBalancerListenersCommand({
        LoadBalancerName,
        Listeners: [{ ...made, ...(SSLCertificateId !== undefined && { SSLCertificateId }) }],
      }),
    );
  },
};

/**
 * The policies of stickiness of whatever listens on a port; where nothing does, none. The call replaces all policies of the
 * listener, so that its security policy goes along as it is.
 * https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_SetLoadBalancerPoliciesOfListener.html
 */
export const stickiness: Field<readonly string[]> = {
  get: async (on, { id }, aws) => {
    const policies = (await seenAt(on, id, aws))?.policies;
    return { value: policies?.stickiness ?? [], token: policies?.security };
  },
  put: async (on, value, { token }, { id: LoadBalancerName }, aws) => {
    const port = portOf(on);
    if (!Array.isArray(token))
      throw new WaxsealError({
        code: 'conflict',
        says: `Nothing listens on port ${port} of ${LoadBalancerName} any more.`,
        todo: 'Look who deleted the listener; it is evaluated again with the next event or sweep.',
      });
    const security: readonly string[] = token;
    await aws.use(ElasticLoadBalancingClient).send(
      new SetLoadBalancerPoliciesOfListenerCommand({
        LoadBalancerName,
        LoadBalancerPort: port,
        PolicyNames: [...security, ...(value ?? [])],
      }),
    );
  },
};
