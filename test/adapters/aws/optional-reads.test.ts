import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { optionalReads } from '../../../src/adapters/aws/optional-reads.ts';
import { cloudsOf } from '../../../src/adapters/aws/clients.ts';
import { startRoleServer, type RoleServer } from '../../kit/role-server.ts';

const now = () => new Date('2026-01-05T09:00:00Z');
const reads = (env: Readonly<Record<string, string>>) =>
  optionalReads(env, { clouds: cloudsOf({ env }), now });

describe('what is switched on, and nothing else', () => {
  test.each<[Readonly<Record<string, string>>, readonly string[]]>([
    [{}, []],
    [{ WAXSEAL_TRAIL: '', WAXSEAL_ORGANIZATION: '' }, []],
    [{ WAXSEAL_TRAIL: 'on' }, ['cloudTrail']],
    [{ WAXSEAL_ORGANIZATION: 'own' }, ['ouPath']],
    [{ WAXSEAL_ORGANIZATION: 'arn:aws:iam::999999999999:role/waxseal-read' }, ['ouPath']],
    [{ WAXSEAL_ORGANIZATION: 'own', WAXSEAL_TRAIL: 'on' }, ['cloudTrail', 'ouPath']],
  ])('%o', (env, names) => {
    expect(Object.keys(reads(env)).toSorted()).toEqual(names);
  });

  test.each<[Readonly<Record<string, string>>, RegExp]>([
    [{ WAXSEAL_TRAIL: 'yes' }, /WAXSEAL_TRAIL is "yes"/],
    [{ WAXSEAL_ORGANIZATION: 'on' }, /WAXSEAL_ORGANIZATION is "on"/],
  ])('%o is refused', (env, says) => {
    expect(() => reads(env)).toThrow(says);
  });
});

const roleArn = 'arn:aws:iam::999999999999:role/waxseal-read';

describe('the place of an account', () => {
  let server: RoleServer;
  beforeEach(async () => {
    server = await startRoleServer({ ListParents: { Parents: [{ Id: 'r-1', Type: 'ROOT' }] } });
  });
  afterEach(() => server.close());

  const env = { AWS_REGION: 'eu-west-1', WAXSEAL_EXTERNAL_ID: 'seal-of-the-hub' };
  const callers = () => server.asked.map(({ by, operation }) => [by, operation]);

  test('own: with the credentials at hand', async () => {
    const { ouPath } = reads({ ...env, WAXSEAL_ORGANIZATION: 'own' });
    expect(await ouPath?.('111122223333')).toBe('/');
    expect(server.assumed).toEqual([]);
    expect(callers()).toEqual([['OWN', 'ListParents']]);
  });

  test('a role: taken with the external id that a read role of ours asks for', async () => {
    const { ouPath } = reads({ ...env, WAXSEAL_ORGANIZATION: roleArn });
    expect(await ouPath?.('111122223333')).toBe('/');
    const [request, ...more] = server.assumed;
    expect(more).toEqual([]);
    expect(request?.get('RoleArn')).toBe(roleArn);
    expect(request?.get('ExternalId')).toBe('seal-of-the-hub');
    expect(callers()).toEqual([['THERE', 'ListParents']]);
  });
});
