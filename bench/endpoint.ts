import { createServer, type IncomingMessage } from 'node:http';
import { setTimeout } from 'node:timers/promises';

/**
 * S3 over HTTP, as much of it as one remediation calls: buckets come to be when they are first asked for, and keep
 * the policy that is put. Every answer takes the given time. Run as a process of its own, so that its work is not
 * counted as the worker's; tells its address on standard output.
 */
const latency = Number(process.argv[2] ?? '20');

const policies = new Map<string, string>();

/** For each bucket what was asked together, in order: a wave ends when nothing of it is under way any more. */
const waves = new Map<string, string[][]>();
const underWay = new Map<string, number>();

const begin = (bucket: string, name: string): void => {
  const running = underWay.get(bucket) ?? 0;
  const all = waves.get(bucket) ?? [];
  if (running === 0) all.push([]);
  all.at(-1)?.push(name);
  waves.set(bucket, all);
  underWay.set(bucket, running + 1);
};
const end = (bucket: string): void => void underWay.set(bucket, (underWay.get(bucket) ?? 1) - 1);

interface Answer {
  readonly status: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const refusal = (status: number, code: string): Answer => ({
  status,
  body: `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`,
});

type Operation = (bucket: string, body: string) => Answer;
const operations: Readonly<Record<string, readonly [string, Operation]>> = {
  'GET policy': [
    'GetBucketPolicy',
    (bucket) => {
      const policy = policies.get(bucket);
      return policy === undefined ? refusal(404, 'NoSuchBucketPolicy') : { status: 200, body: policy };
    },
  ],
  'PUT policy': [
    'PutBucketPolicy',
    (bucket, body) => {
      policies.set(bucket, body);
      return { status: 204 };
    },
  ],
  'DELETE policy': [
    'DeleteBucketPolicy',
    (bucket) => {
      policies.delete(bucket);
      return { status: 204 };
    },
  ],
  'GET website': ['GetBucketWebsite', () => refusal(404, 'NoSuchWebsiteConfiguration')],
  'GET tagging': [
    'GetBucketTagging',
    () => ({
      status: 200,
      body: '<Tagging><TagSet><Tag><Key>owner</Key><Value>bench</Value></Tag></TagSet></Tagging>',
    }),
  ],
  'GET publicAccessBlock': [
    'GetPublicAccessBlock',
    () => refusal(404, 'NoSuchPublicAccessBlockConfiguration'),
  ],
  'HEAD ': ['HeadBucket', () => ({ status: 200, headers: { 'x-amz-bucket-region': 'eu-west-1' } })],
};

const rules = JSON.stringify({
  ConfigRules: [
    {
      ConfigRuleName: 'bench',
      ConfigRuleArn: 'arn:aws:config:eu-west-1:111122223333:config-rule/bench',
      Source: { Owner: 'AWS', SourceIdentifier: 'S3_BUCKET_SSL_REQUESTS_ONLY' },
    },
  ],
});

/** CloudFront is asked once for all buckets. */
const distributions =
  '<DistributionList><IsTruncated>false</IsTruncated><Quantity>0</Quantity></DistributionList>';

const textOf = async (request: IncomingMessage): Promise<string> => {
  const parts: string[] = [];
  request.setEncoding('utf8');
  for await (const part of request) parts.push(String(part));
  return parts.join('');
};

const answer = async (request: IncomingMessage): Promise<Answer> => {
  const url = new URL(request.url ?? '/', 'http://endpoint');
  // The bench asks what was asked; that is no call of anybody's.
  const about = /^\/-\/waves\/(.+)$/.exec(url.pathname)?.[1];
  if (about !== undefined) return { status: 200, body: JSON.stringify(waves.get(about) ?? []) };
  const body = await textOf(request);
  if (request.headers['x-amz-target']?.toString().endsWith('.DescribeConfigRules'))
    return { status: 200, body: rules };
  if (url.pathname === '/2020-05-31/distribution') {
    if (latency > 0) await setTimeout(latency);
    return { status: 200, body: distributions };
  }
  const asked = [...url.searchParams.keys()].find((key) => key !== 'x-id') ?? '';
  const bucket = url.pathname.split('/')[1] ?? '';
  const operation = operations[`${request.method ?? ''} ${asked}`];
  begin(bucket, operation?.[0] ?? `${request.method ?? ''} ${url.pathname} ${asked}`);
  if (latency > 0) await setTimeout(latency);
  end(bucket);
  return operation ? operation[1](bucket, body) : refusal(501, 'NotImplemented');
};

const server = createServer((request, response) => {
  void answer(request).then(({ status, body = '', headers = {} }) =>
    response.writeHead(status, headers).end(body),
  );
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object')
    process.stdout.write(`http://127.0.0.1:${address.port}\n`);
});
// The parent's end closes our standard input: then nobody needs us any more.
process.stdin.on('end', () => process.exit()).resume();
