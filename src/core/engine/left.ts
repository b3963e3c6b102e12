import type { Job } from '../model/catalog.ts';
import { wholeOf, type Whole } from './documents.ts';
import { same } from '../model/json.ts';
import type { Conflict } from '../model/outcome.ts';
import { lookPast, recall, type Past } from './own-writes.ts';
import type { Ports } from '../model/ports.ts';
import type { ChangeRecord, Run } from '../journal/records.ts';
import type { Change } from '../model/remediation.ts';

interface Left {
  readonly changes: readonly Change[];
  /** How many changes the run has begun at all. */
  readonly made: number;
  /** How many of them AWS shows as taken back already, which may be old news. */
  readonly unsure: number;
  readonly conflicts: readonly Conflict[];
}

/** What a change of ours has made of its field. Begun and never seen to arrive: then only the planned value can be ours. */
export const becameOf = ({ status, became, after }: ChangeRecord): unknown =>
  status === 'done' ? became : after;

/**
 * What takes back the changes of a run that are ours and still there, last first. What only seems to be taken back
 * already, because AWS goes on showing what we had replaced, is among them: the engine waits until it is sure.
 */
export const leftOf = async ({ unit, target }: Job, run: Run, ports: Ports): Promise<Left> => {
  const changes: Change[] = [];
  let made = 0;
  let unsure = 0;
  const conflicts: Conflict[] = [];
  const looks = new Map<string, Past>();
  const lookAt = async (whole: Whole): Promise<Past> => {
    const shown = looks.get(whole.key) ?? (await lookPast(await recall(whole, ports), target, ports));
    looks.set(whole.key, shown);
    return shown;
  };
  for await (const { value: change } of ports.journal.list<ChangeRecord>('change', `${run.id}/`)) {
    made += 1;
    if (!change.ours) continue;
    const { set, on, before } = change;
    const whole = wholeOf(unit, change, target);
    const shown = whole && (await lookAt(whole));
    const now = whole?.from(shown?.seen.value ?? null, on) ?? null;
    const became = becameOf(change);
    if (same(now, before) && !shown?.isOld) continue;
    if (same(now, before)) unsure += 1;
    else if (!same(now, became)) {
      conflicts.push({ set, on, before, became, now: whole?.shown(shown?.seen.value ?? null, on) ?? null });
      continue;
    }
    changes.unshift({ set, on, before: became ?? null, after: before ?? null, impact: ['none'] });
  }
  return { changes, made, unsure, conflicts };
};
