import { saying, type Said } from '../core/say/said.ts';

/** Other AWS services that were told to connect to a resource without TLS, or of which nothing says that it demands TLS. Names, sorted. */
export interface Dependants {
  readonly dmsEndpoints: readonly string[];
  readonly glueConnections: readonly string[];
  readonly lambdaFunctions: readonly string[];
  readonly taskDefinitions: readonly string[];
  /** What could not be looked through, in words. */
  readonly unseen: readonly string[];
  /** Who takes variables from a secret, a parameter or a file, which nobody reads for this; in words. */
  readonly elsewhere: readonly string[];
}

export const noDependants: Dependants = {
  dmsEndpoints: [],
  glueConnections: [],
  lambdaFunctions: [],
  taskDefinitions: [],
  unseen: [],
  elsewhere: [],
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
    'settings-elsewhere': {
      says: `Not read, because Waxseal reads no values of secrets, parameters or files: where the environment names one of them, the address of ${it} may be in it. {who}.`,
      todo: 'If one of them leads there, see that it is used over TLS first.',
    },
  }) as const;
type EnvironmentId = keyof ReturnType<typeof environmentWords>;
type Of = Readonly<Record<string, string>>;

export const environmentHazards = (
  of: Of,
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

/** What could not be looked through is unknown, and no "nobody". */
export const unseenWords = (it: string) =>
  ({
    'dependants-unseen': {
      says: `It could not be excluded that others connect to ${it} without TLS: Waxseal could not look through {what}.`,
      todo: "Give Waxseal's role the read permissions if it lacks them, or check there yourself.",
    },
  }) as const;

export const unseenHazards = (of: Of, { unseen }: Dependants): readonly Said<'dependants-unseen'>[] =>
  saying('dependants-unseen' as const, unseen.length > 0, { ...of, what: unseen.join(', ') });

/** Of no weight of its own: most accounts have some that never heard of the resource. */
export const environmentNotes = (of: Of, { elsewhere }: Dependants): readonly Said<EnvironmentId>[] =>
  saying<EnvironmentId>('settings-elsewhere', elsewhere.length > 0, { ...of, who: elsewhere.join(', ') });

/** What is said of all but DMS, where a room has no words of its own. */
export const wordsWithoutDms = (it: string) =>
  ({
    'glue-without-tls': {
      says: `Glue connections to ${it} do not enforce TLS and may fail: {names}.`,
      todo: 'Set JDBC_ENFORCE_SSL to true in them first.',
    },
    ...environmentWords(it),
    ...unseenWords(it),
  }) as const;
type OtherId = keyof ReturnType<typeof wordsWithoutDms>;

/** All that is said of dependants, where a room has no words of its own. */
export const dependantWords = (it: string) =>
  ({
    'dms-without-tls': {
      says: `DMS endpoints connect to ${it} without TLS and would fail: {names}.`,
      todo: 'Set their SslMode first. MySQL and MariaDB endpoints know only verify-ca and verify-full.',
    },
    ...wordsWithoutDms(it),
  }) as const;

const named = <Id extends string>(message: Id, of: Of, names: readonly string[]): readonly Said<Id>[] =>
  saying(message, names.length > 0, { ...of, names: names.join(', ') });

export const hazardsWithoutDms = (of: Of, seen: Dependants): readonly Said<OtherId>[] => [
  ...named('glue-without-tls' as const, of, seen.glueConnections),
  ...environmentHazards(of, seen),
  ...unseenHazards(of, seen),
];

/** Who may be shut out. */
export const dependantHazards = (of: Of, seen: Dependants): readonly Said<OtherId | 'dms-without-tls'>[] => [
  ...named('dms-without-tls' as const, of, seen.dmsEndpoints),
  ...hazardsWithoutDms(of, seen),
];
