import { batchesOf } from '../aws/batches.ts';
import { unless } from '../aws/error-names.ts';
import { allOf, everyPage } from '../aws/marked-pages.ts';
import type { Aws } from '../core/model/remediation.ts';
import { revisionsOf } from '../services/ecs/facts/in-use.ts';
import { leadsWithoutTls, referredBy, type Led } from './environment.ts';
import { once, referring } from './hosts.ts';

export interface TaskDefinition {
  readonly family?: string | undefined;
  readonly containerDefinitions?: readonly Container[] | undefined;
}
interface Container {
  readonly environment?: readonly Variable[] | undefined;
  readonly environmentFiles?: readonly unknown[] | undefined;
  readonly secrets?: readonly { readonly valueFrom?: string | undefined }[] | undefined;
}
interface Variable {
  readonly name?: string | undefined;
  readonly value?: string | undefined;
}

const variablesOf = ({ environment = [] }: Container) =>
  environment.map(({ name = '', value = '' }) => ({ name, value }));

/** By family. Each container has an environment of its own. */
export const plaintextTaskDefinitions = (
  led: Led,
  definitions: readonly TaskDefinition[],
): readonly string[] =>
  once(
    definitions
      .filter(({ containerDefinitions = [] }) =>
        containerDefinitions.some((one) => leadsWithoutTls(led, variablesOf(one))),
      )
      .map(({ family }) => family),
  );

/**
 * A reference of ECS may name the key of JSON that it takes out of a secret: a user or a password is no address.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html
 */
const isCredential = (valueFrom: string): boolean =>
  /^arn:[\w-]+:secretsmanager:(?:[^:]*:){4}(?:username|password)(?::|$)/.test(valueFrom);

const referencesOf = (container: Container): readonly string[] => [
  ...variablesOf(container).flatMap(({ value }) => referredBy(value) ?? []),
  ...(container.secrets ?? []).flatMap(({ valueFrom = '' }) =>
    isCredential(valueFrom) ? [] : [referredBy(valueFrom) ?? 'a parameter'],
  ),
  ...((container.environmentFiles ?? []).length > 0 ? ['a file in S3'] : []),
];

/** Those that take variables from elsewhere, in words. */
export const referringTaskDefinitions = (definitions: readonly TaskDefinition[]): readonly string[] =>
  definitions.flatMap(({ family = '(no name)', containerDefinitions = [] }) =>
    referring(`task definition ${family}`, containerDefinitions.flatMap(referencesOf)),
  );

/** More revisions than that are not read for one resource. */
const mostRevisions = 300;

/** What was listed may be gone by now, and then runs nothing any more. */
const orGone = <Answer>(asking: Promise<Answer>) => unless('ClusterNotFoundException', undefined, asking);

/** What services run or go over to, in all clusters of the Region. `unseen`: there are more than are read. */
export const taskDefinitions = async (aws: Aws): Promise<readonly TaskDefinition[] | 'unseen'> => {
  const {
    DescribeServicesCommand,
    DescribeTaskDefinitionCommand,
    ECSClient,
    ListClustersCommand,
    ListServicesCommand,
  } = await import('@aws-sdk/client-ecs');
  const client = aws.use(ECSClient);
  const clusters = await allOf(
    everyPage(async (nextToken) => {
      const answer = await client.send(new ListClustersCommand({ maxResults: 100, nextToken }));
      return { items: answer.clusterArns, next: answer.nextToken };
    }),
  );
  const revisions = new Set<string>();
  for (const cluster of clusters) {
    const services = await allOf(
      everyPage(async (nextToken) => {
        const question = new ListServicesCommand({ cluster, maxResults: 100, nextToken });
        const answer = await orGone(client.send(question));
        return { items: answer?.serviceArns, next: answer?.nextToken };
      }),
    );
    for (const batch of batchesOf(services, 10)) {
      const answer = await orGone(client.send(new DescribeServicesCommand({ cluster, services: batch })));
      for (const one of answer?.services ?? []) for (const arn of revisionsOf(one)) revisions.add(arn);
    }
  }
  if (revisions.size > mostRevisions) return 'unseen';
  const found: TaskDefinition[] = [];
  for (const taskDefinition of revisions) {
    const question = new DescribeTaskDefinitionCommand({ taskDefinition });
    // One that is gone runs nothing, and ECS calls that a mistake of the client.
    const answer = await unless('ClientException', undefined, client.send(question));
    if (answer?.taskDefinition) found.push(answer.taskDefinition);
  }
  return found;
};
