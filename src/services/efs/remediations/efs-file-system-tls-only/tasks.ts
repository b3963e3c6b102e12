import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  ECSClient,
  ListClustersCommand,
  ListServicesCommand,
  type Volume,
} from '@aws-sdk/client-ecs';
import { batchesOf } from '../../../../aws/batches.ts';
import { isDenied, isNamed, unless } from '../../../../aws/error-names.ts';
import { allOf, everyPage } from '../../../../aws/marked-pages.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import { revisionsOf } from '../../../ecs/facts/in-use.ts';
import { mountsIn } from '../../../ecs/facts/mounts.ts';
import { familyOf } from '../../../ecs/facts/task-definition.ts';

/** Services of ECS whose tasks mount a file system without TLS, as far as they could be read. */
export interface Mounting {
  /**
   * `cluster/service (family)`, in order. Without the revision: a deployment of one that mounts as the old one did is no news,
   * and whoever has approved need not do so again.
   */
  readonly services: readonly string[];
  /** All services of the Region were read, and what they run. Where they were not, there may be others. */
  readonly isWhole: boolean;
}

/** More calls than that for one file system are not made; looks of one minute share the lists. */
const mostCallsOfOne = 200;
const maxResults = 100;
const enough = 'EnoughCalls';
const nameIn = (arn: string): string => arn.split('/').at(-1) ?? arn;

/** Of ECS itself, or by a driver whose server is the file system: `fs-….efs.eu-west-1.amazonaws.com`, with a zone or without. */
const isInPlaintext = (volumes: readonly Volume[], fileSystem: string): boolean =>
  mountsIn(volumes).some(
    (one) =>
      (one.is === 'efs-in-plaintext' && one.fileSystem === fileSystem) ||
      (one.is === 'driver-in-plaintext' && one.server.split('.').includes(fileSystem)),
  );

/** Of services only: tasks that somebody started alone come and go. */
export const mountingInPlaintext = async (
  fileSystem: string,
  aws: Aws,
  mostCalls = mostCallsOfOne,
): Promise<Mounting> => {
  const client = aws.use(ECSClient);
  const services = new Set<string>();
  const mounting = new Map<string, boolean>();
  let isWhole = true;
  let calls = 0;
  /** One more page of a list is not counted: a list without end must fail, and not end where the calls do. */
  const counted = <Answer>(ask: () => Promise<Answer>, isMore = false): Promise<Answer> => {
    if (!isMore) calls += 1;
    if (calls > mostCalls) throw Object.assign(new Error(`${mostCalls} calls`), { name: enough });
    return ask();
  };
  /** What was listed may be gone by now, and then runs nothing any more. */
  const unlessGone = <Answer>(ask: () => Promise<Answer>, isMore = false) =>
    unless('ClusterNotFoundException', undefined, counted(ask, isMore));

  const isMounting = async (revision: string): Promise<boolean> => {
    const known = mounting.get(revision);
    if (known !== undefined) return known;
    const question = new DescribeTaskDefinitionCommand({ taskDefinition: revision });
    const asking = counted(() => client.send(question));
    const found = (await unless('ClientException', undefined, asking))?.taskDefinition;
    // What a service runs can be described: it is no absence where it cannot.
    if (!found) isWhole = false;
    const is = isInPlaintext(found?.volumes ?? [], fileSystem);
    mounting.set(revision, is);
    return is;
  };

  const lookAt = async (cluster: string): Promise<void> => {
    const pages = everyPage(async (nextToken) => {
      const question = new ListServicesCommand({ cluster, maxResults, nextToken });
      const answer = await unlessGone(() => client.send(question), nextToken !== undefined);
      return { items: answer?.serviceArns, next: answer?.nextToken };
    });
    for (const batch of batchesOf(await allOf(pages), 10)) {
      const question = new DescribeServicesCommand({ cluster, services: batch });
      const answer = await unlessGone(() => client.send(question));
      if (!answer) continue;
      const missing = (answer.failures ?? []).filter(({ reason }) => reason === 'MISSING').length;
      if ((answer.services ?? []).length + missing < batch.length) isWhole = false;
      for (const one of answer.services ?? [])
        for (const revision of revisionsOf(one))
          if (await isMounting(revision))
            services.add(`${nameIn(cluster)}/${one.serviceName ?? ''} (${familyOf(revision)})`);
    }
  };

  try {
    const pages = everyPage(async (nextToken) => {
      const question = new ListClustersCommand({ maxResults, nextToken });
      const answer = await counted(() => client.send(question), nextToken !== undefined);
      return { items: answer.clusterArns, next: answer.nextToken };
    });
    for (const cluster of (await allOf(pages)).toSorted()) await lookAt(cluster);
  } catch (error) {
    // What was read until then is true.
    if (!isNamed(error, enough) && !isDenied(error)) throw error;
    isWhole = false;
  }
  return { services: [...services].toSorted(), isWhole };
};
