import { environmentWords } from '../../../dependants/words.ts';

/** What is said of those that connect to an instance or a cluster, and of what is about to replace it. */
export const dependantWords = (thing: 'instance' | 'cluster') => {
  const it = `${thing} {${thing}}`;
  const capital = `${thing.charAt(0).toUpperCase()}${it.slice(1)}`;
  return {
    'dms-without-tls': {
      says: `DMS endpoints connect to ${it} without TLS and would fail: {names}.`,
      todo: 'Set their SslMode first. MySQL and MariaDB endpoints know only verify-ca and verify-full.',
    },
    'glue-without-tls': {
      says: `Glue connections to ${it} do not enforce TLS and may fail: {names}.`,
      todo: 'Set JDBC_ENFORCE_SSL to true in them first.',
    },
    'proxy-without-tls': {
      says: `RDS proxies in front of ${it} do not require TLS: {names}. AWS does not say clearly whether they speak TLS to it.`,
      todo: 'Set RequireTLS of the proxies first, and watch the CloudWatch metric DatabaseConnectionsWithTLS.',
    },
    ...environmentWords(it),
    'dependants-unseen': {
      says: `It could not be excluded that others connect to ${it} without TLS: Waxseal could not look through {what}.`,
      todo: "Give Waxseal's role the read permissions if it lacks them, or check there yourself.",
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
export type DependantId = keyof ReturnType<typeof dependantWords>;
