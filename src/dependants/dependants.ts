import { orUnseen } from '../aws/error-names.ts';
import type { Aws } from '../core/model/remediation.ts';
import { dmsEndpoints, plaintextDmsEndpoints, secretDmsEndpoints } from './dms-endpoints.ts';
import { glueConnections, plaintextGlueConnections } from './glue-connections.ts';
import {
  closedFunctions,
  lambdaFunctions,
  plaintextFunctions,
  referringFunctions,
} from './lambda-functions.ts';
import { plaintextTaskDefinitions, referringTaskDefinitions, taskDefinitions } from './task-definitions.ts';
import { noDependants, type Dependants } from './words.ts';

export { namesHost } from './hosts.ts';

/** In the order in which they are told. */
const sources = {
  dms: 'DMS endpoints',
  glue: 'Glue connections',
  lambda: 'Lambda functions',
  ecs: 'ECS task definitions',
} as const;
type SourceName = keyof typeof sources;

/** What others would have been told. */
export interface Sought {
  /** Whether a text (a host, a list of brokers, a URL) leads to the resource. `undefined`: it has no address to compare with yet. */
  readonly isMeant: ((text: string) => boolean) | undefined;
  /** Its name for people, where DMS may have its host in a secret, or libpq speaks with it. */
  readonly engine?: string;
  /** Sources that never come to such a resource without TLS, and are not asked. */
  readonly not?: readonly SourceName[];
}

const among = (what: string, all: readonly string[]): readonly string[] =>
  all.length > 0 ? [`${what} (${all.join(', ')})`] : [];

const seen = <Found>(found: readonly Found[] | 'unseen'): readonly Found[] =>
  found === 'unseen' ? [] : found;

/** What can be read of them; what cannot be read is named, not failed upon. */
export const dependantsOn = async ({ isMeant, engine, not = [] }: Sought, aws: Aws): Promise<Dependants> => {
  const names = (['dms', 'glue', 'lambda', 'ecs'] as const).filter((name) => !not.includes(name));
  if (!isMeant) return { ...noDependants, unseen: names.map((name) => sources[name]) };
  const ask = async <Found>(
    name: SourceName,
    all: (from: Aws) => Promise<readonly Found[] | 'unseen'>,
  ): Promise<readonly Found[] | 'unseen'> => (not.includes(name) ? [] : orUnseen(all(aws)));
  const [dms, glue, lambda, ecs] = await Promise.all([
    ask('dms', dmsEndpoints),
    ask('glue', glueConnections),
    ask('lambda', lambdaFunctions),
    ask('ecs', taskDefinitions),
  ]);
  const found = { dms, glue, lambda, ecs };
  const led = { isMeant, engine };
  return {
    dmsEndpoints: plaintextDmsEndpoints(isMeant, seen(dms)),
    glueConnections: plaintextGlueConnections(isMeant, seen(glue)),
    lambdaFunctions: plaintextFunctions(led, seen(lambda)),
    taskDefinitions: plaintextTaskDefinitions(led, seen(ecs)),
    unseen: [
      ...names.flatMap((name) => (found[name] === 'unseen' ? [sources[name]] : [])),
      ...among(
        'DMS endpoints that take their host from a secret',
        engine === undefined ? [] : secretDmsEndpoints(engine, seen(dms)),
      ),
      ...among(
        'Lambda functions whose environment a key of KMS keeps from Waxseal',
        closedFunctions(seen(lambda)),
      ),
    ],
    elsewhere: [...referringFunctions(seen(lambda)), ...referringTaskDefinitions(seen(ecs))].toSorted(),
  };
};
