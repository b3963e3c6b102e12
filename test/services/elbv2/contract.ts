import type { Target } from '../../../src/core/model/target.ts';
import type { Host } from '../../../src/sandbox/host.ts';
import type { Flat } from '../../simulation/flat.ts';
import type { Contract, Neighbour, Writer } from '../../kit/contract.ts';
import type { Promises } from '../../kit/promises.ts';
import { isObject } from '../../simulation/timeline.ts';
import { asks } from './asks.ts';
import { balanced, listenerArn, rule, secure, web } from './balancers.ts';
import { joined } from '../../kit/joined.ts';
import { elbTargetGroupHealthCheckEncrypted } from './contract/elb-target-group-health-check-encrypted.ts';
import { albListenerMutualTls } from './contract/alb-listener-mutual-tls.ts';
import { elbListenerAcmCertificate } from './contract/elb-listener-acm-certificate.ts';
import { elbListenerEncrypted } from './contract/elb-listener-encrypted.ts';
import { elbTargetGroupEncrypted } from './contract/elb-target-group-encrypted.ts';
import { albListenerHsts } from './contract/alb-listener-hsts.ts';

const modify = 'elasticloadbalancingv2:ModifyListener';
const theirs = 'ELBSecurityPolicy-TLS13-1-1-2021-06';
const answer = { Type: 'fixed-response', FixedResponseConfig: { StatusCode: '503' } } as const;

/** Beside redirects: another security policy on a listener of the balancer's that has one. */
const balancerNeighbour = (host: Host, target: Target): Neighbour => {
  const https = () =>
    host
      .world()
      .elbv2.Listeners.find(
        ({ LoadBalancerArn, SslPolicy }) => LoadBalancerArn === target.id && SslPolicy !== undefined,
      );
  return {
    work: () => {
      const input = { ListenerArn: https()?.ListenerArn, SslPolicy: theirs };
      host.write({ operation: modify, input, region: target.region });
    },
    kept: () => https()?.SslPolicy === theirs,
  };
};

/** Beside a security policy: other actions of the same listener. */
const listenerNeighbour = (host: Host, target: Target): Neighbour => {
  const live = () => host.world().elbv2.Listeners.find(({ ListenerArn }) => ListenerArn === target.id);
  return {
    work: () => {
      const input = { ListenerArn: target.id, DefaultActions: [answer] };
      host.write({ operation: modify, input, region: target.region });
    },
    kept: () => live()?.DefaultActions[0]?.Type === 'fixed-response',
  };
};

const choosesAnother: Writer = ({ elbv2: { Listeners } }) => {
  const first = Listeners.find(({ SslPolicy }) => SslPolicy !== undefined) ?? Listeners[0];
  const SslPolicy = 'ELBSecurityPolicy-TLS13-1-2-2021-06';
  return first && { operation: modify, input: { ListenerArn: first.ListenerArn, SslPolicy } };
};
const listenerGone: Writer = ({ elbv2: { Listeners } }) => {
  const first = Listeners.find(({ Protocol }) => Protocol === 'HTTP') ?? Listeners[0];
  return (
    first && {
      operation: 'elasticloadbalancingv2:DeleteListener',
      input: { ListenerArn: first.ListenerArn },
    }
  );
};
const servesOther: Writer = ({ elbv2: { Listeners } }) => {
  const first = Listeners.find(({ Protocol }) => Protocol === 'HTTP');
  return first && { operation: modify, input: { ListenerArn: first.ListenerArn, DefaultActions: [answer] } };
};

const strong = /^"ELBSecurityPolicy-(TLS13-1-[23]|FS-1-2-Res)/;
const redirects = (text: string | undefined): boolean =>
  /"Protocol":"HTTPS".*"StatusCode":"HTTP_301"/.test(text ?? '');

/** AWS changes nothing with it, nothing is made, and one call shows what a write replaces. */
const plainly = { isConsequence: () => false, goesWithIt: () => false, longLook: false };
const readBefore = {
  [modify]: 'elasticloadbalancingv2:DescribeListeners',
  'elasticloadbalancingv2:ModifyRule': 'elasticloadbalancingv2:DescribeRules',
};

/** Listeners of a balancer that speak plain HTTP, by the beginning of their paths. */
const plain = (account: Flat, balancer: string): readonly string[] =>
  [...account.keys()].flatMap((path) => {
    const [, listener] = /^(elbv2\.Listeners\[[^\]]+\])\.Protocol$/.exec(path) ?? [];
    const isPlain = listener !== undefined && account.get(path) === '"HTTP"';
    return isPlain && account.get(`${listener}.LoadBalancerArn`) === JSON.stringify(balancer)
      ? [listener]
      : [];
  });

const redirect: Promises = {
  readBefore,
  mayFix: (operation, { path, after }) =>
    operation === modify
      ? path.endsWith('.DefaultActions') && redirects(after)
      : path.endsWith('.Actions') && redirects(after),
  isRemediated: ({ arn }, account) =>
    plain(account, arn).every((listener) =>
      /"Protocol":"HTTPS"/.test(account.get(`${listener}.DefaultActions`) ?? ''),
    ),
  disaster: {
    not: 'What a redirect may become is said whole: whatever else it changes is a non-compliant resource.',
  },
  ...plainly,
  meddlers: ['changes what is served', 'deletes the listener'],
  scene: { target: web, account: balanced({ rules: [rule(10)], tags: { team: 'web' } }) },
};

