import { orUnseen } from '../aws/error-names.ts';
import type { Aws } from '../core/model/remediation.ts';
import { dmsEndpoints, plaintextDmsEndpoints, secretDmsEndpoints } from './dms-endpoints.ts';
import { glueConnections, plaintextGlueConnections } from './glue-connections.ts';
import { closedFunctions, lambdaFunctions, plaintextFunctions } from './lambda-functions.ts';
import { plaintextTaskDefinitions, taskDefinitions } from './task-definitions.ts';
import { noDependants, type Dependants } from './words.ts';

export { namesHost } from './hosts.ts';

/** What others would have been told. */
export interface Sought {
  /** Whether a text (a host, a list of brokers, a URL) leads to the resource. `undefined`: it has no address to compare with yet. */
  readonly isMeant: ((text: string) => boolean) | undefined;
  /** Its name for people, where DMS may have its host in a secret. */
  readonly engine?: string;
}

/** In the order in which they are told. */
const sources = {
  dms: 'DMS endpoints',
  glue: 'Glue connections',
  lambda: 'Lambda functions',
  ecs: 'ECS task definitions',
} as const;

const among = (what: string, names: readonly string[]): readonly string[] =>
  names.length > 0 ? [`${what} (${names.join(', ')})`] : [];

/** What can be read of them; what cannot be read is named, not failed upon. */
export const dependantsOn = async ({ isMeant, engine }: Sought, aws: Aws): Promise<Dependants> => {
  if (!isMeant) return { ...noDependants, unseen: Object.values(sources) };
  const [dms, glue, lambda, ecs] = await Promise.all([
    orUnseen(dmsEndpoints(aws)),
    orUnseen(glueConnections(aws)),
    orUnseen(lambdaFunctions(aws)),
    orUnseen(taskDefinitions(aws)),
  ]);
  const found = { dms, glue, lambda, ecs };
  const secret = dms === 'unseen' || engine === undefined ? [] : secretDmsEndpoints(engine, dms);
  return {
    dmsEndpoints: dms === 'unseen' ? [] : plaintextDmsEndpoints(isMeant, dms),
    glueConnections: glue === 'unseen' ? [] : plaintextGlueConnections(isMeant, glue),
    lambdaFunctions: lambda === 'unseen' ? [] : plaintextFunctions(isMeant, lambda),
    taskDefinitions: ecs === 'unseen' ? [] : plaintextTaskDefinitions(isMeant, ecs),
    unseen: [
      ...(['dms', 'glue', 'lambda', 'ecs'] as const).flatMap((one) =>
        found[one] === 'unseen' ? [sources[one]] : [],
      ),
      ...among('DMS endpoints that take their host from a secret', secret),
      ...among(
        'Lambda functions whose environment a key of KMS keeps from Waxseal',
        lambda === 'unseen' ? [] : closedFunctions(lambda),
      ),
    ],
  };
};
