import {
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  DescribeSSLPoliciesCommand,
  DescribeTagsCommand,
  ElasticLoadBalancingV2Client,
  ModifyListenerCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import * as z from 'zod/mini';
import { balancerArnOf } from '../aws/balancer-arn.ts';
import { unless } from '../aws/error-names.ts';
import { isStack, makingOf } from '../aws/ownership.ts';
import { everyPage } from '../aws/marked-pages.ts';
import {
  choosePolicy,
  lossOf,
  securityHubPolicies,
  supports,
  traitsOf,
  weakens,
  type TlsPolicy,
} from '../aws/tls-policies.ts';
import {
  remediation,
  type Aws,
  type Change,
  type Field,
  type Impact,
  type Verdict,
} from '../core/remediation.ts';
import type { Said, SaidData } from '../core/said.ts';
import type { Target } from '../core/target.ts';
import { source } from './elb-listener-tls-policy/source.ts';

interface State {
  readonly protocol: string;
  readonly port: number;
  readonly policy: string | null;
  readonly balancer: { readonly type: string; readonly state: string };
  readonly tags: Readonly<Record<string, string>>;
  /** What the Region offers, sorted by name. Not read for listeners without TLS. */
  readonly known: readonly TlsPolicy[];
}

const messages = {
  'policy-not-accepted': {
    says: 'The {protocol} listener on port {port} uses {policy}, which is not an accepted security policy.',
    todo: 'Apply the plan: it changes the listener to {target} and nothing else about it.',
  },
  'no-target': {
    says: 'The {protocol} listener on port {port} uses {policy}, and no accepted security policy that exists here is at least as good.',
    todo: 'Name a policy of this Region in targetPolicy or fipsTargetPolicy and in acceptedPolicies (or in sslPolicies of the Config rule).',
  },
  'stronger-already': {
    says: 'The {protocol} listener on port {port} uses {policy}, which is not on the list of accepted policies; but every accepted one would make it worse: {target} {weaker}.',
    todo: 'Add {policy} to acceptedPolicies and to sslPolicies of the Config rule, or exempt the listener.',
  },
  'policy-unknown': {
    says: 'The listener on port {port} uses {policy}, which this Region does not describe, so nothing can be compared with it.',
    todo: 'Choose the security policy by hand.',
  },
  'no-tls': {
    says: 'A {protocol} listener has no security policy.',
  },
  'not-ready': {
    says: 'The load balancer is {state}; AWS is still at work on it.',
  },
  'ciphers-lost': {
    says: 'With {target} these ciphers go: {ciphers}. Clients with TLS 1.2 that know no others cannot connect any more.',
    todo: 'Look into the access logs for them (ssl_cipher; tls_cipher on network balancers). When nobody needs them, set lostCiphers to accept.',
  },
  'made-by-kubernetes': {
    says: 'The AWS Load Balancer Controller made this load balancer ({name}) and sets the policy back to what the manifest says.',
    todo: 'Set the annotation alb.ingress.kubernetes.io/ssl-policy (of a Service: service.beta.kubernetes.io/aws-load-balancer-ssl-negotiation-policy) to {target}.',
    about: 'ownership',
  },
  'made-by-beanstalk': {
    says: 'Elastic Beanstalk made this load balancer ({name}) and sets the policy back when the environment is next updated.',
    todo: 'Set the option SSLPolicy in the namespace aws:elbv2:listener:{port} to {target}.',
    about: 'ownership',
  },
  'made-by-cloudformation': {
    says: 'The CloudFormation stack {name} made this load balancer: the change is drift, and an update may take it back.',
    todo: 'Set SslPolicy of the AWS::ElasticLoadBalancingV2::Listener in its template to {target}.',
    about: 'ownership',
  },
  'another-target': {
    says: '{wished} is not accepted here, does not exist here, or would be worse; of the accepted policies {target} takes the least away.',
  },
} as const;
type Id = keyof typeof messages;

const settings = z.strictObject({
  /** Names of policies that are good enough. */
  acceptedPolicies: z._default(z.array(z.string()), [...securityHubPolicies]),
  /** What listeners are changed to. */
  targetPolicy: z._default(z.string(), 'ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09'),
  /** The same for listeners whose policy is a FIPS one: they stay so. */
  fipsTargetPolicy: z._default(z.string(), 'ELBSecurityPolicy-TLS13-1-2-Res-FIPS-PQ-2025-09'),
  /** `accept`: an owner knows that no client needs the ciphers that go; nobody is asked for their sake. */
  lostCiphers: z._default(z.enum(['ask', 'accept']), 'ask'),
});
type Settings = z.infer<typeof settings>;

/** Every security policy of the Region, all pages; protocols and ciphers as sets. */
const policiesOf = async (aws: Aws): Promise<readonly TlsPolicy[]> => {
  const client = aws.use(ElasticLoadBalancingV2Client);
  const pages = everyPage(async (Marker) => {
    const answer = await client.send(new DescribeSSLPoliciesCommand({ Marker }));
    return { items: answer.SslPolicies, next: answer.NextMarker };
  });
  const found: TlsPolicy[] = [];
  for await (const policy of pages) {
    const { Name = '', SslProtocols = [], Ciphers = [], SupportedLoadBalancerTypes = [] } = policy;
    // Half a description would make a policy look as if nothing were lost with it: then it counts as not described.
    const isWhole = SslProtocols.length > 0 && Ciphers.length > 0 && Ciphers.every((cipher) => cipher.Name);
    if (Name === '' || !isWhole) continue;
    found.push({
      name: Name,
      protocols: SslProtocols.toSorted(),
      ciphers: Ciphers.map((cipher) => cipher.Name ?? '').toSorted(),
      balancerTypes: SupportedLoadBalancerTypes.toSorted(),
    });
  }
  return found.toSorted((a, b) => (a.name < b.name ? -1 : 1));
};

const listenerOf = async (arn: string, aws: Aws) => {
  const asking = aws
    .use(ElasticLoadBalancingV2Client)
    .send(new DescribeListenersCommand({ ListenerArns: [arn] }));
  return (await unless('ListenerNotFoundException', undefined, asking))?.Listeners?.[0];
};

const isSecure = (protocol: string): boolean => protocol === 'HTTPS' || protocol === 'TLS';

const read = async ({ arn }: Target, aws: Aws): Promise<State | undefined> => {
  const listener = await listenerOf(arn, aws);
  if (!listener) return undefined;
  const { Protocol: protocol = '', Port: port = 0, SslPolicy: policy = null } = listener;
  const nothing = { balancer: { type: '', state: '' }, tags: {}, known: [] };
  if (!isSecure(protocol)) return { protocol, port, policy, ...nothing };
  const client = aws.use(ElasticLoadBalancingV2Client);
  const balancerArn = balancerArnOf(arn);
  const [{ LoadBalancers = [] }, { TagDescriptions = [] }, known] = await Promise.all([
    client.send(new DescribeLoadBalancersCommand({ LoadBalancerArns: [balancerArn] })),
    client.send(new DescribeTagsCommand({ ResourceArns: [balancerArn, arn] })),
    policiesOf(aws),
  ]);
  const tags = TagDescriptions.flatMap(({ Tags = [] }) => Tags);
  return {
    protocol,
    port,
    policy,
    balancer: { type: LoadBalancers[0]?.Type ?? '', state: LoadBalancers[0]?.State?.Code ?? '' },
    tags: Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value])),
    known,
  };
};

