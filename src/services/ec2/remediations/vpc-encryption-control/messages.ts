/** What is said of encryption controls of VPCs. */
export const messages = {
  'not-ours': {
    says: 'VPC {vpc} belongs to account {owner}, which shares it: its encryption controls are set there.',
  },
  'not-asked-for': {
    says: 'Encryption controls of VPC {vpc} are {now}, and its owner has not asked for more. In the way of enforcing them: {blockers}. They are a control of the network, of which no rule of AWS Config asks; each VPC that has them costs money.',
  },
  'region-without': {
    says: 'EC2 has no encryption controls in {region}, or does not say: VPC {vpc} was not looked at.',
  },
  'control-unread': {
    says: 'Encryption controls of VPC {vpc} are hidden from us.',
    todo: 'Allow ec2:DescribeVpcEncryptionControls.',
  },
  'blockers-unread': {
    says: 'What is in the way of enforcing encryption in VPC {vpc} is hidden from us: {unread}.',
    todo: 'Allow ec2:GetVpcResourcesBlockingEncryptionEnforcement, elasticloadbalancing:DescribeLoadBalancers and elasticloadbalancing:DescribeListeners.',
  },
  'in-progress': { says: 'EC2 is at work on the encryption controls of VPC {vpc}: {state}.' },
  failed: {
    says: 'EC2 could not change the encryption controls of VPC {vpc}: {state} ({why}).',
    todo: 'Look at what it says, and at what is in the way: aws ec2 get-vpc-resources-blocking-encryption-enforcement --region {region} --vpc-id {vpc}',
  },
  'managed-centrally': {
    says: 'Encryption controls of VPC {vpc} are {now}. A declarative policy of the organization sets them: accounts cannot.',
    todo: 'Ask whoever keeps that policy.',
  },
  'monitor-first': {
    says: 'Encryption is to be enforced in VPC {vpc}, and its controls are off. EC2 enforces only where it has monitored before.',
    todo: 'Set the setting mode to monitor first; make a flow log with the field encryption-status, and look at it for two weeks.',
  },
  blocked: {
    says: 'Encryption cannot be enforced in VPC {vpc} as long as these are there: {blockers}.',
    todo: 'Move instances to types that encrypt, end TLS on the targets of network load balancers, and take away or move the others. None of them can be excluded.',
  },
  'not-excluded': {
    says: 'Encryption cannot be enforced in VPC {vpc}: {blockers} can only be excluded, and that nobody has decided.',
    todo: 'What is excluded may carry plaintext, and its owners answer for that. Name its kinds in the setting exclusions, or take it away.',
  },
  'excluded-unasked': {
    says: 'VPC {vpc} enforces encryption and excludes {exclusions}, which the policy does not name: plaintext may pass there.',
    todo: 'Name them in the setting exclusions if that is meant; else take the exclusions away in EC2, once nothing there needs them.',
  },
  off: {
    says: 'Encryption controls of VPC {vpc} are off.',
    todo: 'Apply the plan: then EC2 tells what is in the way of encryption, and flow logs tell what is encrypted. Nothing is refused.',
  },
  'only-monitored': {
    says: 'Plaintext is monitored in VPC {vpc} and not refused.',
    todo: 'Apply the plan: then nothing that does not encrypt can be launched there, but for {exclusions}.',
  },
  price: {
    says: 'Encryption controls cost money for each hour of each VPC that has them; what it is now stands on {page}.',
    todo: 'Ask whoever pays for VPC {vpc}.',
  },
  'hardware-moves': {
    says: 'As soon as VPC {vpc} is monitored AWS moves its load balancers, Fargate tasks and control planes of EKS to hardware that encrypts, little by little.',
  },
  'launches-refused': {
    says: 'Who launches something in VPC {vpc} that does not encrypt is refused from then on: instances of older types, network load balancers with TLS listeners, firewalls, endpoints of others. That may meet the scaling of what runs there today.',
    todo: 'Look at launch templates, Auto Scaling groups and instance classes of databases first.',
  },
  'plaintext-dropped': {
    says: 'Plaintext to interface endpoints of AWS in VPC {vpc} is dropped, and so are packets to peers that are not enforced as well.',
    todo: 'Approve once flow logs of two weeks show no encryption-status of 0 but on what is excluded.',
  },
  excluded: {
    says: 'Not encrypted by VPC {vpc}, though it is enforced there: {exclusions}. Their owners answer for that.',
  },
  'network-only': {
    says: 'It is encryption between hosts: what a rule of AWS Config or Security Hub wants of TLS it does not fulfil, and nothing beyond the VPC is encrypted by it.',
  },
} as const;
