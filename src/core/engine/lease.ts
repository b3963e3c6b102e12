import type { Lease } from '../journal/records.ts';
import type { Ports } from '../model/ports.ts';
import { minutesAfter } from '../model/time.ts';

/** Longer than the longest function that can hold one (15 minutes), so that a dead holder's lease ends after it. */
export const leaseMinutes = 20;
/** A put is not begun this close to the end: the call itself takes time, and AWS takes no fencing token. */
const marginMinutes = 2;

export interface HeldLease {
  /** Asked before each put. */
  stillMine(): Promise<boolean>;
  release(): Promise<void>;
}

/** Takes the only right to write below a root, or answers until when somebody else has it. */
export const takeLease = async (
  root: string,
  ports: Ports,
): Promise<HeldLease | { readonly until: string }> => {
  const { journal } = ports;
  const now = ports.now();
  const holder = ports.newId();
  const found = await journal.read<Lease>('lease', root);
  if (found && found.value.until > now.toISOString()) return { until: found.value.until };
  const value: Lease = { holder, until: minutesAfter(now, leaseMinutes) };
  const revision = await journal.write({ kind: 'lease', key: root, value }, found?.revision ?? 0);
  if (revision === undefined) return { until: minutesAfter(now, 1) };
  return {
    stillMine: async () => {
      const current = await journal.read<Lease>('lease', root);
      return (
        current?.value.holder === holder && current.value.until > minutesAfter(ports.now(), marginMinutes)
      );
    },
    release: async () => {
      const ended: Lease = { holder, until: ports.now().toISOString() };
      await journal.write({ kind: 'lease', key: root, value: ended }, revision);
    },
  };
};
