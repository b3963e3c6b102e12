import { after } from '../../../sandbox/kit/records.ts';
import { refuse, type Later, type Operation, type Operations, type Refusal } from '../../../sandbox/world.ts';
import { defaultOptions } from './options.ts';
import type { Instance } from './records.ts';
import { api, paged, pageSize, toldStatus, withInstances, type Paging } from './world.ts';

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html */
const valid = ['rds-ca-ecc384-g1', 'rds-ca-rsa2048-g1', 'rds-ca-rsa4096-g1'];

/** Engines whose certificate RDS replaces only with a restart. */
const restarts = /^(?:oracle|sqlserver|db2)-/;

/** Of an authority that has expired nobody gets a certificate. */
export const noCertificate = (authority: string): Refusal | undefined =>
  valid.includes(authority)
    ? undefined
    : refuse(
        'CertificateNotFoundFault',
        404,
        `Certificate not found: ${authority}`,
        `${api}API_ModifyDBInstance.html`,
      );

/** Nothing lasts longer than the authority that has issued it, and those named by a year are over. */
const issuedUntil = (authority: string): string =>
  /^rds-ca-20\d\d/.test(authority) ? '2024-08-22T17:08:50.000Z' : '2061-05-21T22:28:12.000Z';

/** As RDS tells of it: a group of options nobody has to name. */
export const told = ({ CACertificateIdentifier: authority, CertificateDetails, ...instance }: Instance) => ({
  OptionGroupMemberships: [{ OptionGroupName: defaultOptions(instance), Status: 'in-sync' }],
  ...instance,
  DBParameterGroups: instance.DBParameterGroups.map((group) => ({
    ...group,
    ParameterApplyStatus: toldStatus(group.ParameterApplyStatus),
  })),
  ...(authority !== null && {
    CACertificateIdentifier: authority,
    CertificateDetails: {
      CAIdentifier: CertificateDetails?.CAIdentifier ?? authority,
      ValidTill: new Date(
        CertificateDetails?.ValidTill ?? issuedUntil(CertificateDetails?.CAIdentifier ?? authority),
      ),
    },
  }),
});

/** A new certificate, with an end of its own. */
export const certificateShown = ({ CertificateDetails: _replaced, ...instance }: Instance): Instance =>
  instance;

/**
 * Without a restart (`false`) the certificate that is shown stays until one.
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBInstance.html
 */
export const certificateNamed = (
  instance: Instance,
  CACertificateIdentifier: string,
  restart = true,
): Instance => {
  if (restart) return { ...certificateShown(instance), CACertificateIdentifier };
  const shown = instance.CertificateDetails?.CAIdentifier ?? instance.CACertificateIdentifier ?? undefined;
  return {
    ...instance,
    CACertificateIdentifier,
    CertificateDetails: {
      ...instance.CertificateDetails,
      ...(shown !== undefined && { CAIdentifier: shown }),
    },
  };
};

/** The maintenance window is ten minutes away, and takes what is ordered of certificates; the rest waits for an owner. */
export const certificateOrdered = (now: Date, id: string, restart?: boolean): Later =>
  after(now, 600, (later) =>
    withInstances(later, (one) => {
      const { CACertificateIdentifier: ordered, ...rest } = one.PendingModifiedValues;
      if (one.DbiResourceId !== id || typeof ordered !== 'string') return one;
      return { ...certificateNamed(one, ordered, restart), PendingModifiedValues: rest };
    }),
  );

interface Asked extends Paging {
  readonly Engine: string;
  readonly EngineVersion: string;
}
const describeDBEngineVersions: Operation<Asked> = (world, input) => {
  const { Engine, EngineVersion } = input;
  const known = world.rds.DBEngineVersions.filter(
    (one) => one.Engine === Engine && one.EngineVersion === EngineVersion,
  );
  const usual = {
    Engine,
    EngineVersion,
    SupportedCACertificateIdentifiers: valid,
    SupportsCertificateRotationWithoutRestart: !restarts.test(Engine),
  };
  const all = known.length > 0 ? known : [usual];
  const page = paged(all, input, pageSize, 'API_DescribeDBEngineVersions.html');
  return 'refusal' in page ? page : { world, output: { DBEngineVersions: page.items, ...page.next } };
};

const ends: Readonly<Record<string, string>> = { 'rds-ca-rsa2048-g1': '2061-05-25T22:34:57.000Z' };
const describeCertificates: Operation<Paging> = (world, input, { region }) => {
  const all = valid.map((CertificateIdentifier) => ({
    CertificateIdentifier,
    CertificateType: 'CA',
    CertificateArn: `arn:${world.partition}:rds:${region}::cert:${CertificateIdentifier}`,
    ValidTill: new Date(ends[CertificateIdentifier] ?? '2121-05-25T22:38:35.000Z'),
  }));
  const page = paged(all, input, 2, 'API_DescribeCertificates.html');
  return 'refusal' in page ? page : { world, output: { Certificates: page.items, ...page.next } };
};

/** What the sandbox plays of certificates. */
export const rdsCertificates: Operations = {
  DescribeCertificates: describeCertificates,
  DescribeDBEngineVersions: describeDBEngineVersions,
};
