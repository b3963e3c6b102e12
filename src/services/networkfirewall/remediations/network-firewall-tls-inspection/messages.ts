export const messages = {
  'not-inspected': {
    says: 'Firewall {name} does not inspect TLS: what is encrypted goes through it as it is, end to end, and its rules see names (SNI) and addresses of that, and everything of plaintext. Nothing is plaintext by it. Rules that drop plaintext protocols (http, ftp, telnet, smtp …) need no inspection.',
  },
  inspected: {
    says: 'Firewall {name} inspects TLS ({directions}; scopes: {scopes}; certificates: {certificates}): it decrypts what is in scope, sees it in plaintext, and encrypts it again. That is not end to end: outbound, clients trust the authority of the firewall, and what pins certificates or shows one of its own does not work. Plaintext in scope is dropped. Of what is not in scope nothing is decrypted.',
  },
  'revoked-pass': {
    says: 'Firewall {name} inspects outbound TLS and lets servers with a revoked certificate pass (RevokedStatusAction: {revoked}). Clients see the certificate of the firewall instead, so none of them can find out.',
    todo: 'Waxseal does not do it: connections that go on today would be refused, and each of them waits for the check. The change is of every firewall whose policy uses this configuration ({shared}); it keeps what the configuration has besides: {command}',
  },
  'unsure-pass': {
    says: 'Outbound, firewall {name} lets servers pass of whose certificate it cannot find out whether it is revoked (UnknownStatusAction: {unsure}), as most clients do.',
  },
  'at-work': { says: 'Firewall {name} is {state} ({sync}): it is looked at when that is over.' },
  'not-seen': {
    says: 'It was not seen whether firewall {name} inspects TLS, and how: its policy {policy}, or the TLS inspection configuration of that, is not there, is not shown to Waxseal, or was not answered.',
    todo: 'Let the read role have network-firewall:DescribeFirewallPolicy and network-firewall:DescribeTLSInspectionConfiguration of both; those of another account are looked at there.',
  },
} as const;
