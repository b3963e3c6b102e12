import { lists } from '../../../sandbox/kit/pages.ts';
import { recordsOf } from '../../../sandbox/kit/records.ts';
import { tagList } from '../../../sandbox/kit/tags.ts';
import { refuse, type Operations, type Refusal } from '../../../sandbox/world.ts';
import type { Certificate } from './records.ts';

const api = 'https://docs.aws.amazon.com/acm/latest/APIReference/';

const regionOf = (arn: string): string | undefined => arn.split(':')[3];

const certificates = recordsOf({
  all: ({ acm }) => acm.Certificates,
  with: (world, Certificates) => ({ ...world, acm: { Certificates } }),
  is: (one, { CertificateArn }: { readonly CertificateArn: string }, { region }) =>
    one.CertificateArn === CertificateArn && regionOf(CertificateArn) === region,
  missing: ({ CertificateArn }) =>
    refuse(
      'ResourceNotFoundException',
      400,
      `Could not find certificate ${CertificateArn}`,
      `${api}API_DescribeCertificate.html`,
    ),
});

const invalid = (message: string, page: string): Refusal =>
  refuse('ValidationException', 400, message, `${api}${page}`);

const dated = <Key extends string>(dates: Partial<Record<Key, string | undefined>>): object =>
  Object.fromEntries(
    Object.entries<string | undefined>(dates).flatMap(([name, text]) =>
      text === undefined ? [] : [[name, new Date(text)]],
    ),
  );

const describe = (item: Certificate): object => {
  const { NotBefore, NotAfter, SubjectAlternativeNames = [], RenewalSummary, ...rest } = item;
  const { Tags: _tags, Exported: _exported, RenewalFailsFor: _fails, ...more } = rest;
  const { Certificate: _pem, CertificateChain: _chain, KeyAlgorithm, ...told } = more;
  return {
    ...told,
    // RSA-2048 here, and RSA_2048 wherever it is asked for.
    KeyAlgorithm: KeyAlgorithm.replace(/^RSA_/, 'RSA-'),
    ...dated({ NotBefore, NotAfter }),
    ...(RenewalSummary && {
      RenewalSummary: { ...RenewalSummary, ...dated({ UpdatedAt: RenewalSummary.UpdatedAt }) },
    }),
    // The first name is always one of the alternative names.
    SubjectAlternativeNames: [...new Set([rest.DomainName, ...SubjectAlternativeNames])],
  };
};

/** API_CertificateSummary.html: the first 100 names. */
const summary = (item: Certificate): object => {
  const { CertificateArn, DomainName, SubjectAlternativeNames = [], NotBefore, NotAfter, ...rest } = item;
  const { Status, Type, KeyAlgorithm, Exported } = rest;
  const names = [...new Set([DomainName, ...SubjectAlternativeNames])];
  return {
    CertificateArn,
    DomainName,
    Status,
    Type,
    KeyAlgorithm,
    Exported,
    ...dated({ NotBefore, NotAfter }),
    SubjectAlternativeNameSummaries: names.slice(0, 100),
    HasAdditionalSubjectAlternativeNames: names.length > 100,
  };
};

const renewal = (RenewalStatus: 'PENDING_AUTO_RENEWAL' | 'SUCCESS' | 'FAILED', now: Date) => ({
  RenewalStatus,
  DomainValidationOptions: [],
  UpdatedAt: now.toISOString(),
});

/** Those of thirteen months. https://docs.aws.amazon.com/acm/latest/userguide/acm-certificate-characteristics.html */
const afterRenewal = (now: Date): string => new Date(now.getTime() + 395 * 24 * 60 * 60 * 1000).toISOString();

export const acm: Operations = {
  // API_ListCertificates.html, API_Filters.html
  ListCertificates: lists({
    as: 'CertificateSummaryList',
    token: 'NextToken',
    most: { as: 'MaxItems', largest: 1000 },
    wrong: (message) => invalid(message, 'API_ListCertificates.html'),
    items: (
      { acm: { Certificates } },
      {
        Includes: { keyTypes = ['RSA_1024', 'RSA_2048'] } = {},
        CertificateStatuses: statuses = [],
      }: {
        readonly Includes?: { readonly keyTypes?: readonly string[] };
        readonly CertificateStatuses?: readonly string[];
      },
      { region },
    ) =>
      Certificates.filter(
        ({ CertificateArn, KeyAlgorithm, AcmeEndpointArn, Status }) =>
          regionOf(CertificateArn) === region &&
          (statuses.length === 0 || statuses.includes(Status)) &&
          keyTypes.includes(KeyAlgorithm) &&
          AcmeEndpointArn === undefined,
      ).map(summary),
  }),
  // API_DescribeCertificate.html
  DescribeCertificate: certificates.reads((item) => ({ Certificate: describe(item) })),
  // API_GetCertificate.html
  GetCertificate: certificates.reads(({ Status, Certificate, CertificateChain }) =>
    Status === 'PENDING_VALIDATION'
      ? refuse(
          'RequestInProgressException',
          400,
          'The certificate has not been issued yet.',
          `${api}API_GetCertificate.html`,
        )
      : { Certificate, ...(CertificateChain !== undefined && { CertificateChain }) },
  ),
  // API_ListTagsForCertificate.html
  ListTagsForCertificate: certificates.reads(({ Tags }) => ({ Tags: tagList(Tags) })),
  // API_RenewCertificate.html; force-certificate-renewal.html of the user guide: exported ones only.
  RenewCertificate: certificates.changes((item, _input, { now }) => {
    const page = 'API_RenewCertificate.html';
    if (item.Status === 'PENDING_VALIDATION')
      return refuse(
        'RequestInProgressException',
        400,
        'The certificate has not been issued yet.',
        `${api}${page}`,
      );
    if (item.RenewalEligibility !== 'ELIGIBLE' || !item.Exported)
      return invalid(`Certificate ${item.CertificateArn} is not eligible for renewal`, page);
    return {
      item: { ...item, RenewalSummary: renewal('PENDING_AUTO_RENEWAL', now) },
      later: [
        {
          seconds: 120,
          becomes: (one: Certificate): Certificate =>
            one.RenewalFailsFor === undefined
              ? { ...one, NotAfter: afterRenewal(now), RenewalSummary: renewal('SUCCESS', now) }
              : {
                  ...one,
                  RenewalSummary: { ...renewal('FAILED', now), RenewalStatusReason: one.RenewalFailsFor },
                },
        },
      ],
    };
  }),
};
