import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { vi } from 'vitest';

const credentials = `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
<AccessKeyId>THERE</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>
<Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`;

/** One call to a service other than STS. */
interface Asked {
  /** The access key that signed it: `OWN`, or `THERE` after a role was taken. */
  readonly by: string | undefined;
  /** The Region that it was signed for. */
  readonly region: string | undefined;
  readonly operation: string;
  readonly body: string;
}

export interface RoleServer {
  /** What STS was asked for. */
  readonly assumed: readonly URLSearchParams[];
  readonly asked: readonly Asked[];
  readonly close: () => void;
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: string[] = [];
  for await (const chunk of request) chunks.push(String(chunk));
  return chunks.join('');
};

const askedIn = ({ headers, url = '' }: IncomingMessage, body: string): Asked => {
  const [, by, region] = /Credential=([^/]+)\/\d+\/([^/]+)\//.exec(headers.authorization ?? '') ?? [];
  const target = headers['x-amz-target'];
  return { by, region, operation: typeof target === 'string' ? target.replace(/^.*\./, '') : url, body };
};

/**
 * STS, and JSON services that answer as `answers` says by operation or path; everything of the SDK runs. Clients find it
 * by the environment, which `vi.unstubAllEnvs()` restores.
 */
export const startRoleServer = async (answers: Readonly<Record<string, object>>): Promise<RoleServer> => {
  const assumed: URLSearchParams[] = [];
  const asked: Asked[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await bodyOf(request);
    if (body.includes('Action=AssumeRole')) {
      assumed.push(new URLSearchParams(body));
      response.setHeader('content-type', 'text/xml').end(credentials);
      return;
    }
    const call = askedIn(request, body);
    asked.push(call);
    response.setHeader('content-type', 'application/x-amz-json-1.1');
    response.end(JSON.stringify(answers[call.operation] ?? {}));
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`);
  vi.stubEnv('AWS_REGION', 'eu-west-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'OWN');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'own');
  vi.stubEnv('AWS_SESSION_TOKEN', '');
  const close = (): void => {
    vi.unstubAllEnvs();
    server.closeAllConnections();
    server.close();
  };
  return { assumed, asked, close };
};
