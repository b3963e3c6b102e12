import { openSqliteJournal } from '../../adapters/journal/sqlite.ts';
import type { Journal } from '../../core/journal/journal.ts';
import type { Staging } from '../../sandbox/scenario/stage.ts';
import type { Play } from '../../sandbox/scenario/scenario.ts';
import { startHost, type Host } from '../../sandbox/host.ts';
import { sandboxPorts } from '../../sandbox/sandbox-ports.ts';
import type { ScenarioStep } from '../../sandbox/scenario/file.ts';
import { differencesOf, type Difference } from './differences.ts';

/** Everything that happened in one step, in order. */
export type Happening =
  | {
      readonly is: 'call';
      readonly at: string;
      /** Who called: `waxseal`, or an ARN. */
      readonly by: string;
      readonly operation: string;
      readonly input: unknown;
      /** AWS's error, or what became of the answer. */
      readonly refused?: string;
      readonly changed: readonly Difference[];
    }
  | {
      readonly is: 'record';
      readonly at: string;
      readonly kind: string;
      readonly key: string;
      /** Counts the writes of this row, from 1. */
      readonly revision: number;
      readonly value: unknown;
    };

export interface Watched {
  readonly step: ScenarioStep;
  readonly happenings: readonly Happening[];
}

const withNotes = (journal: Journal, host: Host, note: (happening: Happening) => void): Journal => ({
  ...journal,
  write: async (row, expected) => {
    const revision = await journal.write(row, expected);
    const { kind, key, value } = row;
    if (revision !== undefined)
      note({
        is: 'record',
        at: host.now().toISOString(),
        kind,
        key,
        revision,
        value: JSON.parse(JSON.stringify(value ?? null)),
      });
    return revision;
  },
});

/** Stages a scenario so that everything in it is seen: each call, what it changed, each row of the journal. */
export const watching = (): {
  readonly staging: Staging;
  readonly watched: (play: Play) => readonly Watched[];
  readonly close: () => Promise<void>;
} => {
  const happenings: Happening[][] = [];
  const note = (happening: Happening): void => {
    happenings.at(-1)?.push(happening);
  };
  const journal = openSqliteJournal(':memory:');
  return {
    staging: {
      open: (account, options = {}) =>
        startHost(account, {
          ...options,
          onCall: (call, seen, after) => {
            const { at, caller, operation, input, refused } = call;
            const by = caller === account.caller ? 'waxseal' : caller;
            const reads = /:(BatchGet|Get|List|Describe|Head)/.test(operation);
            const changed = reads || !call.done ? [] : differencesOf(seen, after);
            note({
              is: 'call',
              at,
              by,
              operation,
              input,
              changed,
              ...(refused !== undefined && { refused }),
            });
          },
        }),
      portsOf: (host, options) => sandboxPorts(host, { ...options, journal: withNotes(journal, host, note) }),
      onStep: () => happenings.push([]),
    },
    watched: ({ steps }) => steps.map(({ step }, index) => ({ step, happenings: happenings[index] ?? [] })),
    close: () => journal.close(),
  };
};
