import { refuse, type Operation, type Refusal, type World } from '../../../sandbox/world.ts';
import { actionsRefusal, shown, targetGroupsIn } from './actions.ts';
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

const isSecure = (protocol: string): boolean => protocol === 'HTTPS' || protocol === 'TLS';

/** By the type of its balancer. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ModifyListener.html */
const spoken: Readonly<Record<string, readonly string[]>> = {
  app: ['HTTP', 'HTTPS'],
  net: ['TCP', 'TLS', 'UDP', 'TCP_UDP', 'QUIC', 'TCP_QUIC'],
};

const protocolRefusal = (
  world: World,
  listener: Listener,
  { Protocol, Certificates, SslPolicy }: ModifyListener,
): Refusal | undefined => {
  const { TargetGroups } = world.elbv2;
  const { ListenerArn, Protocol: old, DefaultActions } = listener;
  if (Protocol === undefined || Protocol === old) return undefined;
  const doc = 'API_ModifyListener.html';
  if (!spoken[ListenerArn.split('/')[1] ?? '']?.includes(Protocol))
    return refuse(
      'UnsupportedProtocolException',
      400,
      `Protocol ${Protocol} is not supported`,
      `${api}${doc}`,
    );
  if (isSecure(Protocol) && !isSecure(old) && (!Certificates || SslPolicy === undefined))
    return invalid('A secure listener needs a default certificate and a security policy', doc);
  if (Protocol === 'TLS' && isInEnforcedVpc(world, listener))
    return refuse(
      'InvalidConfigurationRequestException',
      400,
      'TLS listeners are not supported in a VPC that enforces encryption in transit',
      'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-encryption-controls.html',
    );
  const groups = targetGroupsIn(DefaultActions);
  const isRefused = TargetGroups.some(
    (it) =>
      groups.includes(it.TargetGroupArn) &&
      (it.TargetType === 'alb' || !['TCP', 'TLS'].includes(it.Protocol)),
  );
  return Protocol === 'TLS' && isRefused
    ? refuse(
        'InvalidConfigurationRequestException',
        400,
        'TLS listeners forward to target groups of the protocols TCP and TLS only',
        `${api}${doc}`,
      )
    : undefined;
};

interface ModifyListener {
  readonly ListenerArn: string;
  readonly Protocol?: Listener['Protocol'];
  readonly Certificates?: { readonly CertificateArn: string }[];
  readonly SslPolicy?: string;
  readonly DefaultActions?: Action[];
  readonly AlpnPolicy?: string[];
  readonly MutualAuthentication?: NonNullable<Listener['MutualAuthentication']>;
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ModifyListener.html */
const onlyTlsRefusal = (
  { Protocol }: Listener,
  { AlpnPolicy, MutualAuthentication }: ModifyListener,
): Refusal | undefined => {
  const doc = 'API_ModifyListener.html';
  if (AlpnPolicy && Protocol !== 'TLS')
    return invalid('An ALPN policy can only be specified for a TLS listener', doc);
  return MutualAuthentication && !isSecure(Protocol)
    ? invalid('Mutual authentication can only be specified for a secure listener', doc)
    : undefined;
};

/** https://docs.aws.amazon.com/vpc/latest/userguide/vpc-encryption-controls.html */
const isInEnforcedVpc = ({ elbv2, ec2 }: World, { LoadBalancerArn }: Listener): boolean => {
  const balancer = elbv2.LoadBalancers.find((it) => it.LoadBalancerArn === LoadBalancerArn);
  return ec2.VpcEncryptionControls.some(
    ({ VpcId, Mode, State }) => VpcId === balancer?.VpcId && Mode === 'enforce' && State !== 'deleted',
  );
};

/** What is not named stays as it is. */
export const modifyListener: Operation<ModifyListener> = (world, input, { region }) => {
  const { elbv2 } = world;
  const { ListenerArn, Protocol, Certificates, SslPolicy, DefaultActions, AlpnPolicy, MutualAuthentication } =
    input;
  const old = elbv2.Listeners.find(({ ListenerArn: arn }) => arn === ListenerArn && regionOf(arn) === region);
  if (!old) return notFound('ListenerNotFoundException', 'Listener', 'API_ModifyListener.html');
  const become: Listener = { ...old, Protocol: Protocol ?? old.Protocol };
  const refusal =
    protocolRefusal(world, old, input) ??
    onlyTlsRefusal(become, input) ??
    (SslPolicy === undefined ? undefined : policyRefusal(elbv2, become, SslPolicy)) ??
    (Certificates && certificatesRefusal(world, become, Certificates)) ??
    (DefaultActions && actionsRefusal(DefaultActions, around(elbv2, become)));
  if (refusal) return refusal;
  // What only TLS has goes with it.
  const { SslPolicy: _policy, Certificates: _certificates, AlpnPolicy: _alpn, ...bare } = become;
  const { MutualAuthentication: _mutual, ...plain } = bare;
  const staysSecure = isSecure(become.Protocol);
  const changed: Listener = {
    ...(staysSecure ? become : plain),
    ...(AlpnPolicy && { AlpnPolicy }),
    ...(MutualAuthentication && { MutualAuthentication }),
    ...(SslPolicy !== undefined && { SslPolicy }),
    ...(Certificates && { Certificates }),
    ...(DefaultActions && { DefaultActions: DefaultActions.map(shown) }),
  };
  const Listeners = elbv2.Listeners.map((it) => (it.ListenerArn === ListenerArn ? changed : it));
  const ListenerCertificates = elbv2.ListenerCertificates.filter(
    (it) => staysSecure || it.ListenerArn !== ListenerArn,
  );
  return {
    world: { ...world, elbv2: { ...elbv2, Listeners, ListenerCertificates } },
    output: { Listeners: [shownListener(changed)] },
  };
};

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_AddListenerCertificates.html */
export const addListenerCertificates: Operation<{
  readonly ListenerArn: string;
  readonly Certificates: readonly { readonly CertificateArn: string }[];
}> = (world, { ListenerArn, Certificates }, { region }) => {
  const { elbv2 } = world;
  const doc = 'API_AddListenerCertificates.html';
  const listener = elbv2.Listeners.find(
    (one) => one.ListenerArn === ListenerArn && regionOf(ListenerArn) === region,
  );
  if (!listener) return notFound('ListenerNotFoundException', 'Listener', doc);
  const refusal = Certificates.map((one) => certificatesRefusal(world, listener, [one])).find(Boolean);
  if (refusal) return refusal;
  const has = new Set(
    elbv2.ListenerCertificates.flatMap((it) => (it.ListenerArn === ListenerArn ? it.CertificateArn : [])),
  );
  const added = Certificates.filter(({ CertificateArn }) => !has.has(CertificateArn)).map(
    ({ CertificateArn }) => ({ ListenerArn, CertificateArn }),
  );
  const ListenerCertificates = [...elbv2.ListenerCertificates, ...added];
  return { world: { ...world, elbv2: { ...elbv2, ListenerCertificates } }, output: { Certificates } };
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
