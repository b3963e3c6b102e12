import type { AutomationExecution, SSMClient } from '@aws-sdk/client-ssm';
import { isNamed } from '../../aws/error-names.ts';
import { pageCounter } from '../../aws/marked-pages.ts';
import { WaxsealError } from '../../core/model/errors.ts';

/** Which executions count. */
export interface SsmRunbook {
  /** Of the hub account. */
  readonly client: SSMClient;
  /** The runbook that asks and applies; executions of any other document are nobody's approval. */
  readonly document: string;
  /** Pinned: an approval under another version of the runbook does not count. */
  readonly version: string;
}

/** Something stands in the place of an approval that is none of ours. */
export const foreign = (reference: string, says: string): WaxsealError =>
  new WaxsealError({
    code: 'approval-foreign',
    says: `Automation execution ${reference} is no approval of ours: ${says}.`,
    todo: 'Nothing was applied. Find out in CloudTrail who started it; the next evaluation requests approval again.',
  });

/** An execution by its id; `undefined`: SSM has forgotten it, which it does after 30 days, or never knew it. */
export const executionWithId = async (
  id: string,
  client: SSMClient,
): Promise<AutomationExecution | undefined> => {
  const { GetAutomationExecutionCommand } = await import('@aws-sdk/client-ssm');
  const found = await client
    .send(new GetAutomationExecutionCommand({ AutomationExecutionId: id }))
    .catch((error: unknown) => {
      if (isNamed(error, 'AutomationExecutionNotFoundException')) return undefined;
      throw error;
    });
  return found?.AutomationExecution;
};

/**
 * An execution of our runbook in our version; `undefined`: SSM has forgotten it, and an approval request is over by then. Throws
 * `approval-foreign`.
 */
export const executionOf = async (
  reference: string,
  { client, document, version }: SsmRunbook,
): Promise<AutomationExecution | undefined> => {
  const execution = await executionWithId(reference, client);
  if (!execution) return undefined;
  if (execution.DocumentName !== document)
    throw foreign(reference, `it runs document ${execution.DocumentName}`);
  if (execution.DocumentVersion !== version)
    throw foreign(reference, `it runs version ${execution.DocumentVersion} of ${document}, not ${version}`);
  return execution;
};

/** How many executions of a runbook run or wait, as SSM counts them. */
export const runningExecutions =
  ({ client, document }: Pick<SsmRunbook, 'client' | 'document'>) =>
  async (): Promise<number> => {
    const { DescribeAutomationExecutionsCommand } = await import('@aws-sdk/client-ssm');
    const goOn = pageCounter();
    let count = 0;
    let token: string | undefined;
    do {
      const page = await client.send(
        new DescribeAutomationExecutionsCommand({
          Filters: [
            { Key: 'DocumentNamePrefix', Values: [document] },
            { Key: 'ExecutionStatus', Values: ['Pending', 'InProgress', 'Waiting'] },
          ],
          MaxResults: 50,
          ...(token !== undefined && { NextToken: token }),
        }),
      );
      count += page.AutomationExecutionMetadataList?.length ?? 0;
      token = page.NextToken;
      if (token !== undefined) goOn(token);
    } while (token !== undefined);
    return count;
  };
