import { expect, test } from 'vitest';
import unit from '../../../../src/services/elbv2/remediations/alb-listener-mutual-tls.ts';
import resource from '../../../../src/services/elbv2/resources/aws-elasticloadbalancingv2-listener.ts';
import { location } from '../../../kit/answers.ts';
import { testRemediation } from '../../../kit/tester.ts';
import { balanced, edge, listenerArn, secure, type Listener } from '../balancers.ts';

const on = listenerArn(443);
const store = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:truststore/partners/0123456789abcdef';
const asking = (mutual?: Listener['MutualAuthentication']) =>
  balanced({ listeners: [secure(443, mutual ? { MutualAuthentication: mutual } : {})] });
const verify = { Mode: 'verify', TrustStoreArn: store } as const;
const required = { required: true };
const advised = (message: 'not-verified' | 'ignores-expiry' | 'trust-store-gone') =>
  ({ is: 'non-compliant', message }) as const;

const rows = {
  verifies: { account: asking(verify), settings: required },
  'verifies, and its trust store is shared': {
    account: asking({ ...verify, TrustStoreAssociationStatus: 'active' }),
  },
  'asks for none, and nobody has said that it should': {
    account: asking(),
    expect: {
      is: 'not-applicable',
      message: 'not-asked',
      says: [
        'The listener web:443 asks clients for no certificates, and nobody has said that it should: what browsers come to seldom does.',
      ],
    },
  },
  'asks for none, and is to': {
    account: asking({ Mode: 'off' }),
    settings: required,
    expect: {
      ...advised('not-verified'),
      says: [
        'The listener web:443 does not verify certificates of clients (mode off), and is to. Waxseal does not do it: it needs a trust store with the authorities of all clients, and whoever shows no certificate of theirs is shut out at once. Have the mode passthrough first, read in the connection logs (tls_verify_status, and in X-Amzn-Mtls-Clientcert at the targets) who shows which, make a trust store (aws elbv2 create-trust-store), and then verify as waxseal plan --resource ARN shows, with its ARN in place of TRUST_STORE_ARN.',
      ],
    },
  },
  'hands them on, and is to verify': {
    account: asking({ Mode: 'passthrough' }),
    settings: required,
    expect: advised('not-verified'),
  },
  'hands them on': {
    account: asking({ Mode: 'passthrough' }),
    expect: {
      is: 'unknown',
      message: 'passthrough',
      says: [
        'The listener web:443 hands certificates of clients on to its targets unverified (mode passthrough). Whether these refuse bad ones is not known here. Ask whoever runs the targets. Where the load balancer is to verify, set required.',
      ],
    },
  },
  'takes such as have run out, and tells clients whom it trusts': {
    account: asking({ ...verify, IgnoreClientCertificateExpiry: true, AdvertiseTrustStoreCaNames: 'on' }),
    expect: advised('ignores-expiry'),
  },
  'takes such as have run out': {
    account: asking({ ...verify, IgnoreClientCertificateExpiry: true }),
    expect: {
      ...advised('ignores-expiry'),
      says: [
        'The listener web:443 verifies certificates of clients and takes such as have run out. Waxseal does not change it, because clients may rely on it: see in the connection logs whose have run out, have them renewed, and then take it back.',
      ],
    },
  },
  'its trust store is no longer shared': {
    account: asking({ ...verify, TrustStoreAssociationStatus: 'removed' }),
    expect: {
      ...advised('trust-store-gone'),
      says: [
        `The trust store of the listener web:443 is no longer shared with this account (removed): what it verifies by is as it was then. Have it shared again, or name another one: aws elbv2 modify-listener --region eu-west-1 --listener-arn ${on} --mutual-authentication Mode=verify,TrustStoreArn=TRUST_STORE_ARN`,
      ],
    },
  },
  'a mode that no page has': {
    account: asking({ Mode: 'request' }),
    settings: required,
    expect: {
      is: 'unknown',
      message: 'mode-unknown',
      says: [
        `AWS says request about certificates of clients of the listener web:443, and Waxseal does not know what that means. Look at it: aws elbv2 describe-listeners --region eu-west-1 --listener-arns ${on}`,
      ],
    },
  },
  'plain HTTP': {
    account: balanced(),
    target: listenerArn(80),
    settings: required,
    expect: {
      is: 'not-applicable',
      message: 'not-https',
      says: ['The listener web:80 speaks HTTP: clients show certificates within TLS only.'],
    },
  },
  'TLS of a network balancer': {
    account: balanced({
      balancers: [{ LoadBalancerArn: edge }],
      listeners: [secure(443, { Protocol: 'TLS' }, edge)],
    }),
    target: listenerArn(443, edge),
    settings: required,
    expect: {
      is: 'not-applicable',
      message: 'not-application',
      says: ['edge:443 is no listener of an Application Load Balancer: it asks clients for no certificates.'],
    },
  },
  'a listener that is gone': { account: balanced(), target: listenerArn(444), gone: true },
} satisfies Parameters<typeof testRemediation<string>>[2];

testRemediation(
  unit,
  resource,
  Object.fromEntries(Object.entries(rows).map(([name, row]) => [name, { target: on, ...row }])),
);

test('what is told keeps the trust store, and stops taking what has run out', () => {
  const change = {
    set: 'mutualAuthentication',
    on,
    before: null,
    after: { trustStore: store },
    impact: ['none'],
  } as const;
  const written = unit.source?.(change, { ...location, type: resource.type, id: on, arn: on });
  expect(written?.cli).toBe(
    `aws elbv2 modify-listener --region eu-west-1 --listener-arn ${on} --mutual-authentication Mode=verify,TrustStoreArn=${store},IgnoreClientCertificateExpiry=false`,
  );
  for (const text of [written?.cloudformation, written?.cdk, written?.terraform])
    expect(text).toContain(store);
});

test('whom clients are told of stays told', () => {
  const state = {
    protocol: 'HTTPS',
    port: 443,
    mode: 'verify',
    trustStore: store,
    ignoresExpiry: true,
    advertises: true,
    association: '',
  };
  const target = { ...location, type: resource.type, id: on, arn: on };
  const verdict = unit.plan(state, target, { required: false });
  const [change] = 'advises' in verdict ? (verdict.advises ?? []) : [];
  const written = change && unit.source?.(change, target);
  expect(written?.cli).toMatch(/,IgnoreClientCertificateExpiry=false,AdvertiseTrustStoreCaNames=on$/);
  expect(written?.cloudformation).toMatch(/\n {2}AdvertiseTrustStoreCaNames: "on"$/);
  expect(written?.cdk).toContain("\n  advertiseTrustStoreCaNames: 'on',\n}");
  expect(written?.terraform).toContain('\n  advertise_trust_store_ca_names   = "on"\n}');
});