type Sayings = readonly Said<Id>[];
const say = (message: Id, when: boolean, data: SaidData = {}): Sayings => (when ? [{ message, data }] : []);

const ownerSaid = ({ tags, port }: State, target: string): Sayings => {
  const owner = makingOf(tags);
  const name = owner?.name ?? '';
  return [
    ...say('made-by-kubernetes', owner?.by === 'kubernetes', { name, target }),
    ...say('made-by-beanstalk', owner?.by === 'elastic-beanstalk', { name, target, port }),
    ...say('made-by-cloudformation', isStack(owner), { name, target }),
  ];
};

/** Why no accepted policy was chosen: because all are worse, or because none is there. */
const noTarget = (from: TlsPolicy, state: State, { acceptedPolicies, targetPolicy }: Settings): Said<Id> => {
  const { protocol, port, known, balancer } = state;
  const here = known.filter(
    (policy) => acceptedPolicies.includes(policy.name) && supports(policy, balancer.type),
  );
  const worse = here.find(({ name }) => name === targetPolicy) ?? here[0];
  if (!worse) return { message: 'no-target', data: { protocol, port, policy: from.name } };
  const weaker = weakens(from, worse).join(', ');
  return {
    message: 'stronger-already',
    data: { protocol, port, policy: from.name, target: worse.name, weaker },
  };
};

