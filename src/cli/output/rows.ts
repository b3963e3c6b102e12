import type { Journal, Kind } from '../../core/journal/journal.ts';
import type { ApprovalRecord, Entry, Finding, Hold, Run } from '../../core/journal/records.ts';
import type { Rows } from '../../report/model.ts';

/** All rows of one kind, as values. */
export const rowsOf = async <Value>(
  journal: Journal,
  kind: Kind,
  prefix?: string,
): Promise<readonly Value[]> => {
  const all: Value[] = [];
  for await (const { value } of journal.list<Value>(kind, prefix)) all.push(value);
  return all;
};

/** The rows that a report is made from. */
export const reportRows = async (journal: Journal): Promise<Rows> => {
  const [entries, findings, approvalRequests, holds, runs] = await Promise.all([
    rowsOf<Entry>(journal, 'entry'),
    rowsOf<Finding>(journal, 'finding'),
    rowsOf<ApprovalRecord>(journal, 'approval-request'),
    rowsOf<Hold>(journal, 'hold'),
    rowsOf<Run>(journal, 'run'),
  ]);
  return { entries, findings, approvalRequests, holds, runs };
};
