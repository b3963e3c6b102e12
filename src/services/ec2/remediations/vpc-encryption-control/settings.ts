import * as z from 'zod/mini';

/** As EC2 names what may be excluded; https://docs.aws.amazon.com/vpc/latest/userguide/vpc-encryption-controls.html */
const kinds = [
  'ApiGatewayV2',
  'EgressOnlyInternetGateway',
  'ElasticFileSystem',
  'GlobalAccelerator',
  'InternetGateway',
  'Lambda',
  'NatGateway',
  'VirtualPrivateGateway',
  'VpcLattice',
  'VpcPeering',
] as const;

export const settings = z.strictObject({
  mode: z
    ._default(z.enum(['readiness', 'monitor', 'enforce']), 'readiness')
    .check(
      z.describe(
        'readiness: only tell what is in the way. monitor: EC2 tells what is encrypted, for money. enforce: what does not encrypt is refused.',
      ),
    ),
  exclusions: z
    ._default(z.array(z.enum(kinds)), [])
    .check(z.describe('Kinds that may carry plaintext where encryption is enforced. Never guessed.')),
});
export type Settings = z.output<typeof settings>;
