/** What is said of the header that has browsers come over HTTPS only. */
export const messages = {
  'not-application': {
    says: '{name} is no listener of an Application Load Balancer: it adds no headers.',
  },
  'not-https': {
    says: 'The listener {name} speaks {protocol}: browsers take Strict-Transport-Security over HTTPS only.',
  },
  'not-as-wanted': {
    says: 'The listener {name} does not tell browsers for long enough to come over HTTPS only: Strict-Transport-Security is {values}.',
    todo: 'Apply the plan: it sets {wanted} and nothing else about the listener.',
  },
  'value-unknown': {
    says: 'The listener {name} sends Strict-Transport-Security as {values}, of which browsers may make nothing or not all the same.',
    todo: 'Write it anew by hand: aws elbv2 modify-listener-attributes, with max-age first and once.',
  },
  withdrawn: {
    says: 'The listener {name} sends max-age=0: somebody has browsers forget that they should come over HTTPS only.',
    todo: 'Ask why. When every browser that should forget has come again, take the header away; then this is evaluated again.',
  },
  sticky: {
    says: 'Browsers that meet {to} remember for {seconds} seconds to come to the host over HTTPS only, and offer nobody a way past a bad certificate. An undo sets the header back to what it was before this step, and takes it back from no browser.',
    todo: 'See that nothing breaks before the next step, which is longer. To take it back, send max-age=0 until every browser has come again.',
  },
  replaces: {
    says: 'The load balancer puts it in place of a Strict-Transport-Security that targets behind {name} send themselves. Where theirs is longer, browsers are told less than today.',
    todo: 'Ask for a page first: curl --silent --head https://{host}/ | grep --ignore-case strict-transport-security. Where a target sends one that is long enough, exempt the listener.',
  },
  'plain-ports': {
    says: 'The header counts for every port of the host, and {balancer} takes plain HTTP on {ports}: browsers that know it speak TLS there, and get no answer.',
    todo: 'Have nobody come there by browser, or make these listeners speak HTTPS.',
  },
  'no-443': {
    says: '{balancer} takes plain HTTP on port 80 and has no HTTPS on port 443: that is where browsers that know the header go instead.',
    todo: 'Make an HTTPS listener on port 443 first.',
  },
  subdomains: {
    says: '{to} says includeSubDomains: every name under the host has to answer over HTTPS, whoever runs it.',
    todo: 'List the names under the host and see that each has a certificate, or write it without includeSubDomains.',
  },
  preload: {
    says: '{to} says preload: whoever enters the host in the list that browsers are shipped with cannot take it out for months.',
    todo: 'Write it without preload unless that is meant.',
  },
  'made-by-kubernetes': {
    says: 'The AWS Load Balancer Controller made this load balancer ({maker}) and sets attributes of listeners back to what the manifest says.',
    todo: 'Set the annotation alb.ingress.kubernetes.io/listener-attributes.HTTPS-{port} to {key}={to}.',
    about: 'ownership',
  },
} as const;
