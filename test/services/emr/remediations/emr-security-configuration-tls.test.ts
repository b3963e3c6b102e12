import { expect, test } from 'vitest';
import unit from '../../../../src/services/emr/remediations/emr-security-configuration-tls.ts';
import resource from '../../../../src/services/emr/resources/aws-emr-securityconfiguration.ts';
import { answering, location, refusal } from '../../../kit/answers.ts';
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
  expect(cli.split('\n')[1]).toBe(
    `aws emr create-security-configuration --region eu-west-1 --name 'orders-in-transit' --security-configuration '{"AuthenticationConfiguration":{"KerberosConfiguration":{}},"EncryptionConfiguration":{"EnableAtRestEncryption":true,"EnableInTransitEncryption":true,"InTransitEncryptionConfiguration":{"TLSCertificateConfiguration":{"CertificateProviderType":"PEM","S3Object":"'"$CERTIFICATES"'"}}}}'`,
  );
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
  expect(cli).toContain(`"S3Object":"'"$CERTIFICATES"'"`);
});

test('another refusal does not mean that it is gone', async () => {
  const { read } = await answering(() => {
    throw refusal('InvalidRequestException', 400);
  });
  await expect(unit.read(target, read)).rejects.toThrow('InvalidRequestException');
});
