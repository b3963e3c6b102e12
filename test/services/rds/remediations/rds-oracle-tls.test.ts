import { expect, test } from 'vitest';
import { encryptionBy } from '../../../../src/services/rds/facts/oracle-options.ts';
import unit from '../../../../src/services/rds/remediations/rds-oracle-tls.ts';
import { sslFor } from '../../../../src/services/rds/remediations/rds-oracle-tls/write.ts';
import resource from '../../../../src/services/rds/resources/aws-rds-dbinstance.ts';
import type { AccountFile } from '../../../../src/sandbox/account.ts';
import { location } from '../../../kit/answers.ts';
import { carriedOut } from '../../../kit/printed.ts';
import { testRemediation } from '../../../kit/tester.ts';

type Rds = NonNullable<AccountFile['rds']>;
type Instance = NonNullable<Rds['DBInstances']>[number];
type Options = NonNullable<NonNullable<Rds['OptionGroups']>[number]['Options']>;
type Permissions = NonNullable<
  NonNullable<NonNullable<AccountFile['ec2']>['SecurityGroups']>[number]['IpPermissions']
>;

const arn = 'arn:aws:rds:eu-west-1:111122223333:db:orders';
const account = (Options: Options | undefined, over: Partial<Instance> = {}, rules: Permissions = []) => ({
  ec2: {
    SecurityGroups: [{ GroupId: 'sg-1', IpPermissions: rules }, { GroupId: 'sg-2' }, { GroupId: 'sg-3' }],
  },
  rds: {
    DBInstances: [
      {
        DBInstanceIdentifier: 'orders',
        Engine: 'oracle-se2',
        EngineVersion: '19.0.0.0.ru-2024-07.rur-2024-07.r1',
        Endpoint: { Address: 'orders.c0sandbox.eu-west-1.rds.amazonaws.com', Port: 1521 },
        VpcSecurityGroups: [{ VpcSecurityGroupId: 'sg-2' }, { VpcSecurityGroupId: 'sg-1' }],
        ...(Options && { OptionGroupMemberships: [{ OptionGroupName: 'orders-options' }] }),
        ...over,
      },
    ],
    ...(Options && {
      OptionGroups: [{ OptionGroupName: 'orders-options', Options }, { OptionGroupName: 'others' }],
    }),
  },
});
const settings = (all: Readonly<Record<string, string>>) => ({
  OptionSettings: Object.entries(all).map(([Name, Value]) => ({ Name, Value })),
});
const ecdhe = 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384';
const suited = (suites: string) => settings({ 'SQLNET.SSL_VERSION': '1.2', 'SQLNET.CIPHER_SUITE': suites });
const tls = (version = '1.2', more: object = {}) => ({
  OptionName: 'SSL',
  Port: 2484,
  ...settings({ 'SQLNET.SSL_VERSION': version, 'SQLNET.CIPHER_SUITE': ecdhe }),
  ...more,
});
const ecc: Partial<Instance> = { CACertificateIdentifier: 'rds-ca-ecc384-g1' };
const native = (all: Readonly<Record<string, string>>) => ({
  OptionName: 'NATIVE_NETWORK_ENCRYPTION',
  ...settings(all),
});
const open = (from: number, to: number) => ({
  FromPort: from,
  ToPort: to,
  IpRanges: [{ CidrIp: '10.0.0.0/8' }],
});
const told = (message: string) => ({ is: 'non-compliant', message, changes: 0 }) as const;
const aes = { 'SQLNET.ENCRYPTION_SERVER': 'REQUIRED', 'SQLNET.ENCRYPTION_TYPES_SERVER': 'AES256,AES192' };

