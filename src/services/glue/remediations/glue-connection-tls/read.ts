import { GlueClient, paginateGetCrawlers, paginateGetJobs } from '@aws-sdk/client-glue';
import { isNamed, orUnseen } from '../../../../aws/error-names.ts';
import { bounded } from '../../../../aws/marked-pages.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { readinessBy } from '../../../../families/steps.ts';
import { insists, places } from '../../facts/tls.ts';
import { canonical, connectionOf } from '../../parameters/connection.ts';

const readinessOf = readinessBy({
  ready: ['READY'],
  busy: ['IN_PROGRESS'],
  people: {
    FAILED:
      'Glue could not connect with it when it was last saved. See why (StatusReason of aws glue get-connection --hide-password), and correct it.',
  },
});

/** Names alone: what else is told of a job may hold secrets. */
const jobs = async (name: string, aws: Aws): Promise<readonly string[]> => {
  const found: string[] = [];
  for await (const { Jobs = [] } of bounded(paginateGetJobs({ client: aws.use(GlueClient) }, {})))
    for (const { Name = '(no name)', Connections } of Jobs)
      if (Connections?.Connections?.includes(name)) found.push(`job ${Name}`);
  return found;
};

const crawlers = async (name: string, aws: Aws): Promise<readonly string[]> => {
  const found: string[] = [];
  for await (const { Crawlers = [] } of bounded(paginateGetCrawlers({ client: aws.use(GlueClient) }, {})))
    for (const { Name = '(no name)', Targets = {} } of Crawlers) {
      const all: readonly object[] = Object.values(Targets).flat();
      if (all.some((one) => 'ConnectionName' in one && one.ConnectionName === name))
        found.push(`crawler ${Name}`);
    }
  return found;
};

/** Who uses it, as far as Glue lists them by connection. */
const usersOf = async ({ id }: Target, aws: Aws) => {
  const [byJobs, byCrawlers] = await Promise.all([orUnseen(jobs(id, aws)), orUnseen(crawlers(id, aws))]);
  return {
    users: [byJobs, byCrawlers].flatMap((found) => (found === 'unseen' ? [] : found)).toSorted(),
    unseen: [...(byJobs === 'unseen' ? ['jobs'] : []), ...(byCrawlers === 'unseen' ? ['crawlers'] : [])],
  };
};
const nobody: Awaited<ReturnType<typeof usersOf>> = { users: [], unseen: [] };

export const readConnection = async (target: Target, aws: Aws) => {
  try {
    const found = await connectionOf(target, aws);
    if (!found) return undefined;
    const { whole, status, dropped } = found;
    const isDue = places(whole).some(({ at, value }) => insists(at, value) === false);
    return {
      whole: canonical(whole),
      dropped,
      readiness: readinessOf(status),
      isClosed: false,
      ...(isDue ? await usersOf(target, aws) : nobody),
    };
  } catch (error) {
    // The catalog may be encrypted with a key that is not ours: https://docs.aws.amazon.com/glue/latest/dg/encrypt-glue-data-catalog.html
    if (!isNamed(error, 'GlueEncryptionException')) throw error;
    return { whole: {}, dropped: [], readiness: readinessOf('READY'), isClosed: true, ...nobody };
  }
};
export type Seen = NonNullable<Awaited<ReturnType<typeof readConnection>>>;
