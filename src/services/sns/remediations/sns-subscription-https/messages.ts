export const messages = {
  'delivered-in-plaintext': {
    says: 'SNS delivers over plain HTTP to {host}, by subscription {subscription}.',
    todo: 'Give the server a certificate of a public authority; subscribe it over HTTPS with the same attributes; confirm that; then remove this subscription. Waxseal does not do it: SNS fixes the protocol when a subscription is made, and only the server can confirm a new one.',
  },
  'delivered-to-another-account': {
    says: 'SNS delivers over plain HTTP to {host}, by subscription {subscription}. It belongs to account {owner}.',
    todo: 'Ask account {owner} to subscribe its server over HTTPS and to remove this one. The owner of the topic may remove it, and then that account gets nothing.',
  },
  'waits-for-confirmation': {
    says: 'Subscription {subscription} waits for {host} to confirm it over plain HTTP. Until then SNS sends nothing but the request to confirm.',
    todo: 'Do not confirm it: SNS drops it after some days. Subscribe the server over HTTPS.',
  },
  'no-web-server': {
    says: 'Subscription {subscription} is of the protocol {protocol}: it delivers to no web server.',
  },
  'protocol-missing': {
    says: 'SNS does not show the protocol of subscription {subscription}, so nothing is known about it.',
    todo: 'Try again; if it stays so, look at its attributes in the console.',
  },
  'certificate-checked': {
    says: 'SNS delivers to the server over HTTPS, and only if a public authority has issued its certificate. What the server does with messages is not seen.',
  },
  'attributes-hidden': {
    says: 'The attributes of subscription {subscription} may not be read by this account: whatever filters it has are not in the commands.',
    todo: 'Ask its owner for them: a new subscription without the filter gets every message.',
  },
  'comes-twice': {
    says: 'Between the confirmation of the new subscription and the removal of the old one the server gets each message twice; the other way round it would miss some.',
  },
  'port-named': {
    says: 'The endpoint names the port {port}. A server rarely speaks HTTP and HTTPS on one port.',
    todo: 'Ask its owner for the port of HTTPS, and put it into the new endpoint.',
  },
  'password-masked': {
    says: 'The endpoint carries a user name, and SNS does not show its password. Over plain HTTP both are sent in plaintext.',
    todo: 'Take the password from where it is kept, or better a new one, and put it into the new endpoint.',
  },
  'unsigned-when-raw': {
    says: 'Messages are delivered raw, so that they carry no signature: over plain HTTP whoever is in between could change them unnoticed.',
  },
} as const;
export type MessageId = keyof typeof messages;
