import type { DomainEndpointOptions, TLSSecurityPolicy } from '@aws-sdk/client-opensearch';

type Value = string | boolean;

/** The two that are about TLS. */
export const places = ({ EnforceHTTPS, TLSSecurityPolicy: policy }: DomainEndpointOptions) => [
  { at: 'EnforceHTTPS', value: EnforceHTTPS ?? null },
  { at: 'TLSSecurityPolicy', value: policy ?? null },
];

export const into = (
  options: DomainEndpointOptions,
  at: string,
  value: Value | null,
): DomainEndpointOptions => {
  const { EnforceHTTPS, TLSSecurityPolicy: policy, ...rest } = options;
  const others = {
    ...rest,
    ...(at !== 'EnforceHTTPS' && EnforceHTTPS !== undefined && { EnforceHTTPS }),
    ...(at !== 'TLSSecurityPolicy' && policy !== undefined && { TLSSecurityPolicy: policy }),
  };
  if (value === null) return others;
  return at === 'EnforceHTTPS'
    ? { ...others, EnforceHTTPS: value === true }
    : // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one that `meaning` knows, or what the domain held
      { ...others, TLSSecurityPolicy: value as TLSSecurityPolicy };
};
