import type { Message } from '../../../../core/say/said.ts';
import { tlsPolicyMessages, type TlsPolicyId } from '../../../../families/tls-policy/messages.ts';

const subject = 'The {protocol} listener on port {port}';

/** What is said of Classic Load Balancers alone, or said otherwise. */
const own = {
  'policy-not-accepted': {
    says: `${subject} uses {held}, which is not an accepted security policy.`,
    todo: 'Apply the plan: it gives the listener a policy that stands for {target}; its stickiness stays.',
  },
  'no-target': {
    says: `${subject} uses {held}, and no accepted security policy that exists here is at least as good.`,
    todo: 'Name a predefined policy in targetPolicy and in acceptedPolicies (or as predefinedPolicyName of the Config rule), and mind acceptedProtocolsAndCiphers.',
  },
  'stronger-already': {
    says: `${subject} uses {held}, which is not accepted; but every accepted policy would make it worse: {target} {weaker}.`,
    todo: 'List what it lets in as acceptedProtocolsAndCiphers (or as sslProtocolsAndCiphers of the Config rule), or exempt the load balancer.',
  },
  'policy-unknown': {
    says: `${subject} uses {held}, which is not described as a security policy here, so nothing can be compared with it.`,
    todo: 'Choose the security policy by hand.',
  },
  'policies-unclear': {
    says: `${subject} has {count} security policies ({names}), where one was expected, so nothing was evaluated.`,
    todo: 'Look at the policies of the listener in the EC2 console, and leave one.',
  },
  'not-understood': {
    says: 'AWS describes a listener with the protocol "{said}" on port {port}, and Waxseal does not know what that means, so nothing was evaluated.',
    todo: 'Look at it in the EC2 console. It is evaluated again with the next event or sweep.',
  },
  'name-taken': {
    says: `${subject} uses {held}, which is not accepted; but the load balancer has another policy by the name {name}, which a policy for {target} would have.`,
    todo: 'Delete policy {name} if no listener uses it; then this is planned again.',
  },
  'no-tls': {
    says: 'No listener of the load balancer speaks TLS with clients: there is no security policy.',
  },
  'made-by-kubernetes': {
    says: 'Kubernetes made this load balancer ({name}) and sets the policy back to what the Service says.',
    todo: 'Set the annotation service.beta.kubernetes.io/aws-load-balancer-ssl-negotiation-policy of the Service to {target}.',
    about: 'ownership',
  },
  'made-by-beanstalk': {
    says: 'Elastic Beanstalk made this load balancer ({name}) and sets the policy back when the environment is next updated.',
    todo: 'Set the option SSLReferencePolicy in a namespace aws:elb:policies:NAME to {target}, and LoadBalancerPorts there to {port}.',
    about: 'ownership',
  },
  'made-by-cloudformation': {
    says: 'The CloudFormation stack {name} made this load balancer: the change is drift, and an update may revert it.',
    todo: 'Add the policy to Policies of the AWS::ElasticLoadBalancing::LoadBalancer in its template, and its name to PolicyNames of the listener.',
    about: 'ownership',
  },
} as const satisfies Readonly<Record<string, Message>>;
export type Id = keyof typeof own | TlsPolicyId;

/** Everything that this remediation says. */
export const messages: Readonly<Record<Id, Message>> = {
  ...tlsPolicyMessages({
    thing: 'listener',
    subject,
    protocolLog: 'the access logs for TLSv1.2 (ssl_protocol)',
    cipherLog: 'the access logs for them (ssl_cipher)',
  }),
  ...own,
};
