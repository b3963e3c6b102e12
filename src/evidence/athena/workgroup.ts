import { AthenaClient, GetWorkGroupCommand } from '@aws-sdk/client-athena';
import type { NotKnown } from '../../core/model/evidence.ts';
import type { Asking } from '../source.ts';

/** What the owner lets be used: the workgroup, and the databases in whose tables the logs are looked for. */
export interface AthenaSetting {
  readonly workgroup: string;
  readonly databases: readonly string[];
}

const megabyte = 1_000_000;

/**
 * List prices differ by Region: 5 dollars a terabyte in us-east-1, 9 in São Paulo, the dearest. A budget holds wherever the logs
 * are, so it is kept by more than any. A query counts as ten megabytes at least. https://aws.amazon.com/athena/pricing/
 */
const dollarsPerByte = 10 / 1e12;
export const dollarsOf = (bytes: number): number => Math.max(bytes, 10 * megabyte) * dollarsPerByte;

const not = (why: 'budget' | 'off', says: string, how: string): NotKnown => ({
  is: 'unknown',
  why,
  says,
  enable: {
    how,
    costs:
      'Nothing by itself; Athena costs 5 to 9 dollars, by Region, for each terabyte that a query scans. The budget is kept by 10.',
  },
});

/** A workgroup that may be used, and the most that a query of it scans. */
export interface Usable {
  readonly is: 'usable';
  readonly most: number;
}

/** The workgroup; or why it may not be used. */
export const workgroupOf = async (
  { workgroup }: AthenaSetting,
  { target, look, spending }: Asking,
): Promise<NotKnown | Usable> => {
  const { WorkGroup: group } = await look(target)
    .use(AthenaClient)
    .send(new GetWorkGroupCommand({ WorkGroup: workgroup }));
  const named = `Workgroup ${workgroup} of Athena`;
  const {
    EnforceWorkGroupConfiguration: enforced,
    BytesScannedCutoffPerQuery: most,
    ...results
  } = group?.Configuration ?? {};
  if (group?.State !== 'ENABLED') return not('off', `${named} is disabled.`, 'Enable the workgroup.');
  if (enforced !== true)
    return not(
      'off',
      `${named} lets clients override its settings.`,
      'Enforce the settings of the workgroup.',
    );
  // What is kept by Athena itself is written into nobody's bucket.
  if (results.ManagedQueryResultsConfiguration?.Enabled !== true)
    return not(
      'off',
      `${named} writes results into a bucket, which Waxseal never does.`,
      'Name a workgroup with managed query results.',
    );
  if (most === undefined)
    return not('off', `${named} has no limit of data scanned by a query.`, 'Set the limit of the workgroup.');
  const left = spending.left();
  if (most > left.megabytes * megabyte || dollarsOf(most) > left.dollars)
    return not(
      'budget',
      `${named} lets a query scan ${Math.ceil(most / megabyte)} megabytes, more than evidence.budget of the policy has left.`,
      'Raise megabytes and dollars of evidence.budget in the policy, or lower the limit of the workgroup.',
    );
  return { is: 'usable', most };
};
