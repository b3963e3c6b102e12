import type { Ports } from '../core/model/ports.ts';
import type { ApprovalRecord } from '../core/journal/records.ts';

const hour = 3_600_000;
const day = 24 * hour;

const key = 'approvals-expiring';
interface Mark {
  /** Approval requests that end until then have been counted. ISO 8601. */
  readonly until: string;
  readonly at: string;
}

/**
 * How many approval requests that people have before them end within a day and were not counted before. Each approval request is counted once:
 * counting goes on where the last one ended, and one of two sweeps at the same time wins. It reads every approval request there
 * ever was, so it works once an hour and answers 0 in between.
 */
export const expiringApprovalRequests = async (ports: Pick<Ports, 'journal' | 'now'>): Promise<number> => {
  const { journal } = ports;
  const at = ports.now();
  const row = await journal.read<Mark>('counter', key);
  if (row && at.getTime() - Date.parse(row.value.at) < hour) return 0;
  const from = row?.value.until ?? at.toISOString();
  const until = new Date(at.getTime() + day).toISOString();
  let count = 0;
  for await (const { value } of journal.list<ApprovalRecord>('approval-request')) {
    const { status, reference, expires } = value;
    // The time of an approval request that waits for its turn has not begun.
    if (status === 'open' && reference !== undefined && expires > from && expires <= until) count += 1;
  }
  const mark: Mark = { until, at: at.toISOString() };
  const won = await journal.write({ kind: 'counter', key, value: mark }, row?.revision ?? 0);
  return won === undefined ? 0 : count;
};
