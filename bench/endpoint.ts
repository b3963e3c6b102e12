import { createServer, type IncomingMessage } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { shutting } from './policies.ts';

/**
 * S3 over HTTP, as much of it as one remediation calls: buckets come to be when they are first asked for, and keep
 * the policy that is put. Every answer takes the given time. Run as a process of its own, so that its work is not
 * counted as the worker's; tells its address on standard output.
 *
 * `endpoint.ts LATENCY FLEET THROTTLED shut`: milliseconds; buckets that are listed; per cent of calls that are refused
 * as too many; whether the fleet refuses plain HTTP already. A bucket named `shut-…` always does.
 */
const [latency = 20, fleet = 0, throttled = 0] = process.argv.slice(2, 5).map(Number);
/** Buckets that refuse plain HTTP from the beginning. */
const isShut = (bucket: string): boolean => process.argv[5] === 'shut' || bucket.startsWith('shut-');

/** Calls by operation, and how many were under way at once at most. */
const counts = new Map<string, number>();
let underWayNow = 0;
let mostUnderWay = 0;
/** Throttling that is the same each time: the nth call of all, by a fixed sequence. */
let seed = 1;
const isThrottled = (): boolean => {
  seed = (seed * 48_271) % 2_147_483_647;
  return (seed / 2_147_483_647) * 100 < throttled;
};

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
      const policy = policies.get(bucket) ?? (isShut(bucket) ? shutting(bucket, 'TlsOnly') : undefined);
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
  // What others ask for, and we do not.
  'GET location': [
    'GetBucketLocation',
    () => ({ status: 200, body: '<LocationConstraint>eu-west-1</LocationConstraint>' }),
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

const fleetName = (at: number): string => `fleet-${String(at).padStart(6, '0')}`;

/** The fleet, a thousand buckets a page. */
const listing = (url: URL): string => {
  const from = Number(url.searchParams.get('continuation-token') ?? '0');
  const to = Math.min(fleet, from + 1_000);
  const buckets = Array.from(
    { length: to - from },
    (_, at) =>
      `<Bucket><Name>${fleetName(from + at)}</Name><CreationDate>2026-01-05T09:00:00.000Z</CreationDate><BucketRegion>eu-west-1</BucketRegion></Bucket>`,
  );
  const next = to < fleet ? `<ContinuationToken>${to}</ContinuationToken>` : '';
  return `<ListAllMyBucketsResult><Buckets>${buckets.join('')}</Buckets>${next}</ListAllMyBucketsResult>`;
};

const identity =
  '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::111122223333:user/bench</Arn><UserId>AID</UserId><Account>111122223333</Account></GetCallerIdentityResult></GetCallerIdentityResponse>';

/** What is asked once, whatever there is of buckets. */
const once = (request: IncomingMessage, url: URL, body: string): readonly [string, Answer] | undefined => {
  const target = request.headers['x-amz-target']?.toString() ?? '';
  if (target.endsWith('.DescribeConfigRules')) return ['DescribeConfigRules', { status: 200, body: rules }];
  if (target.endsWith('.GetParameter'))
    return ['GetParameter', { status: 400, body: '{"__type":"ParameterNotFound"}' }];
  if (body.includes('Action=GetCallerIdentity'))
    return ['GetCallerIdentity', { status: 200, body: identity }];
  if (url.pathname === '/2020-05-31/distribution')
    return ['ListDistributions', { status: 200, body: distributions }];
  if (url.pathname === '/' && request.method === 'GET')
    return ['ListBuckets', { status: 200, body: listing(url) }];
  return undefined;
};

const told = (what: string, name: string): unknown => {
  if (what === 'waves') return waves.get(name) ?? [];
  const asked = { calls: Object.fromEntries(counts), mostUnderWay };
  if (name === 'new') {
    counts.clear();
    mostUnderWay = 0;
    policies.clear();
    waves.clear();
  }
  return asked;
};

const textOf = async (request: IncomingMessage): Promise<string> => {
  const parts: string[] = [];
  request.setEncoding('utf8');
  for await (const part of request) parts.push(String(part));
  return parts.join('');
};

const answer = async (request: IncomingMessage): Promise<Answer> => {
  const url = new URL(request.url ?? '/', 'http://endpoint');
  // The bench asks what was asked; that is no call of anybody's.
  const [, what, about] = /^\/-\/(waves|counts)\/(.+)$/.exec(url.pathname) ?? [];
  if (what !== undefined && about !== undefined)
    return { status: 200, body: JSON.stringify(told(what, about)) };
  const body = await textOf(request);
  const known = once(request, url, body);
  if (known) {
    const [name, answered] = known;
    counts.set(name, (counts.get(name) ?? 0) + 1);
    if (latency > 0) await setTimeout(latency);
    return answered;
  }
  const asked = [...url.searchParams.keys()].find((key) => key !== 'x-id') ?? '';
  const bucket = url.pathname.split('/')[1] ?? '';
  const operation = operations[`${request.method ?? ''} ${asked}`];
  const name = operation?.[0] ?? `${request.method ?? ''} ${url.pathname} ${asked}`;
  begin(bucket, name);
  counts.set(name, (counts.get(name) ?? 0) + 1);
  underWayNow += 1;
  mostUnderWay = Math.max(mostUnderWay, underWayNow);
  if (latency > 0) await setTimeout(latency);
  underWayNow -= 1;
  end(bucket);
  if (isThrottled()) return refusal(503, 'SlowDown');
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
