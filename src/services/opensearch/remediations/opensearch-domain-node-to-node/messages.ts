import { busy } from '../../parameters/domain.ts';

/** What is said of the encryption between nodes besides the sentences of every setting. */
export const messages = {
  busy,
  'value-unknown': {
    says: '{values} is what is ordered as node-to-node encryption of domain {name}, and AWS does not say that it is so, or says nothing that Waxseal knows.',
    todo: 'See how the domain is and what became of its last change (aws opensearch describe-domain-change-progress --domain-name {name} --region {region}).',
  },
  'version-too-old': {
    says: 'Domain {name} has {version}. AWS switches node-to-node encryption on from Elasticsearch 6.7 on, and with any version of OpenSearch.',
    todo: 'Upgrade the domain first: aws opensearch get-compatible-versions --domain-name {name} --region {region} says to what, aws opensearch upgrade-domain --domain-name {name} --target-version VERSION --perform-check-only --region {region} whether it can be; without --perform-check-only it is done. Before 5.1 there is no upgrade: make a new domain from a snapshot.',
  },
  'version-unknown': {
    says: 'Domain {name} has {version}, which this version of Waxseal does not know: whether node-to-node encryption can be switched on is not known.',
    todo: 'Look it up in the documentation of the engine, and switch it on by hand.',
  },
  'cluster-red': {
    says: 'The health of domain {name} is Red: primary shards are missing, and a deployment that copies all data cannot end well.',
    todo: 'Bring the missing shards back, or restore their indexes from a snapshot; it is evaluated again afterwards.',
  },
  'cluster-yellow': {
    says: 'The health of domain {name} is Yellow: replicas are missing. If a node is lost while all data is copied, so is what only it had.',
    todo: 'Wait until it is Green, or add nodes or take replicas away until it is.',
  },
  'health-unread': {
    says: 'AWS does not say how healthy domain {name} is. Of a cluster that is Red the deployment does not end well.',
    todo: 'Look at ClusterStatus.green in CloudWatch first.',
  },
  'blue-green': {
    says: 'Node-to-node encryption of domain {name} is a blue/green deployment: AWS makes as many nodes again, all at once or, if the domain is CapacityOptimized (DeploymentStrategy) and AWS has too few, some after the other, and copies all data to them, which loads the domain for hours. It goes on answering, but slower, and may take no other change that long. The encryption itself costs some of its speed for good.',
    todo: 'At a quiet time. Ask AWS first what stands against it: aws opensearch update-domain-config --domain-name {name} --node-to-node-encryption-options Enabled=true --dry-run --dry-run-mode Verbose --region {region}, then aws opensearch describe-dry-run-progress --domain-name {name} --region {region}; and take a snapshot by hand.',
  },
  'needs-addresses': {
    says: 'The new nodes of domain {name} take addresses in {subnets} while the old ones still have theirs. Where there are too few, AWS refuses the change.',
    todo: "See that as many are free as the domain has nodes, and more: aws ec2 describe-subnets --subnet-ids {ids} --region {region} --query 'Subnets[].[SubnetId,AvailableIpAddressCount]'.",
  },
} as const;
