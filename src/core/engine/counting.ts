import { leaseMinutes } from './lease.ts';
import { admit, stopping, type Candidate, type Stop } from '../policy/admission.ts';
import { emptyTally, leave, type Tally } from '../policy/tally.ts';
import type { Limits } from '../policy/limits.ts';
import type { Ports } from '../model/ports.ts';
import { minutesAfter } from '../model/time.ts';

const attempts = 40;
const address = { kind: 'counter', key: 'limits' } as const;

type TallyChange<Answer> = (tally: Tally) => { readonly tally?: Tally; readonly answer: Answer };

/** Reads, decides, and writes by compare-and-set, again and again while others are quicker. */
const changed = async <Answer>(
  change: TallyChange<Answer>,
  ports: Ports,
): Promise<{ readonly answer: Answer } | undefined> => {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const row = await ports.journal.read<Tally>(address.kind, address.key);
    const { tally, answer } = change(row?.value ?? emptyTally);
    if (!tally) return { answer };
    if ((await ports.journal.write({ ...address, value: tally }, row?.revision ?? 0)) !== undefined)
      return { answer };
    await ports.pause(10 + 5 * attempt);
  }
  return undefined;
};

/** What the limits would say now, without taking a place. */
export const limitOn = async (
  candidate: Candidate,
  limits: Limits,
  ports: Ports,
): Promise<Stop | undefined> => {
  const row = await ports.journal.read<Tally>(address.kind, address.key);
  return stopping(row?.value ?? emptyTally, candidate, limits, ports.now());
};

/** Takes a place for a run before its first put, or says why not. Right however many workers ask at once. */
export const countIn = async (
  candidate: Candidate & { readonly run: string },
  limits: Limits,
  ports: Ports,
): Promise<Stop | undefined> => {
  const taken = await changed((before) => {
    // A run that died frees its place when its lease is over.
    const result = admit(before, candidate, limits, ports.now(), leaseMinutes);
    return 'stop' in result ? { answer: result.stop } : { tally: result.tally, answer: undefined };
  }, ports);
  if (taken) return taken.answer;
  return { says: 'Too many workers request a slot at once.', until: minutesAfter(ports.now(), 1) };
};

/** Gives the place back, and counts a failure for the breaker. */
export const countOut = async (
  run: { readonly run: string; readonly remediation: string; readonly failed: boolean },
  limits: Limits,
  ports: Ports,
): Promise<void> => {
  await changed((before) => ({ tally: leave(before, run, limits, ports.now()), answer: undefined }), ports);
};
