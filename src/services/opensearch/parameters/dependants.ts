import type { DomainEndpointOptions, DomainStatus } from '@aws-sdk/client-opensearch';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Dependants } from '../../../dependants/words.ts';
import { hostsOf } from '../facts/domain.ts';

/** Other AWS services that were given an address of a domain which is none of HTTPS. */
export const dependantsOf = async (
  domain: DomainStatus,
  options: DomainEndpointOptions,
  aws: Aws,
): Promise<Dependants> => {
  const hosts = hostsOf(domain, options);
  // Loaded only for what would be changed.
  const { dependantsOn, namesHost } = await import('../../../dependants/dependants.ts');
  const names = namesHost(hosts);
  const isMeant = (text: string): boolean => names(text.replaceAll(/[\w.-]+:443(?!\d)/g, ''));
  return dependantsOn({ isMeant: hosts.length === 0 ? undefined : isMeant }, aws);
};
