import type {
  AwsSecurityFinding,
  AwsSecurityFindingFilters,
  AwsSecurityFindingIdentifier,
  BatchUpdateFindingsRequest,
  BatchUpdateFindingsResponse,
  SecurityHubClientConfig,
} from '@aws-sdk/client-securityhub';
import { isSameControl } from '../../aws/security-hub-controls.ts';
import type { Listing } from '../../core/model/catalog.ts';
import type { Ports } from '../../core/model/ports.ts';
import type { Location, Target } from '../../core/model/target.ts';
import { controlOfFinding, signature } from '../../intake/asff-finding.ts';
import { once } from '../aws/once.ts';

/** Security Hub as we use it. */
export interface Hub {
  readonly find: (
    filters: AwsSecurityFindingFilters,
    token: string | undefined,
  ) => Promise<{
    readonly Findings?: readonly Partial<AwsSecurityFinding>[] | undefined;
    readonly NextToken?: string | undefined;
  }>;
  readonly update: (
    request: BatchUpdateFindingsRequest,
  ) => Promise<Pick<BatchUpdateFindingsResponse, 'UnprocessedFindings'>>;
}

/** Security Hub where and as whom a client is made for: `{}`, where the function is and with its own credentials. */
export const securityHubWith = (config: SecurityHubClientConfig): Hub => {
  const client = once(async () => {
    const { SecurityHubClient } = await import('@aws-sdk/client-securityhub');
    return new SecurityHubClient(config);
  });
  return {
    find: async (Filters, token) => {
      const { GetFindingsCommand } = await import('@aws-sdk/client-securityhub');
      const page = { Filters, MaxResults: 100, ...(token !== undefined && { NextToken: token }) };
      return (await client()).send(new GetFindingsCommand(page));
    },
    update: async (request) => {
      const { BatchUpdateFindingsCommand } = await import('@aws-sdk/client-securityhub');
      return (await client()).send(new BatchUpdateFindingsCommand(request));
    },
  };
};

const is = (Value: string) => ({ Value, Comparison: 'EQUALS' as const });

/**
 * Open findings of one resource. Which control each is of is told here and not by a filter: a finding may lack
 * `SecurityControlId`, and names its control by its generator or by a former id.
 */
const filtersFor = (target: Target): AwsSecurityFindingFilters => ({
  AwsAccountId: [is(target.account)],
  Region: [is(target.region)],
  ResourceId: [is(target.arn)],
  RecordState: [is('ACTIVE')],
  // What is resolved or suppressed already is left alone: our own update makes no second one.
  WorkflowStatus: [is('NEW'), is('NOTIFIED')],
});

/** https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_BatchUpdateFindings.html */
const mostFindings = 100;
const longestNote = 512;

/** Those that are taken in from AWS Config are not among them: Config closes them itself when it has looked again. */
const open = async (
  filters: AwsSecurityFindingFilters,
  controls: readonly string[],
  hub: Hub,
): Promise<AwsSecurityFindingIdentifier[]> => {
  const found: AwsSecurityFindingIdentifier[] = [];
  let token: string | undefined;
  do {
    const page = await hub.find(filters, token);
    for (const finding of page.Findings ?? []) {
      const { Id, ProductArn } = finding;
      const control = controlOfFinding(finding) ?? '';
      const isOurs = controls.some((one) => isSameControl(one, control));
      if (isOurs && Id !== undefined && ProductArn !== undefined) found.push({ Id, ProductArn });
    }
    token = page.NextToken;
  } while (token !== undefined && found.length < mostFindings);
  return found.slice(0, mostFindings);
};

/**
 * Resolves findings of what was verified, and signs the note, by which intake knows our own updates again: each of them
 * comes back as an event. Nothing but a proof resolves a finding. Throws when Security Hub refuses: the caller goes on.
 */
export const notifySecurityHub =
  (
    listings: readonly Pick<Listing, 'id' | 'controls'>[],
    hubOf: (location: Location) => Hub,
  ): Ports['notify'] =>
  async (target, outcome, { remediation }) => {
    if (outcome.is !== 'remediated') return;
    const controls = listings.find(({ id }) => id === remediation)?.controls ?? [];
    if (controls.length === 0) return;
    const hub = hubOf(target);
    const FindingIdentifiers = await open(filtersFor(target), controls, hub);
    if (FindingIdentifiers.length === 0) return;
    const text = `Fixed and verified by Waxseal: ${remediation}, run ${outcome.run}, plan ${outcome.plan.id}.`;
    const { UnprocessedFindings = [] } = await hub.update({
      FindingIdentifiers,
      Note: { Text: text.slice(0, longestNote), UpdatedBy: signature },
      Workflow: { Status: 'RESOLVED' },
    });
    const [refused] = UnprocessedFindings;
    if (refused) throw new Error(`Security Hub: ${refused.ErrorCode}`);
  };
