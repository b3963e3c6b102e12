import type { Target } from '../core/model/target.ts';

/** How ARNs of some types name things: everything else is called by its id. */
const named: readonly (readonly [pattern: RegExp, name: (parts: readonly string[]) => string])[] = [
  [/:listener\/\w+\/([^/]+)\/[^/]+\/([^/]+)$/, ([balancer = '', id = '']) => `${balancer} listener ${id}`],
  [/:loadbalancer\/\w+\/([^/]+)\//, ([balancer = '']) => balancer],
  [/:targetgroup\/([^/]+)\/[^/]+$/, ([group = '']) => `target group ${group}`],
  [/:rds:[^:]*:[^:]*:db:(.+)$/, ([instance = '']) => instance],
  [/:kafka:[^:]*:[^:]*:cluster\/([^/]+)\//, ([cluster = '']) => cluster],
  [/:dms:[^:]*:[^:]*:endpoint:(.+)$/, ([endpoint = '']) => `endpoint ${endpoint}`],
  [/:certificate\/(.+)$/, ([id = '']) => `certificate ${id}`],
];

/** What people call a resource: AWS Config names many by an ARN or by an id that nobody knows. */
export const nameOf = ({ id, arn }: Pick<Target, 'id' | 'arn'>): string => {
  for (const [pattern, name] of named) {
    const found = pattern.exec(arn);
    if (found) return name(found.slice(1));
  }
  // A URL is nobody's name, and no command takes it.
  return /^https?:/.test(id) ? arn : id;
};

/** The last part of a principal's ARN: who it is. */
export const person = (arn: string): string => arn.split('/').at(-1) ?? arn;

const shortNames: Readonly<Record<string, string>> = { ElasticLoadBalancingV2: 'ELB' };

/** `AWS::S3::Bucket` → `S3`; an account as a whole (`AWS::::Account`) is of none. */
export const serviceOf = ({ type }: Target): string => {
  const service = type.split('::')[1] || 'Account';
  return shortNames[service] ?? service;
};