const plan = (state: State, { arn }: Target, chosen: Settings): Verdict<Id, Change<'sslPolicy', string>> => {
  const { protocol, port, policy, balancer, known } = state;
  if (!isSecure(protocol)) return { is: 'inapplicable', message: 'no-tls', data: { protocol } };
  if (policy !== null && chosen.acceptedPolicies.includes(policy)) return { is: 'compliant' };
  if (balancer.state !== 'active' && balancer.state !== 'active_impaired')
    return {
      is: 'pending',
      message: 'not-ready',
      data: { state: balancer.state || 'unknown' },
    };
  const from = known.find(({ name }) => name === policy);
  if (!from) {
    const data = { port, policy: policy ?? 'no policy' };
    return { is: 'violation', message: 'policy-unknown', data, changes: [] };
  }
  const wished = traitsOf(from).fips ? chosen.fipsTargetPolicy : chosen.targetPolicy;
  const accepted = chosen.acceptedPolicies;
  const to = choosePolicy(from, { known, accepted, wished, type: balancer.type });
  if (!to) return { is: 'violation', ...noTarget(from, state, chosen), changes: [] };
  const lost = lossOf(from, to);
  const breaks = lost.protocols.length > 0 || lost.ciphers.length > 0;
  const impact: readonly Impact[] = [breaks ? 'breaks-old-tls' : 'none'];
  // Only TLS 1.2 is at stake: older clients go with their protocol, and every suite of TLS 1.3 is as good as another.
  const ciphers = from.protocols.includes('TLSv1.2') ? lost.ciphers.join(', ') : '';
  return {
    is: 'violation',
    message: 'policy-not-accepted',
    data: { protocol, port, policy: from.name, target: to.name },
    changes: [{ set: 'sslPolicy', on: arn, before: from.name, after: to.name, impact }],
    hazards: [
      ...say('ciphers-lost', ciphers !== '' && chosen.lostCiphers === 'ask', { target: to.name, ciphers }),
      ...ownerSaid(state, to.name),
    ],
    notes: say('another-target', to.name !== wished, { wished, target: to.name }),
  };
};

/** The security policy of a listener. Whatever is not named in the call stays: certificates, trust store, actions. */
const sslPolicy: Field<string> = {
  get: async (on, _target, aws) => ({ value: (await listenerOf(on, aws))?.SslPolicy ?? null }),
  put: async (on, value, _seen, _target, aws) => {
    if (value === null) throw new TypeError('a listener with TLS always has a security policy');
    await aws
      .use(ElasticLoadBalancingV2Client)
      .send(new ModifyListenerCommand({ ListenerArn: on, SslPolicy: value }));
  },
};

/** Changes HTTPS and TLS listeners to a security policy that is accepted and in no way worse. */
export default remediation({
  meta: {
    id: 'elb-listener-tls-policy',
    version: 1,
    title: 'Load balancer listeners use a recommended TLS policy',
    summary:
      'Changes the security policy of HTTPS and TLS listeners to one that is accepted and loses neither FIPS, post-quantum key exchange, forward secrecy nor TLS 1.3.',
    resourceType: 'AWS::ElasticLoadBalancingV2::Listener',
    configRules: ['ELBV2_PREDEFINED_SECURITY_POLICY_SSL_CHECK'],
    controls: ['ELB.17'],
    services: ['elasticloadbalancing'],
    reversible: true,
    permissions: {
      read: [
        'elasticloadbalancing:DescribeListeners',
        'elasticloadbalancing:DescribeLoadBalancers',
        'elasticloadbalancing:DescribeSSLPolicies',
        'elasticloadbalancing:DescribeTags',
      ],
      write: ['elasticloadbalancing:ModifyListener'],
      undo: ['elasticloadbalancing:ModifyListener'],
    },
    messages,
    docs: [
      'https://docs.aws.amazon.com/config/latest/developerguide/elbv2-predefined-security-policy-ssl-check.html',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-17',
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html',
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/describe-ssl-policies.html',
    ],
  },
  settings,
  fields: { sslPolicy },
  fromRule: ({ sslPolicies }) => {
    const names = (sslPolicies ?? '').split(',').map((name) => name.trim());
    const given = names.filter((name) => name !== '');
    return given.length > 0 ? { acceptedPolicies: given } : {};
  },
  read,
  plan,
  source,
});
