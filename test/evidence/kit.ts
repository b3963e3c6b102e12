import { windowBefore } from '../../src/core/evidence/verdict.ts';
import type { Budget, Question } from '../../src/core/model/evidence.ts';
import type { Aws } from '../../src/core/model/remediation.ts';
import type { Target } from '../../src/core/model/target.ts';
import type { Asking } from '../../src/evidence/source.ts';
import { spendingOf } from '../../src/evidence/spending.ts';

export const now = new Date('2026-11-21T12:00:00.000Z');
export const window = windowBefore(now, 14);
const plenty: Budget = { megabytes: 100, objects: 1000, seconds: 60, dollars: 1 };

export const bucket: Target = {
  account: '111122223333',
  region: 'eu-west-1',
  partition: 'aws',
  type: 'AWS::S3::Bucket',
  id: 'orders',
  arn: 'arn:aws:s3:::orders',
};
export const plaintext: Question = {
  ask: 'plaintext-requests',
  of: bucket.arn,
  clears: ['breaks-plaintext'],
};

export const asking = (aws: Aws, more: Partial<Asking> & { readonly budget?: Budget } = {}): Asking => ({
  question: plaintext,
  target: bucket,
  window,
  spending: spendingOf(more.budget ?? plenty, () => now),
  look: () => aws,
  pause: async () => {},
  ...more,
});

const month = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const s3Time = (at: Date): string => {
  const [day, time] = at.toISOString().split('T');
  const [year, m, d] = (day ?? '').split('-');
  return `${d}/${month[Number(m) - 1]}/${year}:${(time ?? '').slice(0, 8)} +0000`;
};

interface S3Fields {
  readonly bucket?: string;
  readonly at?: Date;
  readonly requester?: string;
  readonly operation?: string;
  readonly key?: string;
  readonly status?: string;
  readonly agent?: string;
  readonly cipher?: string;
  readonly host?: string;
  readonly tls?: string;
}

/** A line as S3 writes it, over TLS unless it says otherwise. */
export const s3Line = (fields: S3Fields): string => {
  const {
    bucket: of = 'orders',
    at = new Date('2026-11-10T08:00:00Z'),
    requester = 'arn:aws:iam::111122223333:user/importer',
    operation = 'REST.GET.OBJECT',
    key = 'a/b.csv',
    status = '200',
    agent = 'curl/8.5.0',
    cipher = 'ECDHE-RSA-AES128-GCM-SHA256',
    host = 'orders.s3.eu-west-1.amazonaws.com',
    tls = 'TLSv1.2',
  } = fields;
  return `79a59df9 ${of} [${s3Time(at)}] 10.0.0.7 ${requester} 3E57427F3EXAMPLE ${operation} ${key} "GET /${key} HTTP/1.1" ${status} - 113 113 7 5 "-" "${agent}" - s9lzHYr= SigV4 ${cipher} AuthHeader ${host} ${tls} - -`;
};

/** One moment of each hour of the window. */
export const hours = (every = 1): readonly Date[] =>
  Array.from(
    { length: Math.ceil((14 * 24) / every) },
    (_, at) => new Date(window.from.getTime() + at * every * 3_600_000 + 60_000),
  );

export const balancer = 'app/shop/0123456789abcdef';
export const balancerArn = `arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/${balancer}`;
export const redirects: Question = {
  ask: 'requests-without-redirect',
  of: balancerArn,
  clears: ['breaks-plaintext', 'redirects-clients'],
};
export const offered: Question = {
  ask: 'tls-not-offered',
  of: balancerArn,
  clears: ['breaks-old-tls'],
  given: { protocols: ['TLSv1.2', 'TLSv1.3'], ciphers: ['ECDHE-RSA-AES128-GCM-SHA256'] },
};

interface AlbFields {
  readonly leadsTo?: string;
  readonly type?: string;
  readonly at?: Date;
  readonly elb?: string;
  readonly status?: string;
  readonly method?: string;
  readonly host?: string;
  readonly path?: string;
  readonly agent?: string;
  readonly cipher?: string;
  readonly protocol?: string;
  readonly actions?: string;
}

