import unit from '../../../../src/services/networkfirewall/remediations/network-firewall-tls-inspection.ts';
import resource from '../../../../src/services/networkfirewall/resources/aws-networkfirewall-firewall.ts';
import { testRemediation } from '../../../kit/tester.ts';
import { firewall, firewallArn, inbound, inspectionArn, outbound } from '../firewalls.ts';

const target = firewallArn;
const inspected = { is: 'compliant', notes: ['inspected'] } as const;
const passes = { is: 'non-compliant', message: 'revoked-pass', changes: [] } as const;
const pending = { is: 'pending', message: 'at-work' } as const;
const unknown = { is: 'unknown', message: 'not-seen' } as const;
const strict = { RevokedStatusAction: 'REJECT', UnknownStatusAction: 'REJECT' } as const;
const state = (Status: string, ConfigurationSyncStateSummary: string) => ({
  over: { FirewallStatus: { Status, ConfigurationSyncStateSummary } },
});

testRemediation(unit, resource, {
  'TLS goes through it as it is': {
    account: firewall(),
    target,
    expect: { is: 'compliant', notes: ['not-inspected'] },
  },
  'by its name': {
    account: firewall(),
    target: 'egress',
    expect: { is: 'compliant', notes: ['not-inspected'] },
  },
  inbound: { account: firewall([inbound]), target, expect: inspected },
  'outbound, and what is revoked or unsure is refused': {
    account: firewall([outbound(strict)], {
      inspection: {
        CertificateAuthority: { CertificateArn: 'arn:aws:acm:eu-west-1:111122223333:certificate/authority' },
      },
    }),
    target,
    expect: {
      ...inspected,
      says: [
        'Firewall egress inspects TLS (outbound; scopes: 1; certificates: arn:aws:acm:eu-west-1:111122223333:certificate/authority: ACTIVE): it decrypts what is in scope, sees it in plaintext, and encrypts it again. That is not end to end: outbound, clients trust the authority of the firewall, and what pins certificates or shows one of its own does not work. Plaintext in scope is dropped. Of what is not in scope nothing is decrypted.',
      ],
    },
  },
  'outbound, and what is revoked is dropped': {
    account: firewall([outbound({ ...strict, RevokedStatusAction: 'DROP' })]),
    target,
    expect: inspected,
  },
  'outbound, and what is unsure passes': {
    account: firewall([outbound({ RevokedStatusAction: 'DROP', UnknownStatusAction: 'PASS' })]),
    target,
    expect: { is: 'compliant', notes: ['inspected', 'unsure-pass'] },
  },
  'outbound, and nothing is checked': {
    account: firewall([outbound()]),
    target,
    expect: {
      ...passes,
      notes: ['inspected', 'unsure-pass'],
      says: [
        `Firewall egress inspects outbound TLS and lets servers with a revoked certificate pass (RevokedStatusAction: not checked). Clients see the certificate of the firewall instead, so none of them can find out. Waxseal does not do it: connections that go on today would be refused, and each of them waits for the check. The change is of every firewall whose policy uses this configuration (maybe several firewall policies); it keeps what the configuration has besides: aws network-firewall describe-tls-inspection-configuration --region eu-west-1 --tls-inspection-configuration-arn ${inspectionArn} --output json > was.json && jq '.TLSInspectionConfigurationResponse as $is | {UpdateToken, TLSInspectionConfiguration} + ($is | {TLSInspectionConfigurationArn, Description, EncryptionConfiguration} | with_entries(select(.value != null))) | .TLSInspectionConfiguration.ServerCertificateConfigurations |= map(if .CertificateAuthorityArn then .CheckCertificateRevocationStatus |= ({UnknownStatusAction: "PASS"} + . + {RevokedStatusAction: "REJECT"}) else . end)' was.json > becomes.json && aws network-firewall update-tls-inspection-configuration --region eu-west-1 --cli-input-json file://becomes.json`,
      ],
    },
  },
  'both ways in two parts, and what is revoked passes in one': {
    account: firewall([
      { ...inbound, ...outbound(strict) },
      outbound({ ...strict, RevokedStatusAction: 'PASS' }),
    ]),
    target,
    expect: { ...passes, notes: ['inspected'] },
  },
  'its capacity is used up, which is another matter': {
    account: firewall([inbound], state('READY', 'CAPACITY_CONSTRAINED')),
    target,
    expect: inspected,
  },
  'being made': { account: firewall([inbound], state('PROVISIONING', 'PENDING')), target, expect: pending },
  going: { account: firewall([inbound], state('DELETING', 'IN_SYNC')), target, expect: pending },
  'its policy is on its way': {
    account: firewall([outbound()], state('READY', 'PENDING')),
    target,
    expect: pending,
  },
  'AWS does not answer its policy': {
    account: firewall(undefined, { policy: { FirewallPolicy: null } }),
    target,
    expect: unknown,
  },
  'its policy is of another account, and not shown': {
    account: firewall([inbound], {
      over: { FirewallPolicyArn: 'arn:aws:network-firewall:eu-west-1:444455556666:firewall-policy/theirs' },
    }),
    target,
    expect: unknown,
  },
  'the policy may not be read': {
    account: { ...firewall(), denied: ['networkfirewall:DescribeFirewallPolicy'] },
    target,
    expect: unknown,
  },
  'the inspection may not be read': {
    account: { ...firewall([inbound]), denied: ['networkfirewall:DescribeTLSInspectionConfiguration'] },
    target,
    expect: unknown,
  },
  'AWS does not answer what it inspects': { account: firewall(null), target, expect: unknown },
  'one that is not there': { account: firewall(), target: `${firewallArn}-gone`, gone: true },
  'of another Region': {
    account: firewall(undefined, { over: { Region: 'us-east-1' } }),
    target,
    gone: true,
  },
});
