import { refuse, type Refusal } from '../../../sandbox/world.ts';

const page = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies.html';
export const bad = (why: string): Refusal => refuse('BadRequestException', 400, why, page);

interface Patch {
  readonly op: string;
  readonly path: string;
  readonly value?: string;
}
export interface Patches {
  readonly patchOperations?: readonly Patch[];
}
interface Secured {
  readonly securityPolicy: string;
  readonly endpointAccessMode?: 'BASIC' | 'STRICT' | undefined;
  readonly endpointConfiguration: { readonly types: readonly string[] };
}

const isEdge = (policy: string): boolean => policy.endsWith('_EDGE');

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies-list.html */
const refusalOf = (now: Secured): Refusal | undefined => {
  const { securityPolicy: policy, endpointAccessMode: mode, endpointConfiguration } = now;
  const isOfToday = policy.startsWith('SecurityPolicy_');
  // Of the old kind there are two today.
  if (!isOfToday && !/^TLS_1_\d$/.test(policy)) return bad(`Invalid securityPolicy ${policy}`);
  if (isOfToday && isEdge(policy) !== endpointConfiguration.types.includes('EDGE'))
    return bad('The security policy does not go with the endpoint type');
  if (isOfToday && mode === undefined) return bad('The security policy needs an endpoint access mode');
  if (!isOfToday && mode !== undefined) return bad('The security policy goes with no endpoint access mode');
  return undefined;
};

/** What becomes of it; members that a patch may name besides are replaced as they are. */
export const patched = <Item extends Secured>(
  item: Item,
  { patchOperations = [] }: Patches,
  others: readonly string[],
): Item | Refusal => {
  const known = new Set(['securityPolicy', 'endpointAccessMode', ...others]);
  const names = patchOperations.map(({ path }) => path.slice(1));
  if (!patchOperations.every(({ op, path }) => op === 'replace' && known.has(path.slice(1))))
    return bad(`Invalid patch path ${names.join(', ')}`);
  const values = patchOperations.map(({ path, value = '' }) => [
    path.slice(1),
    value === '' ? undefined : value,
  ]);
  const now: Item = { ...item, ...Object.fromEntries(values) };
  return refusalOf(now) ?? now;
};
