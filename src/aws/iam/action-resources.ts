import { formatArn, parseArn, type Arn } from '../arn.ts';
import { arnPatterns, type Area, type ResourceKind } from './action-scopes.ts';

/** One resource and what is about to be changed on it: all that a write may touch. */
export interface Aim extends Area {
  readonly arn: string;
  readonly changes: readonly {
    /** An ARN, a name, or an ARN with a part of it after `#`. */
    readonly on: string;
    readonly before?: unknown;
    readonly after?: unknown;
  }[];
}

const elbKinds = {
  'load-balancer': { word: 'loadbalancer', segments: 3 },
  listener: { word: 'listener', segments: 4 },
  'listener-rule': { word: 'listener-rule', segments: 5 },
} as const;

/**
 * From one ARN of a load balancer's family to the ARNs of another kind in the same family, above it or below it:
 * `listener/app/NAME/LB/LISTENER` has the balancer `loadbalancer/app/NAME/LB` and the rules `listener-rule/app/NAME/LB/LISTENER/*`.
 */
const ofBalancer = (kind: keyof typeof elbKinds, arn: Arn): readonly string[] => {
  const [, ...path] = arn.resource.split('/');
  const { word, segments } = elbKinds[kind];
  if (arn.service !== 'elasticloadbalancing' || path.length < 3) return [];
  const known = path.slice(0, segments);
  const below = Array.from({ length: segments - known.length }, () => '*');
  return [formatArn({ ...arn, resource: [word, ...known, ...below].join('/') })];
};

/** https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBParameterGroup.html */
const groupName = /^[A-Za-z][A-Za-z0-9.-]{0,254}$/;

/** A name, or the beginning of `name/parameter`. */
const groupNamed = (text: string): readonly string[] => {
  const [name = ''] = text.split('/');
  return groupName.test(name) ? [name] : [];
};

const copied = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, 'copyOf') : undefined;

/**
 * Groups that a change names. On a group: itself, and the one that it is made a copy of. On the instance: the old
 * group and the new one, where none stands for the default group of whatever family it is.
 */
const groupsOf = (word: string, { on, before, after }: Aim['changes'][number]): readonly string[] => {
  const thing = parseArn(on.split('#')[0] ?? on);
  const values = [before, after];
  if (thing?.resource.startsWith(`${word}:`)) return groupNamed(thing.resource.slice(word.length + 1));
  if (!thing) {
    const sources = values.map(copied).filter((source) => typeof source === 'string');
    return [on, ...sources].flatMap(groupNamed);
  }
  return values.flatMap((value) => {
    if (typeof value === 'string') return groupNamed(value);
    return value === null || value === undefined ? ['default.*'] : [];
  });
};

const groupsIn = (word: 'pg' | 'cluster-pg', aim: Aim): readonly string[] => {
  const { partition, region, account } = aim;
  const names = aim.changes.flatMap((change) => groupsOf(word, change));
  return names.map((name) =>
    formatArn({ partition, service: 'rds', region, account, resource: `${word}:${name}` }),
  );
};

const itself = (arn: Arn, service: string, start: string): readonly string[] =>
  arn.service === service && arn.resource.startsWith(start) ? [formatArn(arn)] : [];

/**
 * The ARNs of one kind that a write to this aim can concern, never more than its own account and, but for buckets,
 * its Region. Empty: the aim has nothing of this kind.
 */
export const resourcesOf = (kind: ResourceKind, aim: Aim): readonly string[] => {
  const arn = parseArn(aim.arn);
  if (!arn) return [];
  switch (kind) {
    case 'bucket':
      return arn.service === 's3' && arn.account === '' ? [aim.arn] : [];
    case 'load-balancer':
    case 'listener':
    case 'listener-rule':
      return ofBalancer(kind, arn);
    case 'target-group':
      // Which groups a balancer forwards to is not in its ARN.
      return arn.service === 'elasticloadbalancing' ? arnPatterns(kind, aim) : [];
    case 'db-instance':
      return itself(arn, 'rds', 'db:');
    case 'db-cluster':
      return itself(arn, 'rds', 'cluster:');
    case 'db-parameter-group':
      return groupsIn('pg', aim);
    case 'db-cluster-parameter-group':
      return groupsIn('cluster-pg', aim);
    case 'certificate':
      return itself(arn, 'acm', 'certificate/');
    case 'config-aggregator':
      return itself(arn, 'config', 'config-aggregator/');
    case 'prefix-list':
      return itself(arn, 'ec2', 'prefix-list/');
    case 'codedeploy-application':
      return itself(arn, 'codedeploy', 'application:');
    case 'codedeploy-deployment-group':
      return itself(arn, 'codedeploy', 'deploymentgroup:');
    case 'ecs-service':
      return itself(arn, 'ecs', 'service/');
  }
};
