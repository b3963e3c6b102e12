/** Everything that this remediation says. */
export const messages = {
  'plaintext-served': {
    says: 'Load balancer {name} answers plain HTTP: {parts}.',
    todo: 'Apply the plan: each of these becomes a redirect to HTTPS on port {port}.',
  },
  'no-listeners': {
    says: 'Load balancer {name} has no listener; AWS Config counts that as a failure.',
    todo: 'Delete the load balancer if nobody uses it; otherwise give it an HTTPS listener.',
  },
  'no-https-listener': {
    says: 'Load balancer {name} answers plain HTTP and has no HTTPS listener to redirect to.',
    todo: 'Add an HTTPS listener with a certificate for the names that clients use; the redirects can follow then.',
  },
  'no-usable-certificate': {
    says: 'No HTTPS listener of load balancer {name} has a certificate that is issued and valid: redirecting would cut clients off.',
    todo: 'Renew or replace the certificate of the HTTPS listener.',
  },
  'names-not-covered': {
    says: 'No certificate of the HTTPS listener on port {port} of load balancer {name} covers {hosts}.',
    todo: 'Add a certificate for these names to the listener; then the redirects can follow.',
  },
  'https-port-closed': {
    says: 'The security groups of load balancer {name} admit {sources} on port {from} and not on port {to}: after a redirect they would reach nothing.',
    todo: 'Admit them on port {to} as well.',
  },
  'https-leads-back': {
    says: 'The HTTPS listener on port {port} of load balancer {name} does not answer what plain HTTP on port {from} would send to it: {traps}. A redirect would loop endlessly or reach a port that does not answer.',
    todo: 'Make these redirects of the HTTPS listener forwards to the targets first. Until then, plain HTTP must stay as it is.',
  },
  'http-on-443': {
    says: 'Load balancer {name} speaks plain HTTP on port 443: something in front of it may end TLS, and no redirect can lead back to this port.',
    todo: 'Make that listener an HTTPS one, or move it to another port.',
  },
  'loop-behind-network-balancer': {
    says: 'Network Load Balancer {front} ends TLS and sends plain HTTP to port {port} of load balancer {name}: every redirect would lead to itself.',
    todo: 'Let the network balancer pass TCP to the HTTPS port, or forward to an HTTPS target; then redirect.',
  },
  'shifted-by-deployments': {
    says: 'Deployments write these rules of load balancer {name} themselves to shift traffic: {parts} ({deployments}). With a redirect there the next deployment would fail, or put the forward back.',
    todo: 'Let an HTTPS listener forward to the same target groups, make it (for ECS: its rule) the production or test route of these deployments, and run one deployment; then the redirects can follow.',
  },
  'actions-not-known': {
    says: 'Load balancer {name} has actions on plain HTTP that Waxseal does not know ({actions}) and could not put back.',
    todo: 'Change them by hand.',
  },
  'not-application': {
    says: '{name} is no Application Load Balancer.',
  },
  'not-ready': {
    says: 'Load balancer {name} is {state}; AWS is still changing it.',
  },
  'behind-network-balancer': {
    says: 'Network Load Balancer {front} sends to port {port} of load balancer {name}. Its clients are redirected to port {to} of the network balancer.',
    todo: 'Make sure that it listens there and passes TCP to the HTTPS port.',
  },
  'health-check-refuses-redirect': {
    says: 'Network Load Balancer {front} checks the health of load balancer {name} over HTTP on port {port} (target group {group}, path {path}) and treats {matcher} as healthy. The redirect answers {status}, so the network balancer would mark this one unhealthy and stop sending traffic to it.',
    todo: 'Let the matcher of target group {group} accept {status} as well, or let it check over HTTPS on the HTTPS port.',
  },
  'behind-cloudfront': {
    says: 'The security groups of load balancer {name} admit CloudFront on port {port}. Where it speaks HTTP to this origin, a redirect leads back to CloudFront and loops.',
    todo: 'Set the origin protocol policy of the distributions to https-only first; they may be in another account.',
  },
  'front-not-excluded': {
    says: 'Nothing shows whether something in front of load balancer {name} ends TLS and speaks HTTP to it, such as a CDN, a proxy or an API Gateway VPC link: a redirect would loop.',
    todo: 'If nothing is in front, an owner can say so: set frontedBy to nothing. Otherwise let the front speak HTTPS to it first.',
  },
  'global-accelerator': {
    says: 'Global Accelerator sends to something in the VPC of load balancer {name}, or Waxseal has no permission to see whether it does. Its clients are redirected to port {ports} of the accelerator.',
    todo: 'If this load balancer is an endpoint, make sure that the accelerator has listeners for these ports.',
  },
  'headers-of-a-front': {
    says: 'Rules on plain HTTP of load balancer {name} look at headers that something in front may set ({headers}): if it ends TLS and speaks HTTP to the balancer, a redirect loops.',
    todo: 'Find out who sets these headers, and let it speak HTTPS to the balancer first.',
  },
  'vpc-origins': {
    says: 'CloudFront has private origins in the VPC of load balancer {name}, or Waxseal has no permission to see whether it has: an origin that speaks HTTP to it would loop.',
    todo: 'Check the VPC origins of CloudFront. If this load balancer is not one of them, set frontedBy to nothing.',
  },
  'deployments-unread': {
    says: 'Whether deployments shift traffic by writing the rules of load balancer {name} themselves is not known, for this could not be read: {unread}. If they do, the next deployment fails after a redirect, or puts the forward back.',
    todo: "Give Waxseal's role the read permissions for CodeDeploy and ECS, or check by hand whether a deployment group or an ECS service names a plain HTTP listener of this load balancer, or a rule of one, as a route.",
  },
  'shifted-by-others': {
    says: 'ECS services behind plain HTTP of load balancer {name} are deployed by an external controller ({services}), which may write these rules itself to shift traffic.',
    todo: 'Ask who runs these deployments, and let them shift traffic on the HTTPS listener first.',
  },
  'sources-unread': {
    says: 'The security groups of load balancer {name} could not be read: whether clients reach port {port} is not known.',
    todo: "Give Waxseal's role ec2:DescribeSecurityGroups, or check by hand.",
  },
  'certificate-unread': {
    says: 'Certificates of the HTTPS listener on port {port} could not be read ({certificates}): whether they are valid and for which names is not known.',
    todo: 'Check whether they are valid for the names that clients use.',
  },
  'names-not-evaluated': {
    says: 'Rules match host names by regular expression ({patterns}); whether the certificates cover them is not known.',
    todo: 'Check whether the HTTPS listener has certificates for all these names.',
  },
  'sources-not-known': {
    says: 'The security groups of load balancer {name} admit {sources} on port {from}; whether they admit them on port {to} depends on prefix lists that could not be read or on the members of security groups.',
    todo: "Give Waxseal's role ec2:GetManagedPrefixListEntries, admit the same sources on port {to}, or check by hand.",
  },
  'default-certificate-lapsed': {
    says: 'The default certificate of the HTTPS listener on port {port} is no longer valid, and no other certificate covers {names}: clients that use these names cannot connect after the redirect.',
    todo: 'Renew the default certificate first, or make a valid one the default.',
  },
  'answered-otherwise': {
    says: 'The HTTPS listener on port {port} does not do what plain HTTP on port {from} does: {changes}.',
    todo: 'Give the HTTPS listener rules that send these requests to the same targets; then only the protocol changes.',
  },
  'answers-not-evaluated': {
    says: 'Whether the HTTPS listener on port {port} does what plain HTTP on port {from} does is not known, for conditions that Waxseal does not evaluate (regular expressions, kinds that are newer): {doubts}.',
    todo: 'Compare the rules of both listeners by hand.',
  },
  'rules-not-evaluated': {
    says: 'The rules of this load balancer distinguish more requests than can be compared: whether the HTTPS listener on port {port} does what plain HTTP on port {from} does is not known.',
    todo: 'Compare the rules of both listeners by hand.',
  },
  'several-https-listeners': {
    says: 'No HTTPS listener does what plain HTTP on port {from} does: those on ports {port}, {others} match equally well; the plan redirects to port {port}.',
    todo: 'Find out which one belongs to it, and give that one the same rules.',
  },
  'fixed-responses': {
    says: 'Plain HTTP gets a fixed response: {parts}. AWS Config still reports it as non-compliant.',
    todo: 'Approve to replace it by a redirect, or exempt the load balancer.',
  },
  'own-redirects': {
    says: 'There are redirects that stay on HTTP or leave the protocol open: {parts}. Each keeps its host, path and status, over HTTPS.',
    todo: 'Check whether their targets exist over HTTPS.',
  },
  'acme-challenge': {
    says: 'Certificate authorities or others send requests to /.well-known/ over plain HTTP: {parts}.',
    todo: 'Make sure that they follow redirects, or move to DNS validation.',
  },
  'before-tls': {
    says: 'Load balancer {name} looks as if something is fetched there before TLS works ({places}): revocation lists, OCSP, certificates, firmware or checks for captive portals. Not everybody who fetches that can follow to HTTPS.',
    todo: 'Ask its users. Give what must stay on HTTP a load balancer of its own, and exempt that one.',
  },
  'other-methods': {
    says: 'Rules on plain HTTP are for {methods}. After a 301 clients may send GET instead, without the body.',
    todo: 'Move these callers to HTTPS first.',
  },
  rewrites: {
    says: 'Rules on plain HTTP rewrite host or URL ({parts}). The rewrite stays on the rule beside the redirect; what the HTTPS listener does is compared as well.',
    todo: 'Make sure that the HTTPS listener rewrites the same.',
  },
  'asks-for-client-certificates': {
    says: 'The HTTPS listener on port {port} asks clients for certificates; clients without one are refused after the redirect.',
    todo: 'Make sure that those who use plain HTTP have certificates.',
  },
  authenticates: {
    says: 'The HTTPS listener on port {port} authenticates users or checks tokens ({actions}), which plain HTTP does not.',
    todo: 'Make sure that those who use plain HTTP can sign in.',
  },
  'made-by-kubernetes': {
    says: 'The AWS Load Balancer Controller made this load balancer ({owner}) and reverts changes.',
    todo: 'Set the annotations alb.ingress.kubernetes.io/listen-ports and alb.ingress.kubernetes.io/ssl-redirect: "{port}" on the Ingress instead.',
    about: 'ownership',
  },
  'made-by-beanstalk': {
    says: 'Elastic Beanstalk made this load balancer ({owner}) and reverts changes when the environment is updated.',
    todo: 'Set the listener in the option namespace aws:elbv2:listener:default, or redirect by an .ebextensions resource.',
    about: 'ownership',
  },
  'made-by-cloudformation': {
    says: 'The CloudFormation stack {owner} made this load balancer: the change is drift, and an update may revert it.',
    todo: 'Set the redirect in DefaultActions and Actions of its AWS::ElasticLoadBalancingV2::Listener and ListenerRule.',
    about: 'ownership',
  },
  'any-name': {
    says: 'Some of these rules match every host name: clients that use a name that no certificate covers, such as {dns}, get a certificate error after the redirect.',
  },
  'any-method': {
    says: 'Some of these rules forward requests of every method: clients that POST over plain HTTP receive the redirect, and many repeat the request as GET, without its body.',
    todo: 'Owners of APIs: move callers that send anything to HTTPS addresses.',
  },
  'inside-callers': {
    says: 'Load balancer {name} is internal: API Gateway VPC links, probes and other programs get the redirect as the answer and must follow it.',
  },
  'dead-redirects': {
    says: 'Redirects lead to a port without an HTTPS listener: {parts}.',
    todo: 'Give them the port of the HTTPS listener.',
  },
} as const;
export type Id = keyof typeof messages;
