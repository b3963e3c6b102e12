import type { DomainEndpointOptions } from '@aws-sdk/client-opensearch';
import type { Document } from '../../../core/model/remediation.ts';
import { toBePut } from '../../../families/whole-answer.ts';
import { configOf, order } from './domain.ts';

const isToken = (token: unknown): token is { readonly dropped: readonly string[] } =>
  typeof token === 'object' && token !== null && 'dropped' in token;

/**
 * How clients reach a domain. AWS does not say whether what a call leaves out of them stays: all are sent, the custom
 * endpoint and its certificate among them.
 * https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_UpdateDomainConfig.html
 */
export const endpointOptions: Document<DomainEndpointOptions> = {
  type: 'endpoint configuration',
  name: (_on, { id }) => id,
  get: async (_name, target, aws) => {
    const { config, dropped = [] } = (await configOf(target, aws)) ?? {};
    return { value: config?.DomainEndpointOptions?.Options ?? null, token: { dropped } };
  },
  put: async (_name, value, { token }, target, aws) => {
    if (value === null || !isToken(token)) throw new TypeError('a domain always has endpoint options');
    toBePut(token.dropped, { service: 'OpenSearch Service', thing: 'domain', id: target.id });
    await order({ DomainEndpointOptions: value }, target, aws);
  },
};
