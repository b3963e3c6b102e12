/** What is said of distributions that show the certificate of CloudFront itself. */
export const messages = {
  'names-without': {
    says: 'Distribution {name} answers to {names} and shows the certificate of CloudFront itself there, which has none of these names: viewers over HTTPS see a certificate error.',
    todo: 'Waxseal does not do it, because whoever owns the names has to prove that to AWS. Have a certificate for them issued ({kind}) and attach it.',
  },
  'no-name': {
    says: 'Distribution {name} has no name of its own and shows the certificate of CloudFront itself: with it CloudFront takes TLS 1.0 and newer, and which certificate and policy there is, is decided by CloudFront alone.',
    todo: 'Waxseal does not do it, because a name, its DNS record and its certificate ({kind}) are for its owner to choose. Give it a name that you own, with a certificate, and have viewers use that one: the name at cloudfront.net goes on answering.',
  },
  tenants: {
    says: 'Distribution {name} is a template of distribution tenants: names and certificates are those of its tenants, and no rule of AWS Config looks at them.',
    todo: 'Look at each tenant: aws cloudfront list-distribution-tenants',
  },
  staging: {
    says: 'Distribution {name} is a staging distribution: it serves viewers of its primary distribution, under names of that one.',
  },
} as const;
export type Id = keyof typeof messages;
