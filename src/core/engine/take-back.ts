import { overtake } from '../approvals/approval-requests.ts';
import type { Run } from '../journal/records.ts';
import type { Reason } from '../model/outcome.ts';
import type { Ports } from '../model/ports.ts';

/**
 * Takes an approval request back whose plan a run applies without it. What cannot be withdrawn is told as a reason of the run, and
 * stops nothing: an answer to it counts no more.
 */
export const takeBack = async (id: string, run: Run, ports: Ports): Promise<void> => {
  const { notWithdrawn } = await overtake({ id }, 'It is applied without an approval.', ports);
  if (notWithdrawn === undefined) return;
  const says = `${id} is over, and could not be withdrawn: ${notWithdrawn} An answer to it does nothing.`;
  const reason: Reason = { check: 'withdrawal', says };
  const row = await ports.journal.read<Run>('run', run.id);
  if (!row) return;
  const value: Run = { ...row.value, reasons: [...row.value.reasons, reason] };
  await ports.journal.write({ kind: 'run', key: run.id, value }, row.revision);
};
