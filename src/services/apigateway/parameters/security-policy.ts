import type { PatchOperation } from '@aws-sdk/client-api-gateway';
import { WaxsealError } from '../../../core/model/errors.ts';
import { isEnhanced } from '../facts/security-policies.ts';

/** What only this room throws. */
export const errors = {
  'access-mode-strict': {
    says: 'The endpoint access mode was set to STRICT after the change, and the security policy that was there before goes with none.',
    todo: 'Decide about the endpoint access mode first: without STRICT the endpoint is unavailable for about 15 minutes.',
  },
} as const;

const replaces = (path: string, value: string): PatchOperation => ({ op: 'replace', path, value });

/**
 * A policy and the endpoint access mode that goes with it: BASIC, which refuses nobody, unless one is set. STRICT is
 * never taken back: the endpoint would be unavailable for 15 minutes.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies.html
 */
export const patchesOf = (policy: string, mode: unknown): PatchOperation[] => {
  const set = replaces('/securityPolicy', policy);
  if (isEnhanced(policy)) return mode ? [set] : [set, replaces('/endpointAccessMode', 'BASIC')];
  if (mode === 'STRICT')
    throw new WaxsealError({ code: 'access-mode-strict', ...errors['access-mode-strict'] });
  return mode ? [set, replaces('/endpointAccessMode', '')] : [set];
};
