import { describe, expect, test } from 'vitest';
import { patchesOf } from '../../../../src/services/apigateway/parameters/security-policy.ts';

const policy = 'SecurityPolicy_TLS13_1_3_2025_09';
const replaces = (path: string, value: string) => ({ op: 'replace', path, value });

describe('a policy and the endpoint access mode that goes with it', () => {
  test.each([
    [policy, undefined, [replaces('/securityPolicy', policy), replaces('/endpointAccessMode', 'BASIC')]],
    [policy, 'BASIC', [replaces('/securityPolicy', policy)]],
    [policy, 'STRICT', [replaces('/securityPolicy', policy)]],
    ['TLS_1_0', undefined, [replaces('/securityPolicy', 'TLS_1_0')]],
    ['TLS_1_0', 'BASIC', [replaces('/securityPolicy', 'TLS_1_0'), replaces('/endpointAccessMode', '')]],
  ])('%s where it is %s', (to, mode, patches) => {
    expect(patchesOf(to, mode)).toEqual(patches);
  });

  test('STRICT, which somebody has set since, is not taken back', () => {
    expect(() => patchesOf('TLS_1_0', 'STRICT')).toThrow(/set to STRICT after the change/);
  });
});