testRemediation(unit, resource, {
  'no option encrypts': {
    account: account(undefined),
    target: 'orders',
    expect: {
      ...told('nothing-encrypts'),
      says: [
        'Option group default:oracle-se2-19 of instance orders has neither SSL nor NATIVE_NETWORK_ENCRYPTION: everything that clients and the instance say is in the clear. Add the option SSL as waxseal plan --resource ARN shows, have clients use port 2484 with TLS, and then close port 1521 in the security groups of the instance. Waxseal does not write option groups: clients need another port and a wallet, or ciphers of their own. Every instance that has the option group gets it at once; which ones do: aws rds describe-db-instances --region eu-west-1 --query "DBInstances[?OptionGroupMemberships[?OptionGroupName==\'default:oracle-se2-19\']].DBInstanceIdentifier"',
      ],
    },
  },
  'a group of options that do other things': {
    account: account([{ OptionName: 'S3_INTEGRATION' }]),
    target: 'orders',
    expect: told('nothing-encrypts'),
  },
  'TLS, and nobody reaches the other port': {
    account: account([tls()], {}, [open(2484, 2484)]),
    target: 'orders',
    expect: { is: 'compliant', notes: ['plaintext-port-closed'] },
  },
  'TLS, and the other port is open': {
    account: account([tls()], {}, [open(1521, 2484)]),
    target: 'orders',
    expect: {
      ...told('plaintext-port-open'),
      says: [
        'Instance orders takes TLS on port 2484; port 1521, which is in the clear and which RDS cannot close, is open to 10.0.0.0/8 in its security groups (sg-1, sg-2). Have these clients use port 2484, and then take port 1521 out of the inbound rules: aws ec2 describe-security-group-rules --region eu-west-1 --filters Name=group-id,Values=sg-1,sg-2 shows them. Waxseal does not write security groups: they may let others in elsewhere.',
      ],
    },
  },
  'a group of the option opens the other port': {
    account: account(
      [tls('1.2', { VpcSecurityGroupMemberships: [{ VpcSecurityGroupId: 'sg-1' }] })],
      { VpcSecurityGroups: [{ VpcSecurityGroupId: 'sg-2' }] },
      [open(1521, 1521)],
    ),
    target: 'orders',
    expect: told('plaintext-port-open'),
  },
  'TLS, and no security groups': {
    account: account([tls()], { VpcSecurityGroups: [] }),
    target: 'orders',
    expect: { is: 'unknown', message: 'groups-unseen' },
  },
  'a security group that cannot be read': {
    account: account([tls()], { VpcSecurityGroups: [{ VpcSecurityGroupId: 'sg-of-others' }] }),
    target: 'orders',
    expect: { is: 'unknown', message: 'groups-unseen' },
  },
  'TLS 1.0 as well': {
    account: account([tls('1.2 or 1.0')]),
    target: 'orders',
    expect: told('old-tls'),
  },
  'TLS 1.0 alone': { account: account([tls('1.0')]), target: 'orders', expect: told('old-tls') },
  'a cipher suite that RDS had once': {
    account: account([tls('1.2', suited(`${ecdhe}, SSL_RSA_WITH_AES_256_CBC_SHA`))]),
    target: 'orders',
    expect: {
      ...told('weak-suites'),
      says: [
        'The option SSL in option group orders-options of instance orders takes SSL_RSA_WITH_AES_256_CBC_SHA, which are none of the cipher suites that keep what was recorded secret when somebody gets the key of the server (TLS_ECDHE_…). See that every client can do TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, and then set SQLNET.CIPHER_SUITE as waxseal plan --resource ARN shows. Waxseal does not write option groups: clients need another port and a wallet, or ciphers of their own. Every instance that has the option group gets it at once; which ones do: aws rds describe-db-instances --region eu-west-1 --query "DBInstances[?OptionGroupMemberships[?OptionGroupName==\'orders-options\']].DBInstanceIdentifier"',
      ],
    },
  },
  'nobody said which cipher suite, and the usual one is old': {
    account: account([tls('1.2', settings({ 'SQLNET.SSL_VERSION': '1.2' }))]),
    target: 'orders',
    expect: told('weak-suites'),
  },
  'a cipher suite that nobody knows': {
    account: account([tls('1.2', suited('TLS_LATER'))]),
    target: 'orders',
    expect: told('weak-suites'),
  },
  'a certificate of ECC, and a cipher suite that goes with it': {
    account: account([tls('1.2', suited(`${ecdhe},TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256`))], ecc),
    target: 'orders',
    expect: { is: 'compliant', notes: ['plaintext-port-closed'] },
  },
  'a certificate of ECC, and RSA alone': {
    account: account([tls()], ecc),
    target: 'orders',
    expect: {
      ...told('suites-unfit'),
      says: [
        'The option SSL in option group orders-options of instance orders takes TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384 alone, and that does not go with the certificate of the instance, which is of rds-ca-ecc384-g1: no client gets TLS with it. Set SQLNET.CIPHER_SUITE as waxseal plan --resource ARN shows, or have the certificate replaced by one of an authority that goes with it. Waxseal does not write option groups: clients need another port and a wallet, or ciphers of their own. Every instance that has the option group gets it at once; which ones do: aws rds describe-db-instances --region eu-west-1 --query "DBInstances[?OptionGroupMemberships[?OptionGroupName==\'orders-options\']].DBInstanceIdentifier"',
      ],
    },
  },
  'a certificate of ECC, and nobody said which TLS nor which cipher suite': {
    account: account([{ OptionName: 'SSL', Port: 2484 }], ecc),
    target: 'orders',
    expect: told('suites-unfit'),
  },
  'a certificate of RSA, and ECDSA alone': {
    account: account([tls('1.2', suited('TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384'))], {
      CACertificateIdentifier: 'rds-ca-rsa2048-g1',
    }),
    target: 'orders',
    expect: told('suites-unfit'),
  },
  'a certificate of an authority that nobody knows': {
    account: account([tls('1.2', suited('TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384'))], {
      CACertificateIdentifier: 'of-the-shop',
    }),
    target: 'orders',
    expect: { is: 'compliant', notes: ['plaintext-port-closed'] },
  },
  'nobody said which TLS': {
    account: account([{ OptionName: 'SSL', Port: 2484 }]),
    target: 'orders',
    expect: told('old-tls'),
  },
  'nobody said which TLS, and Oracle 26 has 1.2 alone': {
    account: account([{ OptionName: 'SSL', Port: 2484 }], { EngineVersion: '26.0.0.0.ru-2026-07.r1' }),
    target: 'orders',
    expect: { is: 'compliant', notes: ['plaintext-port-closed'] },
  },
  'native encryption is required, and Oracle 26 has AES alone': {
    account: account([native({ 'SQLNET.ENCRYPTION_SERVER': 'REQUIRED' })], {
      EngineVersion: '26.0.0.0.ru-2026-07.r1',
    }),
    target: 'orders',
    expect: { is: 'compliant', notes: ['native-encryption'] },
  },
  'native encryption is required, with AES': {
    account: account([native(aes)]),
    target: 'orders',
    expect: { is: 'compliant', notes: ['native-encryption'] },
  },
  'native encryption is required, and weak ciphers are refused': {
    account: account([
      native({
        'SQLNET.ENCRYPTION_SERVER': 'Required',
        'SQLNET.ALLOW_WEAK_CRYPTO': 'FALSE',
        'SQLNET.ALLOW_WEAK_CRYPTO_CLIENTS': 'FALSE',
      }),
    ]),
    target: 'orders',
    expect: { is: 'compliant', notes: ['native-encryption'] },
  },
  'native encryption is required, with whatever': {
    account: account([native({ 'SQLNET.ENCRYPTION_SERVER': 'REQUIRED' })]),
    target: 'orders',
    expect: {
      ...told('weak-ciphers'),
      says: [
        'Option group orders-options of instance orders demands encryption and lets clients choose RC4_256, 3DES168, RC4_128, 3DES112, RC4_56, DES, RC4_40, DES40, which are broken. See that every client can do AES256 or AES192, and then leave only these as waxseal plan --resource ARN shows. Waxseal does not write option groups: clients need another port and a wallet, or ciphers of their own. Every instance that has the option group gets it at once; which ones do: aws rds describe-db-instances --region eu-west-1 --query "DBInstances[?OptionGroupMemberships[?OptionGroupName==\'orders-options\']].DBInstanceIdentifier"',
      ],
    },
  },
  'weak ciphers are refused of servers and not of clients': {
    account: account([
      native({ ...aes, 'SQLNET.ENCRYPTION_TYPES_SERVER': 'AES256,DES', 'SQLNET.ALLOW_WEAK_CRYPTO': 'FALSE' }),
    ]),
    target: 'orders',
    expect: told('weak-ciphers'),
  },
  'native encryption is offered': {
    account: account([native({ ...aes, 'SQLNET.ENCRYPTION_SERVER': 'REQUESTED' })]),
    target: 'orders',
    expect: told('native-not-required'),
  },
  'nobody said how native encryption is': {
    account: account([native({})]),
    target: 'orders',
    expect: told('native-not-required'),
  },
  'options are being applied': {
    account: account([tls()], {
      OptionGroupMemberships: [
        { OptionGroupName: 'orders-options', Status: 'pending-apply' },
        { OptionGroupName: 'default:oracle-se2-19', Status: 'pending-removal' },
      ],
    }),
    target: 'orders',
    expect: { is: 'pending', message: 'options-busy' },
  },
  'options could not be applied': {
    account: account([tls()], {
      OptionGroupMemberships: [{ OptionGroupName: 'orders-options', Status: 'failed' }],
    }),
    target: 'orders',
    expect: { is: 'unknown', message: 'options-unclear' },
  },
  'no option group is named': {
    account: account([tls()], { OptionGroupMemberships: [] }),
    target: 'orders',
    expect: { is: 'unknown', message: 'options-unclear' },
  },
  'the option group is gone': {
    account: account([tls()], { OptionGroupMemberships: [{ OptionGroupName: 'gone' }] }),
    target: 'orders',
    expect: { is: 'unknown', message: 'options-unclear' },
  },
  'a container database': {
    account: account([tls()], { Engine: 'oracle-ee-cdb' }),
    target: 'orders',
    expect: { is: 'compliant', notes: ['plaintext-port-closed'] },
  },
  PostgreSQL: {
    account: account(undefined, { Engine: 'postgres', EngineVersion: '16.4' }),
    target: 'orders',
    expect: { is: 'not-applicable', message: 'other-engine' },
  },
  'RDS Custom for Oracle': {
    account: account(undefined, { Engine: 'custom-oracle-ee', EngineVersion: '19.x' }),
    target: 'orders',
    expect: { is: 'unknown', message: 'custom' },
  },
  'an instance that is gone': {
    account: {},
    target: 'arn:aws:rds:eu-west-1:111122223333:db:gone',
    gone: { id: 'db-ABCDEFGHIJKLMNOPQRSTUVWXYZ' },
  },
});

