import { expect, test } from 'vitest';
import { policiesFor } from '../../../../src/services/apigateway/facts/security-policies.ts';
import domain from '../../../../src/services/apigateway/remediations/apigateway-domain-tls-policy.ts';
import { name } from '../apis.ts';

/** Logs are asked about the policy that would really be put, which is not the same everywhere. */

const target = {
  account: '111122223333',
  region: 'eu-west-1',
  partition: 'aws',
  type: 'AWS::ApiGateway::DomainName',
  id: name,
  arn: `arn:aws:apigateway:eu-west-1::/domainnames/${name}`,
};
type Seen = Parameters<typeof domain.plan>[0];
const seenAt = (kind: Seen['kind'], over: Partial<Seen> = {}): Seen => ({
  policy: 'TLS_1_0',
  known: policiesFor(kind),
  kind,
  readiness: { is: 'ready' },
  isMutual: false,
  hasHttpApis: false,
  ...over,
});
const ciphersOf = (kind: Seen['kind'], policy: string) =>
  policiesFor(kind).find((one) => one.name === policy)?.ciphers;
const asked = (seen: Seen) => domain.evidence?.(seen, target, domain.settings.parse({}));

test.each([
  ['a Regional name', seenAt('REGIONAL'), ciphersOf('REGIONAL', 'SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09')],
  ['a name at the edge', seenAt('EDGE'), ciphersOf('EDGE', 'SecurityPolicy_TLS12_PFS_2025_EDGE')],
  ['a name of HTTP APIs', seenAt('REGIONAL', { hasHttpApis: true }), ciphersOf('REGIONAL', 'TLS_1_2')],
])('%s', (_what, seen, ciphers) => {
  expect(asked(seen)).toMatchObject([
    { ask: 'tls-not-offered', of: target.arn, given: { protocols: ['TLSv1.2', 'TLSv1.3'], ciphers } },
  ]);
});

test.each([
  ['what is compliant', seenAt('REGIONAL', { policy: 'SecurityPolicy_TLS13_1_3_2025_09' })],
  ['what AWS is changing', seenAt('REGIONAL', { readiness: { is: 'busy', status: 'UPDATING' } })],
])('of %s nothing is asked', (_what, seen) => {
  expect(asked(seen)).toEqual([]);
});
