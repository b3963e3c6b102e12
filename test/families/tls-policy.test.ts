import { describe, expect, test } from 'vitest';
import type { TlsPolicy } from '../../src/aws/tls-policies.ts';
import { remediation } from '../../src/core/model/remediation.ts';
import { readinessBy } from '../../src/families/steps.ts';
import { tlsPolicySettings } from '../../src/families/tls-policy/settings.ts';
import { tlsPolicy } from '../../src/families/tls-policy.ts';
import { noAws, stageOf, target } from '../kit/families.ts';

/** A domain of an API, whose policies no call describes: a table of the room does. */

const cbc = 'ECDHE-RSA-AES128-SHA256';
const gcm = 'ECDHE-RSA-AES128-GCM-SHA256';
const tls13 = 'TLS_AES_128_GCM_SHA256';
const policy = (
  name: string,
  protocols: string,
  ciphers: readonly string[],
  kind = 'regional',
): TlsPolicy => ({
  name,
  protocols: protocols.split(' ').map((version) => `TLSv${version}`),
  ciphers,
  kinds: [kind],
});
const old = policy('TLS_1_0', '1 1.1 1.2', [cbc, gcm]);
const plain = policy('TLS_1_2', '1.2', [cbc, gcm]);
const good = policy('SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09', '1.2 1.3', [gcm, tls13]);
const newest = policy('SecurityPolicy_TLS13_1_3_2025_09', '1.3', [tls13]);
const edge = policy('SecurityPolicy_TLS12_PFS_2025_EDGE', '1.2', [gcm], 'edge');
const fips = policy('SecurityPolicy_TLS13_1_3_FIPS_2025_09', '1.3', [tls13]);
const table = [old, plain, good, newest, edge, fips];

const domainOf = (held: string | null | undefined, settings: Readonly<Record<string, unknown>> = {}) => {
  const world = {
    policy: held,
    status: 'AVAILABLE',
    kind: 'regional',
    mutual: false,
    mapped: 'REST',
    puts: 0,
  };
  const readiness = readinessBy({ ready: ['AVAILABLE'], busy: ['UPDATING'], people: { FAILED: 'Fix it.' } });
  const { messages, ...parts } = tlsPolicy({
    attribute: 'securityPolicy',
    thing: 'domain',
    protocolLog: 'the access log for $context.tlsVersion',
    cipherLog: 'the access log for $context.cipherSuite',
    messages: {
      'mutual-tls': {
        says: 'Domain {name} asks for client certificates.',
        todo: 'Read what AWS says of both.',
      },
      'websocket-only': { says: 'Domain {name} has no such API.' },
    },
    read: async () =>
      world.policy === undefined
        ? undefined
        : {
            policy: world.policy,
            known: table,
            kind: world.kind,
            readiness: readiness(world.status),
            mutual: world.mutual,
            mapped: world.mapped,
          },
    get: async () => ({ value: world.policy ?? null }),
    put: async (name) => {
      world.policy = name;
      world.puts += 1;
    },
    outside: ({ mapped }, { id: name }) =>
      mapped === 'WEBSOCKET' ? { message: 'websocket-only', data: { name } } : undefined,
    hazards: ({ mutual }, _to, { id: name }) => (mutual ? [{ message: 'mutual-tls', data: { name } }] : []),
  });
  const unit = remediation({
    meta: {
      id: 'toy-domain-tls-policy',
      version: 1,
      family: 'tls-policy',
      concerns: { hop: 'in', matter: 'plaintext' },
      title: 'Domains use a recommended TLS policy',
      summary: 'Changes the security policy.',
      resourceType: 'Toy',
      configRules: [],
      controls: [],
      services: [],
      reversible: true,
      permissions: { read: [], write: [], undo: [] },
      messages,
      docs: [],
    },
    settings: tlsPolicySettings({
      accepted: [good.name, newest.name, edge.name, fips.name],
      target: good.name,
      fipsTarget: fips.name,
      known: [],
    }),
    ...parts,
  });
  const stage = stageOf(unit);
  const rule = { settings: { 'toy-domain-tls-policy': settings } };
  stage.toy.policy = { ...stage.toy.policy, rules: [rule] };
  return { world, unit, ...stage };
};