const tlsPolicy: Promises = {
  readBefore,
  mayFix: (operation, { path, after }) =>
    operation === modify && path.endsWith('.SslPolicy') && strong.test(after ?? ''),
  isRemediated: ({ arn }, account) =>
    !account.has(`elbv2.Listeners[${arn}].ListenerArn`) ||
    strong.test(account.get(`elbv2.Listeners[${arn}].SslPolicy`) ?? ''),
  disaster: { not: 'Any policy of those that a fix may set is spoken by every client of today.' },
  ...plainly,
  meddlers: ['chooses another TLS policy', 'deletes the listener'],
  scene: {
    target: listenerArn(443),
    account: balanced({ listeners: [secure(443, { SslPolicy: 'ELBSecurityPolicy-2016-08' })] }),
  },
};

/** A condition holds when one of its values fits, whichever comes first. */
const conditionLists = [
  'Values',
  ...[
    'HostHeaderConfig',
    'HttpHeaderConfig',
    'HttpRequestMethodConfig',
    'PathPatternConfig',
    'QueryStringConfig',
    'SourceIpConfig',
  ].map((kind) => `${kind}.Values`),
  ...['HostHeaderConfig', 'HttpHeaderConfig', 'PathPatternConfig'].map((kind) => `${kind}.RegexValues`),
];

const at = { partition: 'aws', account: '111122223333', region: 'eu-west-1', changes: [] };
const elb = `arn:aws:elasticloadbalancing:${at.region}:${at.account}`;

const shownAt: Readonly<Record<string, string>> = {
  ruleActions: 'Rules[*].Actions',
  defaultActions: 'Listeners[*].DefaultActions',
  sslPolicy: 'Listeners[*].SslPolicy',
};

const own: Contract = {
  prefix: 'elasticloadbalancingv2',
  sets: {
    'elasticloadbalancingv2:DescribeLoadBalancers': ['LoadBalancers', 'LoadBalancers.SecurityGroups'],
    'elasticloadbalancingv2:DescribeListeners': [
      'Listeners',
      'Listeners.AlpnPolicy',
      'Listeners.Certificates',
      'Listeners.DefaultActions.ForwardConfig.TargetGroups',
    ],
    'elasticloadbalancingv2:DescribeListenerAttributes': 'Attributes',
    'elasticloadbalancingv2:DescribeListenerCertificates': 'Certificates',
    'elasticloadbalancingv2:DescribeRules': [
      'Rules',
      'Rules.Actions.ForwardConfig.TargetGroups',
      'Rules.Conditions',
      ...conditionLists.map((list) => `Rules.Conditions.${list}`),
      'Rules.Transforms',
    ],
    'elasticloadbalancingv2:DescribeSSLPolicies': [
      'SslPolicies',
      'SslPolicies.SslProtocols',
      'SslPolicies.SupportedLoadBalancerTypes',
    ],
    'elasticloadbalancingv2:DescribeTags': ['TagDescriptions', 'TagDescriptions.Tags'],
    'elasticloadbalancingv2:DescribeTargetGroups': ['TargetGroups', 'TargetGroups.LoadBalancerArns'],
    'elasticloadbalancingv2:DescribeTargetHealth': 'TargetHealthDescriptions',
  },
  ordered: {
    'elasticloadbalancingv2:DescribeListeners': 'Listeners.DefaultActions',
    'elasticloadbalancingv2:DescribeRules': [
      'Rules.Actions',
      'Rules.Transforms.UrlRewriteConfig.Rewrites',
      'Rules.Transforms.HostHeaderRewriteConfig.Rewrites',
    ],
    'elasticloadbalancingv2:DescribeSSLPolicies': 'SslPolicies.Ciphers',
  },
  unpaged: [
    'elasticloadbalancingv2:DescribeListenerAttributes',
    'elasticloadbalancingv2:DescribeTags',
    'elasticloadbalancingv2:DescribeTargetHealth',
  ],
  asGood: ({ input }) => strong.test(JSON.stringify(isObject(input) ? input['SslPolicy'] : '')),
  named: { ListenerArn: (arn) => arn, RuleArn: (arn) => arn },
  neighbours: {
    'AWS::ElasticLoadBalancingV2::Listener': listenerNeighbour,
    'AWS::ElasticLoadBalancingV2::LoadBalancer': balancerNeighbour,
  },
  otherValues: {
    defaultActions: () => [answer],
    ruleActions: () => [answer],
    sslPolicy: () => theirs,
  },
  neverAbsent: ['defaultActions', 'ruleActions', 'sslPolicy'],
  resolvedBy: [],
  seed: { not: 'A server names balancers and listeners itself, and never issues a certificate.' },
  writers: {
    'chooses another TLS policy': choosesAnother,
    'changes what is served': servesOther,
    'deletes the listener': listenerGone,
  },
  attempted: ({ set, on }) => {
    const path = shownAt[set];
    return path === undefined ? undefined : { under: `elbv2.${path.replace('*', on)}` };
  },
  standsFor: { own: 'alb-listener-https-redirect', 'tls-policy': 'elb-listener-tls-policy' },
  promises: { 'alb-listener-https-redirect': redirect, 'elb-listener-tls-policy': tlsPolicy },
  asks,
  aims: {
    'AWS::ElasticLoadBalancingV2::Listener': ['app', 'net'].map((kind) => ({
      ...at,
      arn: `${elb}:listener/${kind}/shop/50dc6c495c0c9188/f2f7dc8efc522ab2`,
    })),
    'AWS::ElasticLoadBalancingV2::LoadBalancer': [
      { ...at, arn: `${elb}:loadbalancer/app/shop/50dc6c495c0c9188` },
    ],
  },
};

export const contract = joined(
  own,
  elbTargetGroupHealthCheckEncrypted,
  elbTargetGroupEncrypted,
  albListenerHsts,
  albListenerMutualTls,
  elbListenerAcmCertificate,
  elbListenerEncrypted,
);
