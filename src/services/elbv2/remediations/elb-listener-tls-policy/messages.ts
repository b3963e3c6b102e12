import type { Message } from '../../../../core/say/said.ts';
import { tlsPolicyMessages, type TlsPolicyId } from '../../../../families/tls-policy/messages.ts';

/** What is said of listeners alone, or said otherwise. */
const own = {
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
  'not-understood': {
    says: 'AWS says "{said}" about the {what} on port {port}, and Waxseal does not know what that means, so nothing was evaluated.',
    todo: 'Look at it in the EC2 console. It is evaluated again with the next event or sweep.',
  },
  'no-tls': {
    says: 'A {protocol} listener has no security policy.',
  },
  'not-ready': {
    says: 'The load balancer is {state}; AWS is still changing it.',
  },
  'balancer-failed': {
    says: 'The load balancer of the {protocol} listener on port {port} could not be set up: AWS says it is failed.',
    todo: 'Delete it and create it again; Waxseal changes nothing in it.',
  },
  'made-for': {
    says: '{target} is made for {profile}: it requires more of certificates and clients than {policy}, and load balancers with such a policy also use other TLS settings towards their targets.',
    todo: 'Read the AWS documentation about it, and test it outside production first.',
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
    says: 'The CloudFormation stack {name} made this load balancer: the change is drift, and an update may revert it.',
    todo: 'Set SslPolicy of the AWS::ElasticLoadBalancingV2::Listener in its template to {target}.',
    about: 'ownership',
  },
} as const;
export type Id = keyof typeof own | TlsPolicyId;

/** Everything that this remediation says. */
export const messages: Readonly<Record<Id, Message>> = {
  ...tlsPolicyMessages({
    thing: 'listener',
    subject: 'The {protocol} listener on port {port}',
    protocolLog: 'the access logs for TLSv1.2 (ssl_protocol; tls_protocol_version on network balancers)',
    cipherLog: 'the access logs for them (ssl_cipher; tls_cipher on network balancers)',
  }),
  ...own,
};
