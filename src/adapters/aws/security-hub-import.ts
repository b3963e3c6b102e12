import type { AwsSecurityFinding } from '@aws-sdk/client-securityhub';
import { allOf, everyPage } from '../../aws/marked-pages.ts';
import type { Failure } from '../../core/model/errors.ts';
import type { Ports } from '../../core/model/ports.ts';
import type { Aws } from '../../core/model/remediation.ts';

/** A finding that Security Hub holds. */
interface Held {
  readonly id: string;
  readonly updatedAt: string;
  readonly archived: boolean;
}

/** One that it did not take, in its own words. */
export interface Refused {
  readonly id: string;
  readonly code: string;
  readonly says: string;
  /** More than one where AWS does not say which. */
  readonly count: number;
}

const is = (Value: string) => [{ Value, Comparison: 'EQUALS' as const }];

/** All that a product has there whose ids begin so. Throws where Security Hub is not enabled. */
export const heldFindings = async (product: string, prefix: string, aws: Aws): Promise<readonly Held[]> => {
  const { GetFindingsCommand, SecurityHubClient } = await import('@aws-sdk/client-securityhub');
  const hub = aws.use(SecurityHubClient);
  const pages = everyPage<AwsSecurityFinding>(async (NextToken) => {
    const page = await hub.send(
      new GetFindingsCommand({
        Filters: { ProductArn: is(product), Id: [{ Value: prefix, Comparison: 'PREFIX' }] },
        MaxResults: 100,
        ...(NextToken !== undefined && { NextToken }),
      }),
    );
    return { items: page.Findings, next: page.NextToken };
  });
  return (await allOf(pages)).map(({ Id = '', UpdatedAt = '', RecordState }) => ({
    id: Id,
    updatedAt: UpdatedAt,
    archived: RecordState === 'ARCHIVED',
  }));
};

/** Sendings of one call; Security Hub knows a finding again by its id, so that twice is as once. */
const attempts = 4;

/** Hands over what one call takes. Each that was not taken is named; throws when the call itself is refused. */
export const importFindings = async (
  Findings: readonly AwsSecurityFinding[],
  aws: Aws,
  { explain, pause }: { readonly explain: (error: unknown) => Failure; readonly pause: Ports['pause'] },
): Promise<readonly Refused[]> => {
  const { BatchImportFindingsCommand, SecurityHubClient } = await import('@aws-sdk/client-securityhub');
  const command = new BatchImportFindingsCommand({ Findings: [...Findings] });
  const send = async (left: number): Promise<Awaited<ReturnType<typeof sendOnce>>> => {
    try {
      return await sendOnce();
    } catch (error) {
      if (left === 0 || !explain(error).retry) throw error;
      await pause(1000 * 2 ** (attempts - 1 - left));
      return send(left - 1);
    }
  };
  const sendOnce = async () => aws.use(SecurityHubClient).send(command);
  const { FailedFindings = [], SuccessCount = 0 } = await send(attempts - 1);
  const refused = FailedFindings.map(({ Id = '', ErrorCode = '', ErrorMessage = '' }) => ({
    id: Id,
    code: ErrorCode,
    says: ErrorMessage,
    count: 1,
  }));
  const unnamed = Findings.length - SuccessCount - refused.length;
  return unnamed > 0
    ? [
        ...refused,
        {
          id: '',
          code: 'Unnamed',
          says: `${unnamed} more were not taken: AWS did not say which.`,
          count: unnamed,
        },
      ]
    : refused;
};
