import { WaxsealError } from '../model/errors.ts';
import { hashOf } from '../model/json.ts';
import type { Ports } from '../model/ports.ts';
import { findingKey, type Finding, type Hold } from '../journal/records.ts';
import type { Target } from '../model/target.ts';

export interface HoldRequest {
  readonly target: Target;
  readonly remediation: string;
  readonly by: string;
  readonly reason: string;
  /** Days from now; absent: until released. */
  readonly days?: number;
}

/** Keeps Waxseal's hands off a finding. A later hold takes the place of an earlier one. */
export const hold = async (
  { target, remediation, by, reason, days }: HoldRequest,
  ports: Ports,
): Promise<void> => {
  const key = findingKey(target, remediation);
  const now = ports.now();
  const until = days === undefined ? undefined : new Date(now.getTime() + days * 86_400_000).toISOString();
  const value: Hold = {
    finding: key,
    remediation,
    target,
    by,
    reason,
    from: now.toISOString(),
    ...(until && { until }),
  };
  for (;;) {
    const row = await ports.journal.read<Hold>('hold', key);
    if (await ports.journal.write({ kind: 'hold', key, value }, row?.revision ?? 0)) return;
  }
};

/** `shown`: the hash of the hold that was shown to who asks; another one is not lifted. */
interface ReleaseRequest {
  readonly finding: string;
  readonly actor: string;
  readonly shown?: string;
}

/** Lifts a hold; the waker looks at the finding again at once. */
export const release = async (request: ReleaseRequest, ports: Ports): Promise<Hold> => {
  const { finding, actor, shown } = request;
  const { journal } = ports;
  const row = await journal.read<Hold>('hold', finding);
  if (!row || row.value.released)
    throw new WaxsealError({
      code: 'no-hold',
      says: `There is no hold on ${finding}.`,
      todo: 'waxseal report lists what is held.',
    });
  if (shown !== undefined && shown !== hashOf(row.value))
    throw new WaxsealError({
      code: 'not-as-shown',
      says: `The hold on ${finding} is not the one that was shown: another has taken its place.`,
      todo: 'Look at it again, and release what is shown then.',
    });
  const at = ports.now().toISOString();
  const value: Hold = { ...row.value, released: { by: actor, at } };
  if (!(await journal.write({ kind: 'hold', key: finding, value }, row.revision)))
    return release(request, ports);
  const found = await journal.read<Finding>('finding', finding);
  if (found)
    await journal.write({ kind: 'finding', key: finding, value: found.value, dueAt: at }, found.revision);
  return value;
};
