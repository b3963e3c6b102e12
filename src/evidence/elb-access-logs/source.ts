import {
  DescribeLoadBalancerAttributesCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { NotKnown } from '../../core/model/evidence.ts';
import { tallyOf } from '../entries.ts';
import { listed, readInto, type LogObject } from '../objects.ts';
import type { Asking, Source } from '../source.ts';
import { applicationLine, networkLine } from './line.ts';

const hour = 3_600_000;
/** Files come every five minutes, each a little late. */
const lateHours = 1;

const off = (name: string): NotKnown => ({
  is: 'unknown',
  why: 'off',
  says: `Access logs of load balancer ${name} are off.`,
  enable: {
    how: 'Switch on access_logs.s3.enabled of the load balancer, with a bucket that its Region may write to.',
    costs: 'Storage in S3 only: about 0.023 dollars for each GB and month.',
  },
});

/** `app/name/0123456789abcdef` of an ARN. */
export const balancerOf = (arn: string): string => arn.slice(arn.indexOf(':loadbalancer/') + 14);

const dayOf = (at: Date): string => at.toISOString().slice(0, 10).replaceAll('-', '/');

const dateIn = (key: string): string | null => {
  const found = /\/(\d{4})\/(\d{2})\/(\d{2})\/[^/]+$/.exec(key);
  return found ? `${found[1]}-${found[2]}-${found[3]}T00:00:00.000Z` : null;
};

const read = async (asking: Asking) => {
  const { question, target, look, window } = asking;
  const balancer = balancerOf(question.of);
  const { Attributes = [] } = await look(target)
    .use(ElasticLoadBalancingV2Client)
    .send(new DescribeLoadBalancerAttributesCommand({ LoadBalancerArn: question.of }));
  const held = new Map(Attributes.map(({ Key = '', Value = '' }) => [Key, Value]));
  const bucket = held.get('access_logs.s3.bucket') ?? '';
  if (held.get('access_logs.s3.enabled') !== 'true' || bucket === '') return off(balancer);
  const { account, region } = target;
  const given = held.get('access_logs.s3.prefix') ?? '';
  const prefix = `${given === '' ? '' : `${given}/`}AWSLogs/${account}/elasticloadbalancing/${region}/`;
  // The bucket may be the one for logs of all accounts; it is always in the same Region.
  const shelf = { bucket, location: target };
  const isOwn = ({ key }: LogObject): boolean => key.includes(`_${balancer.replaceAll('/', '.')}_`);
  // A file of the day on which the window begins shows that it was on by then.
  const after = `${prefix}${dayOf(new Date(window.from.getTime() - 24 * hour))}`;
  const { objects, cutOff } = await listed(shelf, { prefix, after }, asking);
  const own = objects.filter(isOwn);
  const tally = tallyOf(window);
  const lines = balancer.startsWith('net/') ? networkLine : applicationLine;
  const line = lines(balancer, question);
  const left = await readInto(tally, own, shelf, () => line, asking);
  const until = new Date(window.to.getTime() - lateHours * hour);
  return {
    is: 'read' as const,
    source: `access logs of the load balancer in ${bucket}`,
    complete: false,
    onSince: own[0] ? dateIn(own[0].key) : null,
    until: until.toISOString(),
    ...tally.result(until),
    cutOff: cutOff || left,
  };
};

/** Access logs that load balancers put into a bucket: requests of Application, TLS connections of Network Load Balancers. */
export const elbAccessLogs: Source = {
  name: 'Load balancer access logs',
  permissions: ['elasticloadbalancing:DescribeLoadBalancerAttributes', 's3:GetObject', 's3:ListBucket'],
  answers: ({ ask, of }) =>
    (ask === 'requests-without-redirect' && of.includes(':loadbalancer/app/')) ||
    (ask === 'tls-not-offered' && /:loadbalancer\/(?:app|net)\//.test(of)),
  read,
};
