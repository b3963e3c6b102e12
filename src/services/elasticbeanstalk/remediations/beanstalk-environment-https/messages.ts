export const messages = {
  'no-https-listener': {
    says: 'Environment {environment} has a load balancer of its own and no listener for HTTPS: clients reach it in plaintext only.',
    todo: 'Have a certificate for the names by which clients reach it, and add a listener at port 443 where its options are described: a saved configuration, a template, or the command here. Waxseal does not do it: which certificate, only the owner knows, and Elastic Beanstalk updates the load balancer, its security groups and the stack behind them with the permissions of whoever calls. While the update runs, no version can be deployed, and where somebody changed more in the configuration, instances may be replaced one batch after the other.',
  },
  'own-security-group': {
    says: 'The options name security groups of the load balancer ({groups}). One that Elastic Beanstalk did not make may not admit port 443.',
    todo: 'Admit it there (aws ec2 authorize-security-group-ingress) before clients are sent to HTTPS.',
  },
  'port-is-described': {
    says: 'Environment {environment} has a load balancer of its own and no listener for HTTPS. Its options for port 443 hold something already: {held}.',
    todo: 'Look at those options where they are described. An HTTPS listener that is disabled is enabled by ListenerEnabled; one without a certificate needs one; what is anything else, its owner changes. Waxseal proposes nothing over it.',
  },
  'plaintext-too': {
    says: 'Plain HTTP is still taken at port {port}. Whether it is redirected is not among the options of the environment; Waxseal looks at that listener itself (alb-listener-https-redirect).',
  },
  'plaintext-too-classic': {
    says: 'Plain HTTP is still taken at port {port}. A Classic Load Balancer does not redirect: where it should be, the instances do it (X-Forwarded-Proto), and AWS does not show whether they do.',
    todo: 'Look at the source of the application, or disable the listener when no client comes over HTTP any more. A redirect that the instances send must leave health checks alone, which come over HTTP (https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/configuring-https-httpredirect.html).',
  },
  'passed-on-too': {
    says: 'Port {port} passes connections on as they are: whether those are TLS, the instances decide.',
  },
  'behind-not-seen': {
    says: 'TLS ends at the load balancer. Between it and the instances traffic is as the processes of the environment say.',
  },
  'on-the-instance': {
    says: 'Environment {environment} is one instance without a load balancer. Whether the proxy on the instance speaks TLS is in the source of the application, and AWS does not show it.',
    todo: 'Look at its .platform or .ebextensions folder (https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/https-singleinstance.html), or give the environment a load balancer.',
  },
  'passed-on': {
    says: 'The load balancer of environment {environment} passes connections at port {port} on as they are. Whether the instances speak TLS, AWS does not show.',
    todo: 'Look at the source of the application (https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/https-tcp-passthrough.html). Where the instances do not speak TLS, an HTTPS listener can be added instead.',
  },
  network: {
    says: 'The Network Load Balancer of environment {environment} passes connections on as they are. Whether the instances speak TLS, AWS does not show.',
    todo: 'Look at the source of the application (https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/https-tcp-passthrough.html).',
  },
  shared: {
    says: 'Environment {environment} shares a load balancer with others: its listeners are no options of the environment, and are looked at where they are.',
  },
  worker: {
    says: 'Environment {environment} is a worker: it takes messages from a queue, and no client connects to it.',
  },
  'not-running': { says: 'Environment {environment} is {status}.' },
  busy: { says: 'Environment {environment} is {status}: it is evaluated when that is over.' },
  'not-evaluated': {
    says: 'Of environment {environment} Elastic Beanstalk tells {what}, and Waxseal does not know what that means.',
    todo: 'Look at the load balancer of the environment in the console.',
  },
} as const;
export type MessageId = keyof typeof messages;
