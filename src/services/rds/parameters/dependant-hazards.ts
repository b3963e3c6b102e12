import { dependantWords, environmentHazards } from '../../../dependants/words.ts';
import { saying, type Said } from '../../../core/say/said.ts';
import type { Open } from '../../../families/parameter/state.ts';
import type { BlueGreen } from './blue-green.ts';
import { isUnderWay } from '../facts/blue-green.ts';
import { changeLogOf } from '../facts/change-log.ts';
import type { Dependants } from './dependants.ts';

/** What is said of those that connect to an instance or a cluster, and of what is about to replace it. */
export const aroundWords = (thing: 'instance' | 'cluster') => {
  const it = `${thing} {${thing}}`;
  const capital = `${thing.charAt(0).toUpperCase()}${it.slice(1)}`;
  return {
    ...dependantWords(it),
    'proxy-without-tls': {
      says: `RDS proxies in front of ${it} do not require TLS: {names}. AWS does not say clearly whether they speak TLS to it.`,
      todo: 'Set RequireTLS of the proxies first, and watch the CloudWatch metric DatabaseConnectionsWithTLS.',
    },
    'log-followed': {
      says: `Whoever but RDS itself reads {log} of ${it}, as replicas elsewhere and tools for change data capture do, connects as a client: without TLS it is shut out.`,
      todo: 'Switch TLS on in each of them first; AWS lists none but DMS.',
    },
    'blue-green-busy': {
      says: `Blue/green deployment {deployment} of ${it} is {status}: RDS copies or renames its instances.`,
      todo: 'Nothing to do. It is evaluated again when RDS is done.',
    },
    'is-blue': {
      says: `${capital} is on the blue side of blue/green deployment {deployment} ({status}). The green side may have a parameter group of its own, and with that one plaintext gets in again after the switchover.`,
      todo: `Switch over or delete the deployment first; or approve, and have the green ${thing} refuse plaintext before the switchover too.`,
    },
    'is-green': {
      says: `${capital} is on the green side of blue/green deployment {deployment} ({status}). Its clients come with the switchover, and whoever speaks no TLS is shut out then, when nobody watches any more.`,
      todo: `Find out who speaks no TLS at the blue ${thing} first${thing === 'instance' ? ' (waxseal evidence)' : ''}, then approve.`,
    },
    'blue-green-unseen': {
      says: `Whether ${it} is part of a blue/green deployment is not known: Waxseal may not read them. After a switchover another parameter group could let plaintext in again.`,
      todo: "Give Waxseal's role rds:DescribeBlueGreenDeployments, or look at aws rds describe-blue-green-deployments yourself.",
    },
  } as const;
};
type DependantId = keyof ReturnType<typeof aroundWords>;

/** Who connects, and whether it is about to be replaced. */
export interface Around extends Dependants {
  readonly blueGreen: BlueGreen;
}
type Sayings = readonly Said<DependantId>[];
/** Such as `{ instance: 'orders' }`. */
type Of = Readonly<Record<string, string>>;

/** Who follows every change is a client, too; shut out only where there is something to set. */
export const followers = (
  of: Of,
  { thing, besides, parameter }: Open,
  backupDays: number | null,
): Sayings => {
  const log = parameter ? changeLogOf(thing.engine, besides, backupDays) : undefined;
  return saying('log-followed', log !== undefined, { ...of, log: log ?? '' });
};

/** While RDS copies something or renames it, nobody knows which of both a change is of. */
export const waitsFor = (of: Of, { blueGreen }: Around): Said<DependantId> | undefined => {
  const passing = blueGreen === 'unseen' ? undefined : blueGreen.find(isUnderWay);
  const { name: deployment = '', status = '' } = passing ?? {};
  return passing && { message: 'blue-green-busy', data: { ...of, deployment, status } };
};

/** Two sides, and after the switchover the other one is production. */
const besidesIts = (of: Of, { blueGreen }: Around): Sayings => {
  if (blueGreen === 'unseen') return saying('blue-green-unseen', true, of);
  return blueGreen.map(({ name: deployment, side, status }) => ({
    message: side === 'blue' ? 'is-blue' : 'is-green',
    data: { ...of, deployment, status: status || '(nothing)' },
  }));
};

/** Who may be shut out. */
export const dependantHazards = (of: Of, around: Around): Sayings => {
  const { dmsEndpoints, glueConnections, proxies, unseen } = around;
  const named = (message: DependantId, names: readonly string[]): Sayings =>
    saying(message, names.length > 0, { ...of, names: names.join(', ') });
  return [
    ...named('dms-without-tls', dmsEndpoints),
    ...named('glue-without-tls', glueConnections),
    ...named('proxy-without-tls', proxies),
    ...environmentHazards(of, around),
    ...saying<DependantId>('dependants-unseen', unseen.length > 0, { ...of, what: unseen.join(', ') }),
    ...besidesIts(of, around),
  ];
};
