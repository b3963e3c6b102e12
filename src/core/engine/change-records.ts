import type { Group, NumberedChange } from './documents.ts';
import type { Row } from '../journal/journal.ts';
import { same } from '../model/json.ts';
import type { HeldLease } from './lease.ts';
import { carriedOutElsewhere } from './own-writes.ts';
import type { Ports } from '../model/ports.ts';
import { changeKey, type ChangeRecord, type Run } from '../journal/records.ts';
import type { Remediation } from '../model/remediation.ts';

/** What the journal says of each change of a run: begun before its put, done after the look that followed. */

/** A run that is being carried out. */
export interface Carrying {
  readonly run: Run;
  readonly unit: Remediation;
  readonly lease: HeldLease;
  readonly ports: Ports;
}

/** The part of a plan that one put carries, and how far the journal says it is. */
export interface Part extends NumberedChange {
  readonly row: Row<ChangeRecord> | undefined;
}

export const partsOf = async ({ parts }: Group, { run, ports }: Carrying): Promise<readonly Part[]> => {
  const found: Part[] = [];
  for (const part of parts) {
    const row = await ports.journal.read<ChangeRecord>('change', changeKey(run.id, part.index));
    found.push({ ...part, row });
  }
  return found;
};

type Note = Pick<ChangeRecord, 'status' | 'ours'> & { readonly began: string; readonly became?: unknown };

/** Answers the part as the journal has it now. */
export const note = async (part: Part, { began, ...told }: Note, { run, ports }: Carrying): Promise<Part> => {
  const { index, change, row } = part;
  const key = changeKey(run.id, index);
  const value: ChangeRecord = {
    run: run.id,
    index,
    set: change.set,
    on: change.on,
    before: change.before,
    after: change.after,
    began: row?.value.began ?? began,
    ...told,
    at: ports.now().toISOString(),
  };
  const revision = await ports.journal.write({ kind: 'change', key, value }, row?.revision ?? 0);
  if (revision === undefined) throw carriedOutElsewhere(run.id);
  return { ...part, row: { kind: 'change', key, value, revision } };
};

export const isBefore =
  (whole: unknown) =>
  (part: Part): boolean =>
    same(part.from(whole), part.change.before);
export const isAfter =
  (whole: unknown) =>
  (part: Part): boolean =>
    same(part.from(whole), part.change.after);
