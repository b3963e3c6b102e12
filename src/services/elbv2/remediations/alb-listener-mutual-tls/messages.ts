/** What is said of certificates of clients. */
export const messages = {
  'not-application': {
    says: '{name} is no listener of an Application Load Balancer: it asks clients for no certificates.',
  },
  'not-https': { says: 'The listener {name} speaks {protocol}: clients show certificates within TLS only.' },
  'not-asked': {
    says: 'The listener {name} asks clients for no certificates, and nobody has said that it should: what browsers come to seldom does.',
  },
  'not-verified': {
    says: 'The listener {name} does not verify certificates of clients (mode {mode}), and is to.',
    todo: 'Waxseal does not do it: it needs a trust store with the authorities of all clients, and whoever shows no certificate of theirs is shut out at once. Have the mode passthrough first, read in the connection logs (tls_verify_status, and in X-Amzn-Mtls-Clientcert at the targets) who shows which, make a trust store (aws elbv2 create-trust-store), and then verify as waxseal plan --resource ARN shows, with its ARN in place of TRUST_STORE_ARN.',
  },
  passthrough: {
    says: 'The listener {name} hands certificates of clients on to its targets unverified (mode passthrough). Whether these refuse bad ones is not known here.',
    todo: 'Ask whoever runs the targets. Where the load balancer is to verify, set required.',
  },
  'ignores-expiry': {
    says: 'The listener {name} verifies certificates of clients and takes such as have run out.',
    todo: 'Waxseal does not change it, because clients may rely on it: see in the connection logs whose have run out, have them renewed, and then take it back.',
  },
  'trust-store-gone': {
    says: 'The trust store of the listener {name} is no longer shared with this account ({status}): what it verifies by is as it was then.',
    todo: 'Have it shared again, or name another one: aws elbv2 modify-listener --region {region} --listener-arn {arn} --mutual-authentication Mode=verify,TrustStoreArn=TRUST_STORE_ARN',
  },
  'mode-unknown': {
    says: 'AWS says {mode} about certificates of clients of the listener {name}, and Waxseal does not know what that means.',
    todo: 'Look at it: aws elbv2 describe-listeners --region {region} --listener-arns {arn}',
  },
} as const;
