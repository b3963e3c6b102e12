import { expect, test } from 'vitest';
import { sentence } from '../../../../src/core/say/said.ts';
import unit from '../../../../src/services/emr/remediations/emr-security-configuration-tls.ts';
import resource from '../../../../src/services/emr/resources/aws-emr-securityconfiguration.ts';
import { answering, location, refusal } from '../../../kit/answers.ts';
import { carriedOut } from '../../../kit/printed.ts';
import { testRemediation } from '../../../kit/tester.ts';

const arn = 'arn:aws:elasticmapreduce:eu-west-1:111122223333:security-configuration/orders';
const held = (SecurityConfiguration: string | Record<string, unknown>) => ({
  emr: { SecurityConfigurations: [{ Name: 'orders', SecurityConfiguration }] },
});
const encryption = (over: object) => held({ EncryptionConfiguration: over });
const told = { is: 'non-compliant', message: 'not-in-transit', changes: 0 } as const;

testRemediation(unit, resource, {
  'in transit and at rest': {
    account: encryption({ EnableInTransitEncryption: true, EnableAtRestEncryption: true }),
    target: 'orders',
    expect: { is: 'compliant', notes: ['clusters-keep-theirs'] },
  },
  'in transit is off': {
    account: encryption({ EnableInTransitEncryption: false, EnableAtRestEncryption: true }),
    target: 'orders',
    expect: told,
  },
  'named by what stands for an ARN': {
    account: encryption({ EnableInTransitEncryption: false }),
    target: arn,
    expect: told,
  },
  'encryption in transit is left out': {
    account: encryption({ EnableAtRestEncryption: true }),
    target: 'orders',
    expect: told,
  },
  'in transit is off, and its certificates are there': {
    account: encryption({
      EnableInTransitEncryption: false,
      EnableAtRestEncryption: false,
      InTransitEncryptionConfiguration: {
        TLSCertificateConfiguration: { CertificateProviderType: 'PEM', S3Object: 's3://shop/c.zip' },
      },
    }),
    target: 'orders',
    expect: { is: 'non-compliant', message: 'switched-off', changes: 0 },
  },
  'it is about logins alone': {
    account: held({ AuthenticationConfiguration: { KerberosConfiguration: {} } }),
    target: 'orders',
    expect: told,
  },
  'a text where a switch should be': {
    account: encryption({ EnableInTransitEncryption: 'true' }),
    target: 'orders',
    expect: told,
  },
  'no JSON': { account: held('<xml/>'), target: 'orders', expect: { is: 'unknown', message: 'not-read' } },
  'a list': { account: held('[]'), target: 'orders', expect: { is: 'unknown', message: 'not-read' } },
  nothing: { account: held(''), target: 'orders', expect: { is: 'unknown', message: 'not-read' } },
  'a security configuration that is gone': {
    account: {},
    target: 'arn:aws:elasticmapreduce:eu-west-1:111122223333:security-configuration/gone',
    gone: true,
  },
});

const target = { ...location, type: 'AWS::EMR::SecurityConfiguration', id: 'orders', arn };

