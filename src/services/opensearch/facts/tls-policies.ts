import { oldestAmong } from '../../../aws/tls-policies.ts';
import type { TlsTerms } from '../../../core/model/tls-terms.ts';

/**
 * Security policies of endpoints, from the weakest on: each has less than the one before it.
 * https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_DomainEndpointOptions.html
 */
export const policies = [
  'Policy-Min-TLS-1-0-2019-07',
  'Policy-Min-TLS-1-2-2019-07',
  'Policy-Min-TLS-1-2-PFS-2023-10',
  'Policy-Min-TLS-1-2-RFC9151-FIPS-2024-08',
] as const;

/** With TLS 1.0 and 1.1. */
export const [weakest] = policies;

/** The only one that Opensearch.8 and ES.8 take. */
export const ofSecurityHub = 'Policy-Min-TLS-1-2-PFS-2023-10';

const rankOf = (policy: string): number => policies.findIndex((one) => one === policy);

export const isKnown = (policy: string): boolean => rankOf(policy) >= 0;

/** What is no longer taken where this one is exchanged for the other. */
export const lostBy = (from: string, to: string): string =>
  [
    ...(rankOf(from) < 1 ? ['TLS 1.0 and 1.1'] : []),
    ...(rankOf(from) < 2 && rankOf(to) >= 2 ? ['cipher suites without forward secrecy'] : []),
    ...(rankOf(to) === 3 ? ['whatever RFC 9151 does not have'] : []),
  ].join(', ');

/** Of those that are accepted the one to change to: what Security Hub takes, else the weakest that is stronger. */
export const strongerThan = (policy: string, accepted: readonly string[]): string | undefined => {
  const stronger = policies.filter((one) => rankOf(one) > rankOf(policy) && accepted.includes(one));
  return stronger.find((one) => one === ofSecurityHub) ?? stronger[0];
};

/** On what terms clients come in, as `DescribeDomain` tells it. Pure. */
export const termsOf = ({
  TLSSecurityPolicy: policy = '',
  CustomEndpointEnabled: isCustom,
  CustomEndpointCertificateArn: certificate,
}: {
  readonly TLSSecurityPolicy?: string | undefined;
  readonly CustomEndpointEnabled?: boolean | undefined;
  readonly CustomEndpointCertificateArn?: string | undefined;
}): TlsTerms => {
  const minor = /^Policy-Min-TLS-1-(\d)-/.exec(policy)?.[1];
  const oldest = minor === undefined ? undefined : oldestAmong([`TLSv1.${minor}`]);
  return { ...(oldest !== undefined && { oldest }), ...(isCustom && certificate && { certificate }) };
};
