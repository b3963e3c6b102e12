/** What is said of the certificates that listeners serve. */
export const messages = {
  'no-tls': { says: 'No listener of {name} serves a certificate.' },
  'not-as-wanted': {
    says: 'Listeners of {name} serve certificates that are not of AWS Certificate Manager, or that are not allowed: {values}.',
    todo: 'Apply the plan: it makes {wanted} the default certificate there and changes nothing else about the listeners.',
  },
  'value-unknown': {
    says: 'AWS names no default certificate, or one that Waxseal cannot tell the kind of, for a listener of {name}: {values}.',
    todo: 'Look at it: aws elbv2 describe-listener-certificates. It is evaluated again with the next event or sweep.',
  },
  which: {
    says: 'Listeners of {name} serve {served}, and nobody has said which certificate of AWS Certificate Manager takes its place.',
    todo: 'Find or request one for the same names (aws acm list-certificates), and name it in replacements, by the ARN of the one that is served. Waxseal never guesses it: the wrong one shuts everybody out.',
  },
  'not-there': {
    says: '{wanted} is not allowed (AcmCertificatesAllowed), or is not of the account, the Region and the partition of {name}: no listener there can serve it.',
    todo: 'Name another in replacements.',
  },
  compare: {
    says: 'Whether {wanted} is issued, has not run out, and covers every name that clients of {name} use is not known here: the names of {served} only IAM tells. Clients for which it is not good, and such as pin the old certificate or its authority, can no longer connect.',
    todo: 'Compare both: aws acm describe-certificate --region {region} --certificate-arn {wanted}, and openssl s_client -connect with a name of {name} for what is served now. Then try it from outside with each name.',
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
    says: 'For some names listeners of {name} serve certificates that are not of AWS Certificate Manager: {others}. Only default certificates are changed here.',
    todo: 'Add one of Certificate Manager for the same names (aws elbv2 add-listener-certificates), see that it is served, and only then take the other away (aws elbv2 remove-listener-certificates).',
  },
  'plain-listeners': {
    says: '{name} has listeners without TLS as well ({ports}). AWS Config counts them as listeners without a certificate.',
  },
} as const;
