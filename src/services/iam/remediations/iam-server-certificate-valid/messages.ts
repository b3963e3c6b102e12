const todo =
  'IAM does not know what uses it: load balancers of every Region and CloudFront may, and one without its certificate can stop to answer. IAM gives no private key back, so that nobody could put back what was deleted. So Waxseal does not delete it. Look where it is used as waxseal plan --resource ARN shows, give a certificate of ACM to whatever uses it, and delete it when nothing does.';

/** Everything that is said of server certificates. */
export const messages = {
  ended: {
    says: 'Server certificate {name} of IAM ended on {until}: clients that verify it are refused wherever it is used, and AWS Config reports it until it is deleted.',
    todo,
  },
  'ends-soon': {
    says: 'Server certificate {name} of IAM is valid until {until}, and IAM renews none: clients that verify it are refused from then on.',
    todo,
  },
  'end-unknown': {
    says: 'IAM does not say until when server certificate {name} is valid.',
    todo: 'Look at it: aws iam get-server-certificate --server-certificate-name {name}',
  },
} as const;
export type Id = keyof typeof messages;