const target = { ...location, type: 'AWS::RDS::DBInstance', id: 'db-ABCDEFGHIJKLMNOPQRSTUVWXYZ', arn };
const sourceOf = (after: object) =>
  unit.source?.({ set: 'options', on: arn, before: null, after, impact: ['none'] }, target);

test('an instance with a group of AWS is told how to make one', () => {
  const { cli, cloudformation, terraform, cdk } =
    sourceOf({
      option: 'SSL',
      port: 2484,
      settings: { 'SQLNET.SSL_VERSION': '1.2' },
      group: 'default:oracle-se2-19',
      engine: 'oracle-se2',
      version: '19.0.0.0.ru-2024-07.rur-2024-07.r1',
      securityGroups: ['sg-1'],
    }) ?? {};
  expect(cli?.split('\n')).toEqual([
    'aws rds create-option-group --region eu-west-1 --option-group-name orders-encrypted --engine-name oracle-se2 --major-engine-version 19 --option-group-description "Encrypts in transit"',
    `aws rds add-option-to-option-group --region eu-west-1 --option-group-name orders-encrypted --options '[{"OptionName":"SSL","Port":2484,"VpcSecurityGroupMemberships":["sg-1"],"OptionSettings":[{"Name":"SQLNET.SSL_VERSION","Value":"1.2"}]}]' --apply-immediately`,
    'aws rds modify-db-instance --region eu-west-1 --db-instance-identifier orders --option-group-name orders-encrypted --no-apply-immediately',
  ]);
  expect(cloudformation).toContain('Port: 2484');
  expect(terraform).toContain('port = 2484');
  expect(cdk).toContain("name: 'SSL', port: 2484, vpc");
});