test('everything else that it says is in the new one', () => {
  const verdict = unit.plan(
    {
      configuration: {
        AuthenticationConfiguration: { KerberosConfiguration: {} },
        EncryptionConfiguration: { EnableAtRestEncryption: true, EnableInTransitEncryption: false },
      },
    },
    target,
    {},
  );
  const [change] = 'advises' in verdict ? (verdict.advises ?? []) : [];
  expect(change?.after).toEqual({
    AuthenticationConfiguration: { KerberosConfiguration: {} },
    EncryptionConfiguration: {
      EnableAtRestEncryption: true,
      EnableInTransitEncryption: true,
      InTransitEncryptionConfiguration: {
        TLSCertificateConfiguration: { CertificateProviderType: 'PEM', S3Object: 'CERTIFICATES' },
      },
    },
  });
  const { cli = '' } = (change && unit.source?.(change, target)) ?? {};
  const { status, stderr, asked } = carriedOut(cli, { types: 's3://shop/certificates.zip\n' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(asked.map((all) => all.slice(0, -1))).toEqual([
    [
      'emr',
      'create-security-configuration',
      '--region',
      'eu-west-1',
      '--name',
      'orders-in-transit',
      '--security-configuration',
    ],
  ]);
  expect(JSON.parse(asked[0]?.at(-1) ?? '')).toEqual({
    AuthenticationConfiguration: { KerberosConfiguration: {} },
    EncryptionConfiguration: {
      EnableAtRestEncryption: true,
      EnableInTransitEncryption: true,
      InTransitEncryptionConfiguration: {
        TLSCertificateConfiguration: {
          CertificateProviderType: 'PEM',
          S3Object: 's3://shop/certificates.zip',
        },
      },
    },
  });
  // Not every `sh` has a `read` that asks.
  expect(cli).toMatch(/&& read -r CERTIFICATES &&/);
  // Nothing typed: nothing is made.
  expect(carriedOut(cli, { types: '\n' })).toMatchObject({ asked: [] });
});

test('what was switched off is switched on as it was', () => {
  const transit = {
    TLSCertificateConfiguration: {
      CertificateProviderType: 'Custom',
      S3Object: 's3://shop/provider.jar',
      CertificateProviderClass: 'shop.Provider',
    },
    Later: { than: 'us' },
  };
  const configuration = {
    AuthorizationConfiguration: { IAMConfiguration: {} },
    EncryptionConfiguration: {
      AtRestEncryptionConfiguration: { S3EncryptionConfiguration: { EncryptionMode: 'SSE-S3' } },
      EnableAtRestEncryption: true,
      EnableInTransitEncryption: false,
      InTransitEncryptionConfiguration: transit,
    },
  };
  const verdict = unit.plan({ configuration }, { ...target, id: "Bob's $(orders)" }, {});
  expect(verdict).toMatchObject({ message: 'switched-off' });
  const [change] = 'advises' in verdict ? (verdict.advises ?? []) : [];
  const written = (change && unit.source?.(change, { ...target, id: "Bob's $(orders)" })) ?? undefined;
  const { status, stderr, asked } = carriedOut(written?.cli ?? '');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(asked[0]).toContain("Bob's $(orders)-in-transit");
  expect(JSON.parse(asked[0]?.at(-1) ?? '')).toEqual({
    ...configuration,
    EncryptionConfiguration: { ...configuration.EncryptionConfiguration, EnableInTransitEncryption: true },
  });
  expect(written?.cloudformation).not.toContain('where your certificates are');
});

test.each([
  ['an empty one', {}],
  ['one that says another thing', { Later: { than: 'us' } }],
  ['one without certificates', { TLSCertificateConfiguration: {} }],
])('of the configuration that is there, %s gets certificates and keeps the rest', (_which, transit) => {
  const configuration = { EncryptionConfiguration: { InTransitEncryptionConfiguration: transit } };
  const verdict = unit.plan({ configuration }, target, {});
  expect(verdict).toMatchObject({
    message: 'not-in-transit',
    advises: [
      {
        after: {
          EncryptionConfiguration: {
            EnableInTransitEncryption: true,
            InTransitEncryptionConfiguration: {
              ...transit,
              TLSCertificateConfiguration: { CertificateProviderType: 'PEM', S3Object: 'CERTIFICATES' },
            },
          },
        },
      },
    ],
  });
});

test('what is called like the certificates stays as it is', () => {
  const configuration = {
    AuthenticationConfiguration: { Realm: 'CERTIFICATES' },
    EncryptionConfiguration: { EnableInTransitEncryption: false },
  };
  const verdict = unit.plan({ configuration }, target, {});
  const [change] = 'advises' in verdict ? (verdict.advises ?? []) : [];
  const { cli } = (change && unit.source?.(change, target)) ?? {};
  expect(cli).toContain(`"Realm":"CERTIFICATES"`);
  expect(cli).toContain(`"S3Object":"'"`);
});

test.each([
  ['of another name', 'InvalidRequestException', 'The instance profile does not exist.'],
  ['without words', 'InvalidRequestException', ''],
  ['of another kind', 'ValidationException', "Security configuration with name 'orders' does not exist."],
])('a refusal %s does not mean that it is gone', async (_how, name, message) => {
  const { read } = await answering(() => {
    throw Object.assign(refusal(name, 400), { message });
  });
  await expect(unit.read(target, read)).rejects.toMatchObject({ name });
});

test('where to look is a command, whatever the name is', () => {
  const name = "Bob's $(orders)";
  const verdict = unit.plan({ configuration: null }, { ...target, id: name }, {});
  if (!('message' in verdict)) throw new Error('compliant');
  const { todo = '' } = sentence(unit.meta.messages, verdict);
  expect(carriedOut(/aws emr .*$/.exec(todo)?.[0] ?? '').asked).toEqual([
    ['emr', 'describe-security-configuration', '--region', 'eu-west-1', '--name', name],
  ]);
});