describe('the accepted policy that takes the least away', () => {
  test('is set, and the old one comes back', async () => {
    const { world, look, agree, takeBack, said } = domainOf(old.name);
    expect((await look()).is).toBe('approval-requested');
    expect(await said()).toEqual(['policy-not-accepted', 'ciphers-lost']);
    const done = await agree();
    expect([done.is, world.policy]).toEqual(['remediated', good.name]);
    expect((await takeBack(done)).is).toBe('rolled-back');
    expect([world.policy, world.puts]).toEqual([old.name, 2]);
  });

  test('an owner who knows that nobody needs the ciphers is not asked', async () => {
    const { world, look } = domainOf(old.name, { lostCiphers: 'accept' });
    expect((await look()).is).toBe('remediated');
    expect(world.policy).toBe(good.name);
  });

  test('is of the kind that the thing is', async () => {
    const { world, look, said } = domainOf(old.name, { lostCiphers: 'accept' });
    world.kind = 'edge';
    expect(await said()).toEqual(['policy-not-accepted', 'another-target']);
    expect((await look()).is).toBe('remediated');
    expect(world.policy).toBe(edge.name);
  });

  test('where TLS 1.2 goes without anybody wishing it, it is asked', async () => {
    const { look, said } = domainOf(plain.name, { acceptedPolicies: [newest.name] });
    expect((await look()).is).toBe('approval-requested');
    expect(await said()).toEqual(['policy-not-accepted', 'tls12-lost', 'another-target']);
  });

  test('nor without saying so where somebody wishes it, whatever ciphers an owner lets go', async () => {
    const { look, said } = domainOf(plain.name, {
      acceptedPolicies: [newest.name],
      targetPolicy: newest.name,
      lostCiphers: 'accept',
    });
    expect((await look()).is).toBe('approval-requested');
    expect(await said()).toEqual(['policy-not-accepted', 'tls12-lost']);
  });

  test('a hazard of the unit asks', async () => {
    const { world, look, said } = domainOf(old.name, { lostCiphers: 'accept' });
    world.mutual = true;
    expect((await look()).is).toBe('approval-requested');
    expect(await said()).toContain('mutual-tls');
  });
});

describe('what is not changed', () => {
  test('what is accepted, unless AWS is still at work on it', async () => {
    const { world, look } = domainOf(good.name);
    expect((await look()).is).toBe('compliant');
    world.status = 'UPDATING';
    expect(await look()).toMatchObject({ is: 'pending', why: { id: 'busy' } });
  });
  test.each<readonly [string, string | null, object, string]>([
    [
      'what is stronger already',
      good.name,
      { acceptedPolicies: [edge.name, plain.name] },
      'stronger-already',
    ],
    ['without an accepted policy that fits', plain.name, { acceptedPolicies: [edge.name] }, 'no-target'],
    ['a policy that the table does not have', 'SecurityPolicy_2031', {}, 'policy-unknown'],
    ['no policy at all', null, {}, 'policy-unknown'],
  ])('%s', async (_name, held, settings, why) => {
    const { world, look, said } = domainOf(held, { ...settings });
    expect(await look()).toMatchObject({
      is: 'manual-action-needed',
      plan: { changes: [], why: { id: why } },
    });
    expect(await said()).toEqual([why]);
    expect(world.puts).toBe(0);
  });
  test('a status that nobody knows is unknown; one that people must fix is told', async () => {
    const { world, look, said } = domainOf(old.name);
    world.status = 'ODD';
    expect((await look()).is).toBe('unknown');
    expect(await said()).toEqual(['status-unknown']);
    world.status = 'FAILED';
    expect((await look()).is).toBe('manual-action-needed');
    expect(await said()).toEqual(['needs-people']);
  });
  test('what is none of it, and what is gone', async () => {
    const { world, look } = domainOf(old.name);
    world.mapped = 'WEBSOCKET';
    expect((await look()).is).toBe('not-applicable');
    world.policy = undefined;
    expect((await look()).is).toBe('gone');
  });
  test('a policy is never taken away', async () => {
    const { unit } = domainOf(old.name);
    const put = unit.fields.securityPolicy.put(target.arn, null, { value: old.name }, target, noAws);
    await expect(put).rejects.toThrow('always has a security policy');
  });
});

test('only what can be said is in the catalogue', () => {
  const ids = Object.keys(domainOf(old.name).unit.meta.messages);
  expect(ids).not.toContain('not-as-wanted');
  expect(ids).not.toContain('value-unknown');
});
