/** What is said of the certificates that listeners serve. */
export const messages = {
  'no-tls': { says: 'No listener of {name} serves a certificate.' },
  'not-as-wanted': {
    says: 'Listeners of {name} serve certificates that are not of AWS Certificate Manager, not allowed, or not in force: {values}.',
    todo: 'Apply the plan: it makes {wanted} the default certificate there and changes nothing else about the listeners.',
  },
  'value-unknown': {
    says: 'AWS names no default certificate for a listener of {name}, or one of which Waxseal cannot tell the kind or whether it is in force: {values}.',
    todo: 'Look at it: aws elbv2 describe-listener-certificates, and let Waxseal call acm:ListCertificates and acm:DescribeCertificate. It is evaluated again with the next event or sweep.',
  },
  which: {
    says: 'Listeners of {name} serve {served}, and nobody has said which certificate of AWS Certificate Manager takes its place.',
    todo: 'Find or request one for the same names (aws acm list-certificates), and name it in replacements, by the ARN of the one that is served. Waxseal never guesses it: the wrong one shuts everybody out. One of Certificate Manager that is not in force can be renewed or imported anew under its own ARN instead: see acm-certificate-valid.',
  },
  'not-there': {
    says: '{wanted} is not allowed (AcmCertificatesAllowed), or is not of the account, the Region and the partition of {name}: no listener there can serve it.',
    todo: 'Name another in replacements.',
  },
  'not-issued': {
    says: 'Certificate Manager does not say of {wanted} that it is issued and in its time: listeners of {name} cannot serve it, or nobody would trust it.',
    todo: 'Have it issued, or name another in replacements. Where it says not known, look at the ARN, and let Waxseal call acm:ListCertificates.',
  },
  compare: {
    says: 'Whether {wanted} covers every name that clients of {name} use is not known here: the names of what is served now ({served}) were not read. Clients for which it is not good, and such as pin the old certificate or its authority, can no longer connect.',
    todo: 'Compare both: aws acm describe-certificate --region {region} --certificate-arn {wanted}, and openssl s_client -connect with a name of {name} for what is served now. Then try it from outside with each name.',
  },
  'key-type': {
    says: 'The key of {wanted} is one of ECDSA, and that of what is served now is RSA, or was not read: old clients that take RSA alone can no longer connect to {name}.',
    todo: 'Ask who runs old devices and programs; or request one with an RSA key for the same names (aws acm request-certificate --key-algorithm RSA_2048). A listener serves both where both are among its certificates.',
  },
  'made-by-kubernetes': {
    says: 'The AWS Load Balancer Controller made {name} ({maker}) and sets certificates back to what the manifest says.',
    todo: 'Set the annotation alb.ingress.kubernetes.io/certificate-arn (of a Service: service.beta.kubernetes.io/aws-load-balancer-ssl-cert) to {wanted}.',
    about: 'ownership',
  },
  'made-by-beanstalk': {
    says: 'Elastic Beanstalk made {name} ({maker}) and sets certificates back when the environment is next updated.',
    todo: 'Set the option SSLCertificateArns in the namespace aws:elbv2:listener:443, or of the port that it is, to {wanted}.',
    about: 'ownership',
  },
  'more-names': {
    says: 'For some names listeners of {name} serve certificates that are not of AWS Certificate Manager, not allowed, or not in force: {others}. Only default certificates are changed here.',
    todo: 'Add one of Certificate Manager for the same names (aws elbv2 add-listener-certificates), see that it is served, and only then take the other away (aws elbv2 remove-listener-certificates).',
  },
  'plain-listeners': {
    says: '{name} has listeners without TLS as well ({ports}). AWS Config counts them as listeners without a certificate.',
  },
} as const;
