/** What is said of who reaches plaintext ports. */
export const messages = {
  'not-ours': {
    says: 'Security group {group} belongs to account {owner}, which shares it: its rules are changed there.',
  },
  'rules-unread': {
    says: 'The rules of security group {group} are hidden from us.',
    todo: 'Allow ec2:DescribeSecurityGroupRules.',
  },
  'list-unread': {
    says: 'Security group {group} lets prefix list {lists} in on {ports}, and whose addresses are in it is hidden from us: it may be everybody.',
    todo: 'Allow ec2:GetManagedPrefixListEntries, or ask its owner.',
  },
  'list-unread-too': {
    says: 'Security group {group} lets everybody in on {ports}: {rules}. It is used by {users}. Whose addresses are in prefix list {lists}, which it lets in as well, is hidden from us: it may be everybody.',
    todo: 'Allow ec2:GetManagedPrefixListEntries, or ask its owner: as long as one rule may let everybody in, narrowing another proves nothing.',
  },
  'uses-unread': {
    says: 'Security group {group} lets everybody in on {ports}, and what uses it is hidden from us: a load balancer that redirects to HTTPS needs that.',
    todo: 'Allow ec2:DescribeNetworkInterfaces.',
  },
  'listeners-unread': {
    says: 'Security group {group} lets everybody in on {ports}, and what load balancer {balancers} does with that is hidden from us: what redirects to HTTPS must stay open.',
    todo: 'Allow elasticloadbalancing:DescribeListeners and elasticloadbalancing:DescribeRules.',
  },
  'open-to-everybody': {
    says: 'Security group {group} lets everybody in on {ports}: {rules}. It is used by {users}.',
    todo: 'Apply the plan: then {ranges} are let in, and nobody else.',
  },
  'nothing-to-narrow-to': {
    says: 'Security group {group} lets everybody in on {ports}: {rules}. It is used by {users}.',
    todo: 'Who is to be let in nobody has said for {families}. Name their ranges in narrowTo of the policy, or put them in place of RANGE (RANGE:: of IPv6) in the command that waxseal plan --resource ARN shows.',
  },
  'every-protocol': {
    says: 'Security group {group} lets everybody in by a rule for every protocol and port: {rules}. It is used by {users}.',
    todo: 'No rules have the same meaning without {ports}: protocols have no end. Find out what is needed (flow logs), make rules for that, and revoke this one with the command that waxseal plan --resource ARN shows.',
  },
  'by-prefix-list': {
    says: 'Security group {group} lets everybody in on {ports} by a prefix list that holds every address: {rules}. It is used by {users}.',
    todo: 'Others may use the list, so that it stays as it is. Make rules with narrower ranges, and revoke this one with the command that waxseal plan --resource ARN shows.',
  },
  'in-parts': {
    says: 'Security group {group} lets everybody in on {ports} by several rules whose ranges are together every address: {rules}. It is used by {users}.',
    todo: 'Which of these ranges is meant nobody can tell. Revoke those that are not.',
  },
  'needless-rule': {
    says: 'Security group {group} lets everybody in on {ports} by {rules}, beside rules that let in all whom it would be narrowed to. It is used by {users}.',
    todo: 'It has nothing left to do, and is revoked with the command that waxseal plan --resource ARN shows. Its id and tags go with it and an undo could not bring them back, so that Waxseal does not do it.',
  },
  'too-many-rules': {
    says: 'Security group {group} lets everybody in on {ports}: {rules}. It is used by {users}. Narrowed it would have {count} rules, and a security group has {most} unless its quota was raised.',
    todo: 'Name fewer ports or fewer ranges, or change the rules with the commands that waxseal plan --resource ARN shows.',
  },
  'put-back': {
    says: 'Security group {group} lets everybody in on {ports}: {rules}. It is used by {users}. {keeper} keeps its rules and would put them back.',
    todo: 'Change it where it is described: the manifest, the environment, the settings of the service.',
  },
  'default-group': {
    says: 'Security group {group} is the default one of its VPC and lets everybody in on {ports}: {rules}. It is used by {users}.',
    todo: 'Whoever names no group gets this one, so that nobody knows who relies on it. Give what uses it a group of its own, then revoke the rules.',
  },
  'balancer-speaks-http': {
    says: 'Security group {group} lets everybody in on {ports}, where load balancer {balancers} answers plain HTTP. It is used by {users}.',
    todo: 'Have it redirect to HTTPS first (alb-listener-https-redirect): then the port may stay open for those who are redirected.',
  },
  'redirect-shared': {
    says: 'Security group {group} lets everybody in on {ports}: load balancer {balancers} needs that, because it redirects to HTTPS there or takes TLS; others that use the group do not. It is used by {users}.',
    todo: 'Give the load balancer a group of its own. Closing the port would end its redirects.',
  },
  'redirect-kept': {
    says: 'Everybody may reach {ports} of {group}: only load balancer {balancers} uses it, which redirects to HTTPS there or takes TLS. AWS Config may call it non-compliant all the same.',
  },
  'clients-cut-off': {
    says: 'Whoever reaches {ports} of {group} from elsewhere than {ranges} is refused: also clients that turn to TLS on the same port.',
    todo: 'Look for these ports in the flow logs of what uses it. Approve once nobody else comes.',
  },
  'may-redirect': {
    says: 'Something that uses {group} may answer on port {ports} with a redirect to HTTPS, or prove its name to a certificate authority there: browsers that begin with http:// would get no answer, and certificates would not be renewed.',
    todo: 'Ask whoever runs {users}.',
  },
  'mail-arrives': {
    says: 'Other mail servers deliver to port 25 from anywhere, with STARTTLS where they can: a mail server behind {group} would get nothing any more.',
    todo: 'Ask whoever runs {users} whether it takes mail from other companies.',
  },
  'connections-now': {
    says: 'Connections that are open through a rule for everybody are often not tracked by EC2: those from elsewhere end at once. Those that are tracked go on until they end.',
  },
  unused: {
    says: 'No network interface of this account has security group {group} now; launch templates and other accounts may name it.',
  },
  'referred-to': {
    says: 'Rules of {groups} let members of {group} in: that stays as it is.',
  },
} as const;
