import {
  DescribeServicesCommand,
  DescribeTasksCommand,
  ListClustersCommand,
  ListServicesCommand,
  ListTasksCommand,
  type ECSClient,
} from '@aws-sdk/client-ecs';
import { batchesOf } from '../../../../aws/batches.ts';
import { isDenied, isNamed, unless } from '../../../../aws/error-names.ts';
import { allOf, everyPage } from '../../../../aws/marked-pages.ts';
import { revisionsOf } from '../../facts/in-use.ts';
import { familyOf } from '../../facts/task-definition.ts';

/** A service that runs the revision. */
export interface User {
  readonly cluster: string;
  readonly service: string;
  /** Who deploys it: `ECS`, or a program to which `UpdateService` may not say what to run. */
  readonly by: string;
}

/** Who runs a revision, as far as that could be read. */
export interface Users {
  readonly services: readonly User[];
  /** Clusters in which tasks of it run, a service's or not. */
  readonly clusters: readonly string[];
  /** All was read. Where it was not, there may be others. */
  readonly isWhole: boolean;
}

const maxResults = 100;
/** More calls than that for one revision are not made; looks of one minute share what they ask. */
const mostCalls = 200;

const nameIn = (arn: string): string => arn.split('/').at(-1) ?? arn;
const byName = (a: string, b: string): number => (a < b ? -1 : 1);

const enough = 'EnoughCalls';

/** Services that run it or go over to it, and tasks of it, in all clusters of the Region. */
export const usersOf = async (revision: string, client: ECSClient): Promise<Users> => {
  const services: User[] = [];
  const clusters = new Set<string>();
  let isWhole = true;
  let calls = 0;
  /** One more page of a list is not counted: a list without end must fail, and not end where the calls do. */
  const counted = <Answer>(ask: () => Promise<Answer>, isMore = false): Promise<Answer> => {
    if (!isMore) calls += 1;
    if (calls > mostCalls) throw Object.assign(new Error(`${mostCalls} calls`), { name: enough });
    return ask();
  };
  /** What was listed may be gone by now, and then runs nothing any more. */
  const asked = <Answer>(ask: () => Promise<Answer>, isMore = false) =>
    unless('ClusterNotFoundException', undefined, counted(ask, isMore));

  const lookAtServices = async (cluster: string): Promise<void> => {
    const pages = everyPage(async (nextToken) => {
      const question = new ListServicesCommand({ cluster, maxResults, nextToken });
      const answer = await asked(() => client.send(question), nextToken !== undefined);
      return { items: answer?.serviceArns, next: answer?.nextToken };
    });
    for (const batch of batchesOf(await allOf(pages), 10)) {
      const question = new DescribeServicesCommand({ cluster, services: batch });
      const answer = await asked(() => client.send(question));
      const { services: found = [], failures = [] } = answer ?? {
        failures: batch.map(() => ({ reason: 'MISSING' })),
      };
      const missing = failures.filter(({ reason }) => reason === 'MISSING').length;
      if (found.length + missing < batch.length) isWhole = false;
      services.push(
        ...found
          .filter((one) => revisionsOf(one).includes(revision))
          .map(({ serviceName = '', deploymentController }) => ({
            cluster: nameIn(cluster),
            service: serviceName,
            by: deploymentController?.type ?? 'ECS',
          })),
      );
    }
  };

  const lookAtTasks = async (cluster: string): Promise<void> => {
    const family = familyOf(revision);
    const pages = everyPage(async (nextToken) => {
      const question = new ListTasksCommand({ cluster, family, maxResults, nextToken });
      const answer = await asked(() => client.send(question), nextToken !== undefined);
      return { items: answer?.taskArns, next: answer?.nextToken };
    });
    for (const tasks of batchesOf(await allOf(pages), 100)) {
      const answer = await asked(() => client.send(new DescribeTasksCommand({ cluster, tasks })));
      if (!answer) continue;
      const { tasks: found = [], failures = [] } = answer;
      // One that is missing has stopped since it was listed.
      const missing = failures.filter(({ reason }) => reason === 'MISSING').length;
      if (found.length + missing < tasks.length) isWhole = false;
      if (found.some(({ taskDefinitionArn }) => taskDefinitionArn === revision))
        clusters.add(nameIn(cluster));
    }
  };

  try {
    const pages = everyPage(async (nextToken) => {
      const question = new ListClustersCommand({ maxResults, nextToken });
      const answer = await counted(() => client.send(question), nextToken !== undefined);
      return { items: answer.clusterArns, next: answer.nextToken };
    });
    for (const cluster of (await allOf(pages)).toSorted(byName)) {
      await lookAtServices(cluster);
      await lookAtTasks(cluster);
    }
  } catch (error) {
    // What was read until then is true.
    if (!isNamed(error, enough) && !isDenied(error)) throw error;
    isWhole = false;
  }
  return {
    services: services.toSorted((a, b) => byName(`${a.cluster}/${a.service}`, `${b.cluster}/${b.service}`)),
    clusters: [...clusters].toSorted(byName),
    isWhole,
  };
};
