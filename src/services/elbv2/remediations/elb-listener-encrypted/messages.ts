/** What is said of listeners without TLS. */
export const messages = {
  gateway: {
    says: 'The listener of {name} belongs to a Gateway Load Balancer, which sends packets as they come: it has no TLS of its own.',
  },
  quic: {
    says: 'The listener {name} passes on QUIC, which is encrypted from the client to the target. AWS Config calls it non-compliant all the same.',
  },
  redirects: {
    says: 'The listener {name} sends every client to HTTPS and serves nothing else. AWS Config calls it non-compliant as long as it is there: exempt it, or delete it when nobody comes over HTTP any more.',
  },
  'not-as-wanted': {
    says: 'The listener {name} takes connections without TLS: {values}.',
    todo: 'Apply the plan: it has the listener speak TLS on the same port, with the certificate and the security policy {wanted}, and changes nothing else about it.',
  },
  'value-unknown': {
    says: 'The listener {name} passes on what clients send ({values}). Whether that is TLS, only clients and targets know: then it is encrypted from end to end, and AWS Config calls it non-compliant all the same.',
    todo: 'Ask whoever runs the targets. Where they take nothing but TLS, exempt the listener. Where clients speak plain TCP, name its port in endTlsOn, and a certificate.',
  },
  'redirect-instead': {
    says: 'The listener {name} serves plain HTTP, and its load balancer has HTTPS as well ({ports}).',
    todo: 'alb-listener-https-redirect sends its clients there, and says what has to come first. Nothing is planned here, so that the two do not plan the same.',
  },
  'on-80': {
    says: 'The listener {name} serves plain HTTP on port 80, where browsers come that are told no protocol: TLS there would answer none of them.',
    todo: 'Make an HTTPS listener on port 443 with the same actions and rules (aws elbv2 create-listener, aws elbv2 create-rule), open the port in the security groups, and have alb-listener-https-redirect send clients there.',
  },
  'which-certificate': {
    says: 'Nobody has said which certificate the listener {name} is to serve.',
    todo: 'Find or request one for the names that its clients use (aws acm list-certificates), and name it in certificate. Waxseal never guesses it: the wrong one shuts everybody out.',
  },
  'not-there': {
    says: '{certificate} is not of the account, the Region and the partition of the listener {name}, which cannot serve it.',
    todo: 'Name another in certificate.',
  },
  'not-issued': {
    says: 'Certificate Manager does not say of {certificate} that it is issued and in its time ({state}): the listener {name} cannot serve it, or nobody would trust it.',
    todo: 'Have it issued, or name another in certificate. Where it says not known, look at the ARN, and let Waxseal call acm:ListCertificates.',
  },
  'vpc-enforced': {
    says: 'Encryption controls of the VPC of {name} enforce encryption, or are on their way there: such a VPC takes no TLS listeners of Network Load Balancers.',
    todo: 'Have the targets end TLS, with a certificate that clients trust; then exempt the listener, which goes on to pass TCP.',
  },
  'vpc-unread': {
    says: 'Whether encryption controls of the VPC of {name} enforce encryption is hidden from us, or known to the account that shares the VPC: where they do, it takes no TLS listeners of Network Load Balancers.',
    todo: 'Let Waxseal call ec2:DescribeVpcEncryptionControls and ec2:DescribeVpcs. Of a shared VPC, ask its owner, and change the listener by hand.',
  },
  'begins-in-plaintext': {
    says: 'Clients on port {port} of {name} begin without TLS and ask for it later ({protocol}): a listener that ends TLS would answer none of them.',
    todo: 'Have the targets insist on it, and exempt the listener. Or make another one on the port of the same protocol in TLS, and move the clients there.',
  },
  'group-not-tcp': {
    says: 'The listener {name} forwards to target groups to which a TLS listener cannot: {groups}.',
    todo: 'Make target groups of the protocol TCP or TLS for the same targets (of another load balancer: its addresses), and have the listener forward there first.',
  },
  'plaintext-clients': {
    says: 'From then on whoever speaks without TLS to the listener {name} is answered no more: there is no time in which it takes both.',
    todo: 'Have every client come over TLS at the same moment, also what stands in front (other load balancers with their health checks, CloudFront, Global Accelerator). Or make a second listener on another port, move the clients, and delete this one.',
  },
  compare: {
    says: 'Whether {certificate} covers every name that clients of {name} use is not known here, nor whether all of them take a key of its kind.',
    todo: 'Look at it: aws acm describe-certificate --region {region} --certificate-arn {certificate}',
  },
  'ends-tls': {
    says: 'TLS ends at the load balancer: targets get what was in it over {protocols}, see no client certificates, and a client that speaks TLS with a target today would speak TLS within TLS.',
    todo: 'Make sure that clients speak plain TCP today, and that targets expect to get just that.',
  },
  'idle-timeout': {
    says: 'Connections through {name} may be silent for {idle} s today, and for 350 s on a TLS listener, where nobody can change that: what is silent for longer is cut off, or stays open longer than now. AWS does not say that the value comes back with TCP: an undo does not set it.',
    todo: 'Have clients or targets send keepalives more often, or leave the listener as it is. After an undo: aws elbv2 modify-listener-attributes --region {region} --listener-arn {arn} --attributes Key=tcp.idle_timeout.seconds,Value={idle}',
  },
  'idle-timeout-unread': {
    says: 'How long connections through {name} may be silent today is hidden from us; on a TLS listener it is 350 s, and an undo does not set it again.',
    todo: 'Let Waxseal call elasticloadbalancing:DescribeListenerAttributes.',
  },
  'vpc-encryption': {
    says: 'Encryption controls of the VPC of {name} are {vpc} now. Where they are in the mode enforce it takes no TLS listeners of Network Load Balancers, and with such a listener it cannot be brought there: vpc-encryption-control then names {name} as what is in the way.',
    todo: 'Ask whether that is planned for the VPC. Then have the targets end TLS instead, and exempt the listener.',
  },
  'targets-see-https': {
    says: 'Targets behind {name} are told https in X-Forwarded-Proto from then on: links, redirects and cookies that they make of it change.',
  },
  'made-by-kubernetes': {
    says: 'The AWS Load Balancer Controller made this load balancer ({maker}) and sets listeners back to what the manifest says.',
    todo: 'Set the annotations alb.ingress.kubernetes.io/listen-ports and certificate-arn (of a Service: service.beta.kubernetes.io/aws-load-balancer-ssl-ports and aws-load-balancer-ssl-cert) instead.',
    about: 'ownership',
  },
  'made-by-beanstalk': {
    says: 'Elastic Beanstalk made this load balancer ({maker}) and sets listeners back when the environment is next updated.',
    todo: 'Set the options Protocol and SSLCertificateArns in the namespace aws:elbv2:listener:{port} instead.',
    about: 'ownership',
  },
} as const;
