import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { optionalReads } from '../../src/adapters/optional-reads.ts';
import { cloudsOf } from '../../src/adapters/clients.ts';

const now = () => new Date('2026-01-05T09:00:00Z');
const reads = (env: Readonly<Record<string, string>>) =>
  optionalReads(env, { clouds: cloudsOf({ env }), now });

describe('what is switched on, and nothing else', () => {
  test.each<[Readonly<Record<string, string>>, readonly string[]]>([
    [{}, []],
    [{ WAXSEAL_TRAIL: '', WAXSEAL_ORGANIZATION: '' }, []],
    [{ WAXSEAL_TRAIL: 'on' }, ['trail']],
    [{ WAXSEAL_ORGANIZATION: 'own' }, ['ouPath']],
    [{ WAXSEAL_ORGANIZATION: 'arn:aws:iam::999999999999:role/waxseal-read' }, ['ouPath']],
    [{ WAXSEAL_ORGANIZATION: 'own', WAXSEAL_TRAIL: 'on' }, ['ouPath', 'trail']],
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
const sts = `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
<AccessKeyId>THERE</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>
<Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`;

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: string[] = [];
  for await (const chunk of request) chunks.push(String(chunk));
  return chunks.join('');
};

/** STS and Organizations, as far as one question needs them: who asked, and with what. */
describe('the place of an account', () => {
  let server: Server;
  let assumed: URLSearchParams[];
  let askedBy: (string | undefined)[];

  beforeEach(async () => {
    assumed = [];
    askedBy = [];
    const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
      const body = await bodyOf(request);
      if (body.includes('Action=AssumeRole')) {
        assumed.push(new URLSearchParams(body));
        response.setHeader('content-type', 'text/xml').end(sts);
        return;
      }
      askedBy.push(/Credential=([^/]+)\//.exec(request.headers.authorization ?? '')?.[1]);
      const parents = { Parents: [{ Id: 'r-1', Type: 'ROOT' }] };
      response.setHeader('content-type', 'application/x-amz-json-1.1').end(JSON.stringify(parents));
    };
    server = createServer((request, response) => void answer(request, response));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${port}`);
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'OWN');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'own');
    vi.stubEnv('AWS_SESSION_TOKEN', '');
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    server.closeAllConnections();
    server.close();
  });

  const env = { AWS_REGION: 'eu-west-1', WAXSEAL_EXTERNAL_ID: 'seal-of-the-hub' };

  test('own: with the credentials at hand', async () => {
    const { ouPath } = reads({ ...env, WAXSEAL_ORGANIZATION: 'own' });
    expect(await ouPath?.('111122223333')).toBe('/');
    expect(assumed).toEqual([]);
    expect(askedBy).toEqual(['OWN']);
  });

  test('a role: taken with the external id that a read role of ours asks for', async () => {
    const { ouPath } = reads({ ...env, WAXSEAL_ORGANIZATION: roleArn });
    expect(await ouPath?.('111122223333')).toBe('/');
    const [request, ...more] = assumed;
    expect(more).toEqual([]);
    expect(request?.get('RoleArn')).toBe(roleArn);
    expect(request?.get('ExternalId')).toBe('seal-of-the-hub');
    expect(askedBy).toEqual(['THERE']);
  });
});
