/** What is said of the certificates that Classic Load Balancers serve. */
export const messages = {
  'no-tls': { says: 'No listener of {name} serves a certificate.' },
  'not-as-wanted': {
    says: 'Listeners of {name} serve certificates that are not of AWS Certificate Manager, or not in force: {values}.',
    todo: 'Apply the plan: it has them serve {wanted} and changes nothing else about the listeners.',
  },
  'value-unknown': {
    says: 'AWS names no certificate for a listener of {name}, or one of which Waxseal cannot tell the kind or whether it is in force: {values}.',
    todo: 'Look at it: aws elb describe-load-balancers, and let Waxseal call acm:DescribeCertificate. It is evaluated again with the next event or sweep.',
  },
  'certificates-unread': {
    says: 'A listener of {name} serves a certificate that is not of Certificate Manager or not in force, and Waxseal may not see others of it.',
    todo: 'Let it call acm:ListCertificates; or set the certificate by hand.',
  },
  'not-good': {
    says: '{wanted} is not among the certificates that Certificate Manager has issued in the Region of {name}, that have not run out, and that have RSA keys of 2048 bits: of others AWS does not say that Classic Load Balancers take them from there.',
    todo: 'Name another in replacements.',
  },
  which: {
    says: 'Listeners of {name} serve {served}, and which certificate of Certificate Manager takes its place is not clear. Those that cover all of its names: {found}.',
    todo: 'Request one for the same names (aws acm request-certificate), or name one in replacements, by the ARN of the one that is served. Waxseal never guesses it: the wrong one shuts everybody out. One of Certificate Manager that is not in force can be renewed or imported anew under its own ARN instead: see acm-certificate-valid.',
  },
  'names-not-covered': {
    says: '{wanted} does not cover all names of what listeners of {name} serve now: clients that come by {missing} would be refused.',
    todo: 'Request one for all of them, and name it in replacements. A Classic Load Balancer serves one certificate on a port, whatever name clients ask for.',
  },
  'no-rsa': {
    says: 'The security policy of {name} on port {ports} has no cipher suite that is known to go with an RSA key, which certificates of Certificate Manager have here: nobody could connect.',
    todo: 'Give it one that has, such as ELBSecurityPolicy-TLS-1-2-2017-01, beside what else the listener has; then this is planned.',
  },
  pinned: {
    says: 'Clients of {name} that pin {served} or its authority, or do not trust that of {wanted}, can no longer connect.',
    todo: 'Ask those who run clients outside of browsers; then try it from outside with each name.',
  },
  'names-unread': {
    says: 'Whether {wanted} covers every name of {served} is not known: IAM did not tell them.',
    todo: 'Compare both: aws acm describe-certificate --region {region} --certificate-arn {wanted}, and openssl s_client -connect with a name of {name} for what is served now.',
  },
  'made-by-kubernetes': {
    says: 'Kubernetes made {name} ({maker}) and sets certificates back to what the Service says.',
    todo: 'Set the annotation service.beta.kubernetes.io/aws-load-balancer-ssl-cert of the Service to {wanted}.',
    about: 'ownership',
  },
  'made-by-beanstalk': {
    says: 'Elastic Beanstalk made {name} ({maker}) and sets certificates back when the environment is next updated.',
    todo: 'Set the option SSLCertificateId in the namespace aws:elb:listener:443, or of the port that it is, to {wanted}.',
    about: 'ownership',
  },
} as const;
