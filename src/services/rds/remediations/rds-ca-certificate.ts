import * as z from 'zod/mini';
import { remediation } from '../../../core/model/remediation.ts';
import { saying } from '../../../core/say/said.ts';
import { setting } from '../../../families/setting.ts';
import type { Meaning } from '../../../families/steps.ts';
import { authorityAge, bundleOf } from '../facts/certificates.ts';
import { instanceNameOf } from '../facts/names.ts';
import { verifyingHazards } from './rds-ca-certificate/hazards.ts';
import { messages as own } from './rds-ca-certificate/messages.ts';
import { getCertificate, readCertificate } from './rds-ca-certificate/read.ts';
import { errors, orderCertificate } from './rds-ca-certificate/write.ts';

const meaning = (held: string | null, { authority: to }: { readonly authority: string }): Meaning<string> => {
  const age = held === null ? undefined : authorityAge(held);
  if (age === undefined) return undefined;
  return age === 'current' ? 'good' : { to, impact: ['interrupts'] };
};

const { messages, ...parts } = setting({
  attribute: 'certificateAuthority',
  thing: 'instance',
  setting: 'The certificate authority',
  messages: own,
  read: readCertificate,
  get: (_on, target, aws) => getCertificate(target, aws),
  put: (on, authority, token, _target, aws) => orderCertificate(on, authority, token, aws),
  meaning,
  outside: ({ name, around: { engine } }) =>
    engine.startsWith('custom-') ? { message: 'custom', data: { name, engine } } : undefined,
  sayings: ({ name, around }, [first], { region, partition }, { authority }) => {
    if (!first) return {};
    const { engine, version, cluster, offer, outstanding, verifying } = around;
    const held = String(first.held.value);
    const data = { name, held, authority, engine, version, region };
    const isOther = engine === 'docdb' || engine === 'neptune';
    const isMultiAz = cluster !== null && (engine === 'mysql' || engine === 'postgres');
    const offered = offer?.authorities ?? [];
    const isOffered = offered.includes(authority);
    return {
      obstacles: [
        ...saying('restart-outstanding', outstanding !== null, {
          name,
          ordered: outstanding ?? '',
          held,
          command: isMultiAz
            ? `aws rds reboot-db-cluster --region ${region} --db-cluster-identifier ${cluster}`
            : `aws ${isOther ? engine : 'rds'} reboot-db-instance --region ${region} --db-instance-identifier ${name}`,
        }),
        ...saying('other-service', isOther, data),
        ...saying('cluster-decides', isMultiAz, { ...data, cluster: cluster ?? '' }),
        ...saying('authority-not-offered', offer !== null && !isOffered, {
          ...data,
          offered: offered.join(', ') || '(none)',
        }),
        ...saying('listener-restarts', engine.startsWith('oracle-'), data),
        ...saying('restart-needed', offer?.withoutRestart !== true, data),
      ].slice(0, 1),
      hazards: verifyingHazards(
        { name, authority: outstanding ?? authority, bundle: bundleOf(partition) },
        verifying,
      ),
      notes: saying('babelfish-restarts', engine === 'aurora-postgresql', { cluster: cluster ?? '' }),
    };
  },
  // What is from an authority of today may still end.
  besides: ({ name, around: { until } }, { arn, region }) =>
    until === null ? undefined : { message: 'certificate-runs-out', data: { name, until, arn, region } },
  source: ({ after }, { arn }) => {
    const name = instanceNameOf(arn) ?? arn;
    const authority = String(after);
    return {
      cloudformation: `# In the AWS::RDS::DBInstance ${name}:\nCACertificateIdentifier: ${authority}`,
      cdk: `// In the rds.DatabaseInstance ${name}:\ncaCertificate: rds.CaCertificate.of('${authority}'),`,
      terraform: `# In the aws_db_instance ${name} (of Aurora: aws_rds_cluster_instance):\nca_cert_identifier = "${authority}"`,
    };
  },
});

/** Gives instances whose certificate authority has expired one that clients can verify. */
export default remediation({
  meta: {
    id: 'rds-ca-certificate',
    version: 1,
    family: 'setting',
    concerns: { hop: 'in', matter: 'certificate' },
    title: 'Certificates of RDS instances are from an authority that has not expired',
    summary:
      'Where the certificate of an instance is from an authority that has expired (rds-ca-2019 and older), orders one from another for the next maintenance window: without a restart, and without setting off what else is queued. One that is about to end and was not replaced is told. An engine version that needs a restart for it, Oracle, a Multi-AZ DB cluster and instances of DocumentDB and Neptune are not changed: the command is told. Always asks, because clients that verify must trust the new authority first; DMS endpoints and Glue connections that verify are named.',
    resourceType: 'AWS::RDS::DBInstance',
    configRules: [],
    controls: [],
    services: ['rds'],
    impacts: ['interrupts'],
    reversible: { not: 'RDS gives no more certificates of an authority that has expired.' },
    permissions: {
      read: [
        'dms:DescribeEndpoints',
        'glue:GetConnections',
        'rds:DescribeDBClusters',
        'rds:DescribeDBEngineVersions',
        'rds:DescribeDBInstances',
      ],
      write: ['rds:ModifyDBInstance'],
      undo: [],
    },
    messages,
    errors,
    docs: [
      'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html',
      'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL-certificate-rotation.html',
      'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBInstance.html',
      'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBEngineVersion.html',
      'https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Security.SSL.html',
      'https://docs.aws.amazon.com/glue/latest/dg/connection-properties.html',
    ],
  },
  settings: z.strictObject({
    authority: z
      ._default(
        z
          .string()
          .check(
            z.regex(
              /^rds-ca-(?:rsa|ecc)\d+-g\d+$/,
              'must be an authority such as rds-ca-rsa2048-g1, rds-ca-rsa4096-g1 or rds-ca-ecc384-g1',
            ),
          ),
        'rds-ca-rsa2048-g1',
      )
      .check(z.describe('The authority of which a certificate is ordered where one has expired.')),
  }),
  ...parts,
});
