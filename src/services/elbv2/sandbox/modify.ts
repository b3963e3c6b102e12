import { refuse, type Operation, type Refusal, type World } from '../../../sandbox/world.ts';
import { actionsRefusal, shown } from './actions.ts';
import { shownListener, shownRule } from './describe.ts';
import type { Action, Elbv2, Listener, Rule } from './records.ts';
import { api, around, invalid, listenerOf, notFound, regionOf } from './world.ts';

const policyRefusal = (elbv2: Elbv2, listener: Listener, name: string): Refusal | undefined => {
  const doc = 'API_ModifyListener.html';
  if (listener.Protocol !== 'HTTPS' && listener.Protocol !== 'TLS')
    return invalid('A security policy can only be specified for a secure listener', doc);
  const policy = elbv2.SSLPolicies.find(({ Name }) => Name === name);
  if (!policy) return notFound('SSLPolicyNotFoundException', `Policy ${name}`, doc);
  const balancer = elbv2.LoadBalancers.find((it) => it.LoadBalancerArn === listener.LoadBalancerArn);
  return policy.SupportedLoadBalancerTypes.includes(balancer?.Type ?? '')
    ? undefined
    : refuse(
        'InvalidConfigurationRequestException',
        400,
        `Policy ${name} is not supported here`,
        `${api}${doc}`,
      );
};

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ModifyListener.html */
const certificatesRefusal = (
  { acm }: World,
  { Protocol }: Listener,
  certificates: readonly { readonly CertificateArn: string }[],
): Refusal | undefined => {
  const doc = 'API_ModifyListener.html';
  if (Protocol !== 'HTTPS' && Protocol !== 'TLS')
    return invalid('A certificate can only be specified for a secure listener', doc);
  if (certificates.length !== 1) return invalid('Exactly one default certificate must be specified', doc);
  const isMissing = certificates.some(
    ({ CertificateArn: arn }) =>
      arn.includes(':acm:') && !acm.Certificates.some((it) => it.CertificateArn === arn),
  );
  return isMissing ? notFound('CertificateNotFoundException', 'Certificate', doc) : undefined;
};

interface ModifyListener {
  readonly ListenerArn: string;
  readonly Certificates?: { readonly CertificateArn: string }[];
  readonly SslPolicy?: string;
  readonly DefaultActions?: Action[];
}
/** What is not named stays as it is. */
export const modifyListener: Operation<ModifyListener> = (world, input, { region }) => {
  const { elbv2 } = world;
  const { ListenerArn, Certificates, SslPolicy, DefaultActions } = input;
  const old = elbv2.Listeners.find(({ ListenerArn: arn }) => arn === ListenerArn && regionOf(arn) === region);
  if (!old) return notFound('ListenerNotFoundException', 'Listener', 'API_ModifyListener.html');
  const refusal =
    (SslPolicy === undefined ? undefined : policyRefusal(elbv2, old, SslPolicy)) ??
    (Certificates && certificatesRefusal(world, old, Certificates)) ??
    (DefaultActions && actionsRefusal(DefaultActions, around(elbv2, old)));
  if (refusal) return refusal;
  const changed = {
    ...old,
    ...(SslPolicy !== undefined && { SslPolicy }),
    ...(Certificates && { Certificates }),
    ...(DefaultActions && { DefaultActions: DefaultActions.map(shown) }),
  };
  const Listeners = elbv2.Listeners.map((it) => (it.ListenerArn === ListenerArn ? changed : it));
  return {
    world: { ...world, elbv2: { ...elbv2, Listeners } },
    output: { Listeners: [shownListener(changed)] },
  };
};

/** Its rules go with it. */
export const deleteListener: Operation<{ ListenerArn: string }> = (world, { ListenerArn }, { region }) => {
  const { elbv2 } = world;
  const isIt = (arn: string): boolean => arn === ListenerArn && regionOf(arn) === region;
  if (!elbv2.Listeners.some((one) => isIt(one.ListenerArn)))
    return notFound('ListenerNotFoundException', 'Listener', 'API_DeleteListener.html');
  const Listeners = elbv2.Listeners.filter((one) => !isIt(one.ListenerArn));
  const Rules = elbv2.Rules.filter(({ RuleArn }) => !isIt(listenerOf(RuleArn)));
  return { world: { ...world, elbv2: { ...elbv2, Listeners, Rules } }, output: {} };
};

interface ModifyRule {
  readonly RuleArn: string;
  readonly Actions?: Action[];
  readonly Conditions?: Rule['Conditions'];
  readonly Transforms?: Rule['Transforms'];
  readonly ResetTransforms?: boolean;
}
export const modifyRule: Operation<ModifyRule> = (world, input, { region }) => {
  const { elbv2 } = world;
  const { RuleArn, Actions, Conditions, Transforms, ResetTransforms = false } = input;
  const doc = 'API_ModifyRule.html';
  const listener = elbv2.Listeners.find(({ ListenerArn: arn }) => arn === listenerOf(RuleArn));
  if (listener && RuleArn.endsWith('/default'))
    return refuse('OperationNotPermittedException', 400, 'Default rules cannot be modified', `${api}${doc}`);
  const old = elbv2.Rules.find(({ RuleArn: arn }) => arn === RuleArn && regionOf(arn) === region);
  if (!old || !listener) return notFound('RuleNotFoundException', 'One or more rules', doc);
  if (!Actions && !Conditions && !Transforms && !ResetTransforms)
    return invalid('Either conditions, actions or transforms must be specified', doc);
  if (Transforms && ResetTransforms)
    return invalid('Transforms cannot be specified together with ResetTransforms', doc);
  if (new Set(Transforms?.map(({ Type }) => Type)).size < (Transforms ?? []).length)
    return invalid('A rule takes one transform of each type', doc);
  const refusal = Actions && actionsRefusal(Actions, around(elbv2, listener));
  if (refusal) return refusal;
  const changed = {
    ...old,
    ...(Actions && { Actions: Actions.map(shown) }),
    ...(Conditions && { Conditions }),
    ...(Transforms && { Transforms }),
    ...(ResetTransforms && { Transforms: [] }),
  };
  const Rules = elbv2.Rules.map((it) => (it.RuleArn === RuleArn ? changed : it));
  return { world: { ...world, elbv2: { ...elbv2, Rules } }, output: { Rules: [shownRule(changed)] } };
};
