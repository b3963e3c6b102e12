import { DataSyncClient, ListTasksCommand, type TaskListEntry } from '@aws-sdk/client-datasync';
import { isDenied } from '../../../../aws/error-names.ts';
import { allOf, everyPage } from '../../../../aws/marked-pages.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';

/** By name, or else by id. */
const namesOf = (tasks: readonly TaskListEntry[]): string =>
  tasks
    .map(({ Name, TaskArn = '' }) => (Name ? Name : (TaskArn.split('/')[1] ?? TaskArn)))
    .toSorted()
    .join(', ');

/** Tasks that copy from or to a location, and which of them are at work. `undefined`: they may not be listed. */
export const tasksOf = async ({ arn }: Target, aws: Aws) => {
  const pages = everyPage(async (NextToken) => {
    const answer = await aws.use(DataSyncClient).send(
      new ListTasksCommand({
        Filters: [{ Name: 'LocationId', Values: [arn], Operator: 'Equals' }],
        MaxResults: 100,
        NextToken,
      }),
    );
    return { items: answer.Tasks, next: answer.NextToken };
  });
  try {
    const tasks = await allOf(pages);
    const atWork = tasks.filter(({ Status }) => Status === 'RUNNING' || Status === 'QUEUED');
    return { all: namesOf(tasks), atWork: namesOf(atWork) };
  } catch (error) {
    if (isDenied(error)) return undefined;
    throw error;
  }
};
