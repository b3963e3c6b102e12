/** What is said of health checks. */
export const messages = {
  lambda: {
    says: 'The target of {name} is a Lambda function: nothing is sent to it over a network that one could tap.',
  },
  gateway: {
    says: '{name} belongs to a Gateway Load Balancer, which sends packets as they come: it has no TLS of its own.',
  },
  'value-unknown': {
    says: 'HealthCheckProtocol of target group {name} is {values}, and Waxseal does not know what that means.',
    todo: 'Look at it: aws elbv2 describe-target-groups, and set it by hand.',
  },
  'plain-traffic': {
    says: '{name} sends {protocol} to the port of its targets that it checks: they speak no TLS there, so over HTTPS every check would fail and all targets would count as unhealthy.',
    todo: 'Have the targets speak TLS first and put another target group before them: elb-target-group-encrypted says how. Or, where another port of theirs answers over HTTPS, name protocol and port in one call: aws elbv2 modify-target-group --region {region} --target-group-arn {arn} --health-check-protocol HTTPS --health-check-port with that port.',
  },
  'answers-plaintext': {
    says: 'Targets of {name} pass checks over plain HTTP ({port}). A port that answers these seldom speaks TLS as well: over HTTPS every check would fail and all targets would count as unhealthy.',
    todo: 'Have a port of each target answer over HTTPS, and name protocol and port in one call: aws elbv2 modify-target-group --region {region} --target-group-arn {arn} --health-check-protocol HTTPS --health-check-port with that port.',
  },
  'another-port': {
    says: '{name} sends {protocol} to its targets and checks them over plain HTTP on another port ({port}), which seldom speaks TLS as well.',
    todo: 'See that each target answers {path} with {codes} where it takes its traffic, and check it there, protocol and port in one call: aws elbv2 modify-target-group --region {region} --target-group-arn {arn} --health-check-protocol HTTPS --health-check-port traffic-port',
  },
  'must-answer': {
    says: 'Checked over HTTPS, each target of {name} must answer a request for {path} with {codes} ({port}). One that does not gets no more requests; an Auto Scaling group that goes by these checks, or ECS, replaces it again and again. Its certificate is not validated.',
    todo: 'Ask each target from within the VPC, with its own address and port: curl --insecure --silent --show-error --include {url}',
  },
  'tls-unknown': {
    says: '{name} sends {protocol} to its targets, and nothing tells whether they speak TLS and HTTP where they are checked ({port}).',
    todo: 'Ask whoever runs them. Where they do not, name a port that does with it: aws elbv2 modify-target-group --health-check-port',
  },
  'http-unknown': {
    says: '{name} sends {protocol} to its targets, and only whether they take connections is checked. Nothing tells that they speak HTTP within it: of MQTT, LDAP or a database every check over HTTPS would fail, and all targets would count as unhealthy.',
    todo: 'Ask whoever runs them. Where they speak something else, leave the checks as they are and exempt the target group.',
  },
  'answers-both': {
    says: 'Targets of {name} pass checks over plain HTTP on the port to which {protocol} is sent. Either they speak both there, or an error counts as healthy (codes {codes}).',
    todo: 'See which of both it is: over HTTPS the answer may be another one.',
  },
  'made-by-kubernetes': {
    says: 'The AWS Load Balancer Controller made this target group ({maker}) and sets health checks back to what the manifest says.',
    todo: 'Set the annotation alb.ingress.kubernetes.io/healthcheck-protocol (of a Service: service.beta.kubernetes.io/aws-load-balancer-healthcheck-protocol) to HTTPS.',
    about: 'ownership',
  },
  'old-tls': {
    says: 'Network Load Balancers check over TLS 1.2 at most: targets of {name} that speak TLS 1.3 alone would count as unhealthy.',
  },
  'nothing-healthy': {
    says: 'No target of {name} is healthy now, so nothing shows what a check over HTTPS would come to.',
  },
  'checks-fail': {
    says: '{name} checks over HTTPS, and no target of it is healthy.',
    todo: 'See why: aws elbv2 describe-target-health --region {region} --target-group-arn {arn}. Where it began with a fix of Waxseal, waxseal undo takes that back.',
  },
} as const;
