/** What is said of how balancers speak with their targets. */
export const messages = {
  lambda: {
    says: 'The target of {name} is a Lambda function: it is called through the API of AWS, which takes TLS only.',
  },
  'another-balancer': {
    says: 'The target of {name} is another load balancer, to which everything is passed on as clients sent it. Its listener says whether that is encrypted.',
  },
  gateway: {
    says: '{name} belongs to a Gateway Load Balancer, which sends packets as they come: it has no TLS of its own.',
  },
  'plain-http': {
    says: 'The load balancer sends requests to the targets of {name} over plain HTTP, also those that came over HTTPS.',
    todo: 'AWS fixes the protocol of a target group when it is made, so Waxseal cannot change it. Have the targets speak TLS (a certificate of their own making will do: it is not validated), make another group as waxseal plan --resource ARN shows with the port where they do in place of 443, give it the attributes and tags of {name}, register the same targets (of an ECS service or an Auto Scaling group: name the group there), wait until they are healthy, move listeners and rules over by weights, and delete {name} after a day.',
  },
  'plain-behind-tls': {
    says: 'The listener on {ports} ends TLS and sends what was in it to the targets of {name} over plain TCP.',
    todo: 'AWS fixes the protocol of a target group when it is made, so Waxseal cannot change it. Have the targets speak TLS (a certificate of their own making will do: it is not validated), make another group as waxseal plan --resource ARN shows with the port where they do in place of 443, give it the attributes and tags of {name} (but for stickiness, which AWS does not support with TLS listeners and TLS target groups), register the same targets, wait until they are healthy, have the listener forward to it, and delete {name} after a day. Connections that are open go on to the old targets until they end.',
  },
  'passed-on': {
    says: '{name} gets {protocol} as clients sent it: no load balancer ends TLS before it. Whether it is encrypted from end to end only clients and targets know.',
    todo: 'Ask whoever runs the targets. Where they take TLS (or DTLS, or QUIC) and nothing else, exempt {name}: AWS Config calls it non-compliant all the same. Where they do not, see elb-listener-encrypted.',
  },
  'not-understood': {
    says: 'AWS says {protocol} of the protocol of {name}, and Waxseal does not know what that means.',
    todo: 'Look at it: aws elbv2 describe-target-groups --region {region} --target-group-arns {arn}',
  },
  'made-by-kubernetes': {
    says: 'The AWS Load Balancer Controller made {name} ({maker}): it makes the other group, too.',
    todo: 'Set the annotation alb.ingress.kubernetes.io/backend-protocol to HTTPS (of a Service: service.beta.kubernetes.io/aws-load-balancer-backend-protocol to ssl) when the pods speak TLS.',
    about: 'ownership',
  },
  'made-by-beanstalk': {
    says: 'Elastic Beanstalk made {name} ({maker}): it makes the other group, too.',
    todo: 'Set the options Port and Protocol in the namespace aws:elasticbeanstalk:environment:process:default when the instances speak TLS.',
    about: 'ownership',
  },
  unused: { says: 'No load balancer sends anything to {name} now.' },
} as const;
