import { saying, type Said } from '../core/say/said.ts';

/** Other AWS services that were told to connect to a resource without TLS, or of which nothing says that it demands TLS. Names, sorted. */
export interface Dependants {
  readonly dmsEndpoints: readonly string[];
  readonly glueConnections: readonly string[];
  readonly lambdaFunctions: readonly string[];
  readonly taskDefinitions: readonly string[];
  /** What could not be looked through, in words. */
  readonly unseen: readonly string[];
}

export const noDependants: Dependants = {
  dmsEndpoints: [],
  glueConnections: [],
  lambdaFunctions: [],
  taskDefinitions: [],
  unseen: [],
};

/** What is said of those who found an address in their environment. `it`: `cluster {cluster}`. */
export const environmentWords = (it: string) =>
  ({
    'lambda-without-tls': {
      says: `Lambda functions have the address of ${it} in their environment, and nothing there demands TLS: {names}.`,
      todo: 'See in their code that they connect over TLS; where they do not, have them do so first.',
    },
    'ecs-without-tls': {
      says: `Services of ECS have the address of ${it} in the environment of their tasks, and nothing there demands TLS: {names}.`,
      todo: 'See in their code that they connect over TLS; where they do not, have them do so first.',
    },
  }) as const;
type EnvironmentId = keyof ReturnType<typeof environmentWords>;

export const environmentHazards = (
  of: Readonly<Record<string, string>>,
  { lambdaFunctions, taskDefinitions }: Dependants,
): readonly Said<EnvironmentId>[] => [
  ...saying<EnvironmentId>('lambda-without-tls', lambdaFunctions.length > 0, {
    ...of,
    names: lambdaFunctions.join(', '),
  }),
  ...saying<EnvironmentId>('ecs-without-tls', taskDefinitions.length > 0, {
    ...of,
    names: taskDefinitions.join(', '),
  }),
];

/** All that is said of dependants, where a room has no words of its own. */
export const dependantWords = (it: string) =>
  ({
    'dms-without-tls': {
      says: `DMS endpoints connect to ${it} without TLS and would fail: {names}.`,
      todo: 'Set their SslMode first. MySQL and MariaDB endpoints know only verify-ca and verify-full.',
    },
    'glue-without-tls': {
      says: `Glue connections to ${it} do not enforce TLS and may fail: {names}.`,
      todo: 'Set JDBC_ENFORCE_SSL to true in them first.',
    },
    ...environmentWords(it),
    'dependants-unseen': {
      says: `It could not be excluded that others connect to ${it} without TLS: Waxseal could not look through {what}.`,
      todo: "Give Waxseal's role the read permissions if it lacks them, or check there yourself.",
    },
  }) as const;
