/** Everything that is said of services. */
export const messages = {
  'no-tls': {
    says: 'The ECS service {name} offers {ports} by Service Connect without TLS: what its clients send there and get from there goes in the clear between the tasks.',
    todo: 'Waxseal does not do it: every task is replaced, it belongs to the pipeline that deploys {name}, and clients that come without Service Connect are shut out. First have every client be one of Service Connect in the same namespace ({namespace}), and let those in service discovery or by address move. Make a private certificate authority with the tag AmazonECSManaged=true, and a role with AmazonECSInfrastructureRolePolicyForServiceConnectTransportLayerSecurity that ecs.amazonaws.com may take on; a KMS key of your own must let that role use it. Then deploy {name} with TLS, and deploy its clients again after it: they learn of it only then.',
  },
  costs: {
    says: 'AWS charges for a private certificate authority by the month and for each certificate, and ECS gives each service certificates that it renews by itself; an authority for short-lived certificates costs less.',
  },
  balanced: {
    says: 'A load balancer is in front of {name}. It is no client of Service Connect: whether it reaches a port that has TLS depends on its target group, which must speak HTTPS with TLS 1.3 then, health checks included; in bridge mode HTTPS health checks do not work. With another port for the proxy (ingressPortOverride) the load balancer reaches the container as before, without TLS.',
  },
  'deployed-by': {
    says: '{name} is deployed by {controller}: Service Connect is for rolling deployments of ECS, so look at how it came there before it is changed.',
  },
  others: {
    says: 'Only what passes the proxy of Service Connect is encrypted, with TLS 1.3: what goes between the proxy and the application within a task is not, and neither are ports of {name} that Service Connect does not offer.',
  },
  'under-way': {
    says: 'The ECS service {name} is being deployed with TLS, and tasks from before may still run without.',
    todo: 'Wait until only one deployment is left: aws ecs wait services-stable --region {region} --cluster {cluster} --services {name}',
  },
  failed: {
    says: 'The ECS service {name} was to be deployed with TLS, and ECS says that the deployment failed: what its tasks do is not known.',
    todo: 'Look at why: aws ecs describe-services --region {region} --cluster {cluster} --services {name} --query "services[].deployments[].[id,status,rolloutState,rolloutStateReason]"',
  },
  'failed-open': {
    says: 'The ECS service {name} was to be deployed with TLS, ECS says that the deployment failed, and tasks from before go on without.',
    todo: 'Look at why: aws ecs describe-services --region {region} --cluster {cluster} --services {name} --query "services[].deployments[].[id,status,rolloutState,rolloutStateReason]"',
  },
  leaving: {
    says: 'The ECS service {name} is being deployed without Service Connect, and tasks from before still offer ports by it without TLS.',
    todo: 'Wait until only one deployment is left: aws ecs wait services-stable --region {region} --cluster {cluster} --services {name}',
  },
  'client-only': {
    says: 'The ECS service {name} only calls others by Service Connect and offers nothing itself: whether that is encrypted, those that it calls decide.',
  },
  'not-connected': {
    says: 'The ECS service {name} does not use Service Connect, so that nothing of it is to be encrypted there. (App Mesh, which did the same before, ended on 30 September 2026.)',
  },
  ending: { says: 'The ECS service {name} has been deleted, or is being deleted.' },
  'no-deployment': {
    says: 'ECS shows no deployment of the service {name} ({controller}), so that nothing tells whether it uses Service Connect.',
    todo: 'Look at its task sets: aws ecs describe-services --region {region} --cluster {cluster} --services {name} --query "services[].taskSets"',
  },
  'not-told': {
    says: 'ECS does not say whether the service {name} is encrypted by Service Connect.',
    todo: 'Look at it: aws ecs describe-services --region {region} --cluster {cluster} --services {name} --query "services[].deployments[].serviceConnectConfiguration"',
  },
} as const;