test('an option of a group of its own is changed there', () => {
  const { cli } =
    sourceOf({
      option: 'NATIVE_NETWORK_ENCRYPTION',
      settings: { 'SQLNET.ENCRYPTION_SERVER': 'REQUIRED' },
      group: 'orders-options',
      engine: 'oracle-ee',
      version: '19',
      securityGroups: [],
    }) ?? {};
  expect(cli).toBe(
    `aws rds add-option-to-option-group --region eu-west-1 --option-group-name orders-options --options '[{"OptionName":"NATIVE_NETWORK_ENCRYPTION","OptionSettings":[{"Name":"SQLNET.ENCRYPTION_SERVER","Value":"REQUIRED"}]}]' --apply-immediately`,
  );
});

test('what is advised goes with the certificate of the instance', () => {
  const verdict = unit.plan(
    {
      name: 'orders',
      engine: 'oracle-se2',
      version: '19.0.0.0',
      authority: 'rds-ca-ecc384-g1',
      port: 1521,
      memberships: [{ name: 'orders-options', status: 'in-sync' }],
      options: { encryption: { is: 'none' }, groups: [], sources: [] },
    },
    target,
    {},
  );
  expect(verdict).toMatchObject({
    advises: [{ after: { settings: { 'SQLNET.CIPHER_SUITE': 'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384' } } }],
  });
});