/** A line as an Application Load Balancer writes it, over plain HTTP unless it says otherwise. */
export const albLine = (fields: AlbFields): string => {
  const {
    type = 'http',
    at = new Date('2026-11-10T08:00:00Z'),
    elb = balancer,
    status = '200',
    method = 'GET',
    host = 'shop.example.com',
    path = '/',
    agent = 'curl/8.5.0',
    protocol = '-',
    cipher = protocol === '-' ? '-' : 'ECDHE-RSA-AES128-GCM-SHA256',
    actions = 'forward',
    leadsTo = actions === 'redirect' ? `https://${host}:443${path}` : '-',
  } = fields;
  const moment = at.toISOString().replace('Z', '123Z');
  return `${type} ${moment} ${elb} 10.0.0.7:2817 10.0.1.1:80 0.000 0.001 0.000 ${status} ${status} 34 366 "${method} http://${host}:80${path} HTTP/1.1" "${agent}" ${cipher} ${protocol} arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/t/1 "Root=1-5" "-" "-" 0 ${moment} "${actions}" "${leadsTo}" "-" "10.0.1.1:80" "200" "-" "-" TID_1`;
};

export const nlbLine = (protocol: string, cipher: string): string =>
  `tls 2.0 2026-11-10T08:00:00 net/edge/0123456789abcdef g3d4b5e8bb8464cd 10.0.0.7:51341 10.0.1.1:443 5 2 98 246 - arn:aws:acm:eu-west-1:111122223333:certificate/2 - ${cipher} ${protocol} - shop.example.com - - - 2026-11-10T07:59:00`;

export const distribution = 'E1ABCDEFGHIJKL';
export const viewers: Question = {
  ask: 'requests-without-redirect',
  of: `arn:aws:cloudfront::111122223333:distribution/${distribution}`,
  clears: ['breaks-plaintext', 'redirects-clients'],
};

export const oldViewers: Question = {
  ask: 'tls-not-offered',
  of: viewers.of,
  clears: ['breaks-old-tls'],
  given: { protocols: ['TLSv1.2', 'TLSv1.3'], ciphers: ['TLS_AES_128_GCM_SHA256'] },
};

/** The heading of an object of CloudFront's standard logs. */
export const viewerHeading = [
  '#Version: 1.0',
  '#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id x-host-header cs-protocol cs-bytes time-taken x-forwarded-for ssl-protocol ssl-cipher x-edge-response-result-type cs-protocol-version fle-status fle-encrypted-fields c-port time-to-first-byte x-edge-detailed-result-type sc-content-type sc-content-len sc-range-start sc-range-end',
].join('\n');

interface ViewerFields {
  readonly at?: Date;
  readonly protocol?: string;
  readonly tls?: string;
  readonly cipher?: string;
  readonly method?: string;
  readonly status?: string;
  readonly agent?: string;
  readonly host?: string;
  readonly result?: string;
  /** What was answered; as it was found, if nothing is said. */
  readonly answered?: string;
  readonly path?: string;
  readonly query?: string;
}

/** A line as CloudFront writes it, over plain HTTP unless it says otherwise. */
export const viewerLine = (fields: ViewerFields = {}): string => {
  const {
    at = new Date('2026-11-10T08:00:00Z'),
    protocol = 'http',
    tls = protocol === 'http' || protocol === 'ws' ? '-' : 'TLSv1.3',
    cipher = tls === '-' ? '-' : 'TLS_AES_128_GCM_SHA256',
    method = 'GET',
    status = '200',
    agent = 'curl/8.5.0',
    host = 'shop.example.com',
    result = 'Miss',
    answered = result,
    path = '/index.html',
    query = '-',
  } = fields;
  const [day = '', time = ''] = at.toISOString().split('T');
  const asked = [
    day,
    time.slice(0, 8),
    'FRA56-P4',
    '392',
    '198.51.100.7',
    method,
    'd1.cloudfront.net',
    path,
    status,
  ];
  const viewer = ['-', agent, query, '-', result, 'k6WGMNkEzR5BEM_SaF47gjtX9zBDO2m', host, protocol, '23'];
  const answer = ['0.001', '-', tls, cipher, answered, 'HTTP/2.0', '-', '-', '11040', '0.001', result];
  return [...asked, ...viewer, ...answer, 'text/html', '78', '-', '-'].join('\t');
};

/** A browser of today, as it says itself. */
export const browser =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';
