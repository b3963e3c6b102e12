import { saying, type Said } from '../core/say/said.ts';
import type { Dependants } from './dependants.ts';

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
