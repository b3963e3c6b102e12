import { createServer, type IncomingMessage } from 'node:http';

/** What AWS sends, as it stands on the wire. */
export interface WireAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The error of S3. https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export const s3Error = (status: number, code: string, more = ''): WireAnswer => ({
  status,
  headers: { 'content-type': 'application/xml', 'x-amz-request-id': 'REQ1' },
  body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>Words.</Message>${more}<RequestId>REQ1</RequestId><HostId>h</HostId></Error>`,
});

/** Query services: ELB, RDS, SNS, STS. https://smithy.io/2.0/aws/protocols/aws-query-protocol.html */
export const queryError = (status: number, code: string): WireAnswer => ({
  status,
  headers: { 'content-type': 'text/xml', 'x-amzn-requestid': 'REQ1' },
  body: `<ErrorResponse xmlns="https://service.amazonaws.com/doc/">\n  <Error>\n    <Type>Sender</Type>\n    <Code>${code}</Code>\n    <Message>Words.</Message>\n  </Error>\n  <RequestId>REQ1</RequestId>\n</ErrorResponse>\n`,
});

/** https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html */
export const ec2Error = (status: number, code: string): WireAnswer => ({
  status,
  headers: { 'content-type': 'text/xml;charset=UTF-8' },
  body: `<?xml version="1.0" encoding="UTF-8"?>\n<Response><Errors><Error><Code>${code}</Code><Message>Words.</Message></Error></Errors><RequestID>REQ1</RequestID></Response>`,
});

/** JSON 1.0 and 1.1: the type stands in the body, with a name space or without. */
export const jsonError = (status: number, type: string, message = 'Words.'): WireAnswer => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': 'REQ1' },
  body: JSON.stringify({ __type: type, message }),
});

/** REST JSON: the type stands in a header, with a URL behind it or without. */
export const restJsonError = (status: number, type: string): WireAnswer => ({
  status,
  headers: {
    'content-type': 'application/json',
    'x-amzn-errortype': `${type}:http://internal.amazon.com/coral/com.amazon.coral.service/`,
  },
  body: JSON.stringify({ Code: type, Message: 'Words.' }),
});

/** SQS, as it answers clients that once spoke the query protocol. */
export const sqsError = (status: number, type: string, queryCode: string): WireAnswer => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-query-error': `${queryCode};Sender` },
  body: JSON.stringify({ __type: type, message: 'Words.' }),
});

/** What stands in front of every service, when it answers itself. */
export const frontEnd: WireAnswer = {
  status: 503,
  headers: { 'content-type': 'text/html' },
  body: '<html><body><b>Http/1.1 Service Unavailable</b></body> </html>',
};

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: string[] = [];
  for await (const chunk of request) chunks.push(String(chunk));
  return chunks.join('');
};

/** `GetParameter`, `DescribeListeners`, or for REST the method and the path. */
const operationIn = ({ headers, method, url }: IncomingMessage, body: string): string => {
  const target = headers['x-amz-target'];
  const action = /(?:^|&)Action=(\w+)/.exec(body)?.[1];
  return typeof target === 'string' ? target.replace(/^.*\./, '') : (action ?? `${method} ${url}`);
};

export interface WireRequest {
  readonly operation: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface WireServer {
  readonly endpoint: string;
  readonly asked: readonly WireRequest[];
  /** What every request is answered from now on. */
  readonly answers: (answer: WireAnswer | ((request: WireRequest) => WireAnswer)) => void;
  readonly close: () => void;
}

/** An AWS endpoint on this machine, over HTTP: everything of the SDK runs. */
export const startWireServer = async (): Promise<WireServer> => {
  const asked: WireRequest[] = [];
  let answering: (request: WireRequest) => WireAnswer = () => ({ status: 500 });
  const server = createServer((request, response) => {
    const answered = async (): Promise<void> => {
      const body = await bodyOf(request);
      const one = { operation: operationIn(request, body), headers: request.headers, body };
      asked.push(one);
      const answer = answering(one);
      response.writeHead(answer.status, answer.headers).end(answer.body);
    };
    void answered();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  return {
    endpoint: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    asked,
    answers: (answer) => {
      asked.length = 0;
      answering = typeof answer === 'function' ? answer : () => answer;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