test.each([
  [{ is: 'ssl', port: 2484, versions: '1.2', isOld: false, suites: [ecdhe] }, 'rds-ca-ecc384-g1'],
  [
    { is: 'ssl', port: 2484, versions: '1.2', isOld: false, suites: ['SSL_RSA_WITH_AES_256_CBC_SHA'] },
    'rds-ca-rsa2048-g1',
  ],
] as const)(
  'what is told to type is what a shell takes, and names a suite that goes with %j',
  (encryption, authority) => {
    const verdict = unit.plan(
      {
        name: 'orders',
        engine: 'oracle-se2',
        version: '19.0.0.0',
        authority,
        port: 1521,
        memberships: [{ name: 'orders-options', status: 'in-sync' }],
        options: { encryption, groups: ['sg-1'], sources: [] },
      },
      target,
      {},
    );
    const [change] = 'advises' in verdict ? (verdict.advises ?? []) : [];
    const { status, stderr, asked } = carriedOut(sourceOf(change?.after ?? {})?.cli ?? '');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(asked.map((one) => one.slice(0, 6))).toEqual([
      ['rds', 'add-option-to-option-group', '--region', 'eu-west-1', '--option-group-name', 'orders-options'],
    ]);
    expect(JSON.parse(asked[0]?.[7] ?? '')).toEqual([
      {
        OptionName: 'SSL',
        Port: 2484,
        VpcSecurityGroupMemberships: ['sg-1'],
        OptionSettings: [
          { Name: 'SQLNET.SSL_VERSION', Value: '1.2' },
          {
            Name: 'SQLNET.CIPHER_SUITE',
            Value: `TLS_ECDHE_${authority.includes('ecc') ? 'ECDSA' : 'RSA'}_WITH_AES_256_GCM_SHA384`,
          },
        ],
      },
    ]);
  },
);

test('other options say nothing of encryption', () => {
  expect(encryptionBy([{ name: 'OEM', port: 5500, settings: {} }], '19')).toEqual({ is: 'none' });
});

test.each([
  ['rds-ca-rsa4096-g1', 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384'],
  ['rds-ca-ecc384-g1', 'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384'],
  [null, 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384'],
])('a certificate of %s gets a cipher suite that goes with it', (authority, suite) => {
  expect(sslFor(authority).settings['SQLNET.CIPHER_SUITE']).toBe(suite);
});
