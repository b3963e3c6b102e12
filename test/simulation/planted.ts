import type { Told } from '../../src/core/model/canary.ts';
import type { Catalog } from '../../src/core/model/catalog.ts';
import type { Journal, Row } from '../../src/core/journal/journal.ts';
import {
  partOf,
  type Aws,
  type Field,
  type Part,
  type Remediation,
} from '../../src/core/model/remediation.ts';
import type { Ports } from '../../src/core/model/ports.ts';
import { AwsFault } from '../../src/sandbox/faults.ts';
import type { Engine } from '../../src/sandbox/scenario/engine.ts';
import type { Parts } from './parts.ts';
import { isObject } from './timeline.ts';

/** A bug put in on purpose, around ports, units or the account: the simulation must find each one. */
export interface Planted {
  readonly id: string;
  readonly says: string;
  /** Only the expectations of scenario files can tell; else a promise must break that the oracle itself holds. */
  readonly byExpectation?: true;
  readonly plant: (parts: Parts) => Parts;
}

type Write = Journal['write'];

/** Every call of the engine with other ports and other units. */
const around = (
  parts: Parts,
  change: { readonly ports?: (ports: Ports) => Ports; readonly unit?: (unit: Remediation) => Remediation },
): Parts => {
  const { ports: other = (ports) => ports, unit = (it) => it } = change;
  const { engine } = parts;
  const units = new Map<string, Remediation>();
  const catalogOf = (catalog: Catalog): Catalog => ({
    ...catalog,
    remediation: async (id) => {
      const made = units.get(id) ?? unit(await catalog.remediation(id));
      units.set(id, made);
      return made;
    },
  });
  const catalog = catalogOf(engine.catalog);
  const wrapped: Engine = {
    ...engine,
    catalog,
    reconcile: (job, ports) => engine.reconcile(job, other(ports)),
    undo: (request, _catalog, ports) => engine.undo(request, catalog, other(ports)),
    release: (request, ports) => engine.release(request, other(ports)),
    wake: (_catalog, ports, limit) => engine.wake(catalog, other(ports), limit),
    lookAtApproved: (event, { ports }) => engine.lookAtApproved(event, { catalog, ports: other(ports) }),
    ...(engine.undoing && {
      undoing: {
        ...engine.undoing,
        undoStep: async (event, { ports, execution }) =>
          (await engine.undoing?.undoStep(event, { catalog, ports: other(ports), execution })) ?? {
            outcomes: [],
          },
      },
    }),
  };
  return { ...parts, engine: wrapped };
};

const journalAround = (parts: Parts, change: (journal: Journal) => Partial<Journal>): Parts =>
  around(parts, {
    ports: (ports) => ({ ...ports, journal: { ...ports.journal, ...change(ports.journal) } }),
  });

/** Says that it wrote what it did not write. */
const forgets =
  (which: (row: Omit<Row, 'revision'>) => boolean) =>
  (parts: Parts): Parts =>
    journalAround(parts, (journal): { write: Write } => ({
      write: async (row, expected) => (which(row) ? expected + 1 : journal.write(row, expected)),
    }));

const statusOf = ({ value }: Omit<Row, 'revision'>): unknown =>
  isObject(value) ? value['status'] : undefined;

type Bug<Thing> = (thing: Thing) => Thing;

/** Fields that are wholes by themselves, and the parts of documents. */
const withFields = (
  unit: Remediation,
  alone: Bug<Field<unknown>>,
  within: Bug<Part<unknown, unknown>>,
): Remediation => ({
  ...unit,
  fields: Object.fromEntries(
    Object.entries(unit.fields).map(([name, field]) => [
      name,
      field.part ? partOf(within(field.part)) : alone(field),
    ]),
  ),
});

const unitAround = (parts: Parts, unit: (unit: Remediation) => Remediation): Parts => around(parts, { unit });

const policyAround = (parts: Parts, edit: (text: string) => string): Parts => ({
  ...parts,
  engine: {
    ...parts.engine,
    parsePolicy: (text, name, known) => parts.engine.parsePolicy(edit(text), name, known),
  },
});

/** Everything that a look shows stays what the first look of the process showed, until something is to be written. */
const oneLook = (ports: Ports): Ports => {
  let first: Aws | undefined;
  return {
    ...ports,
    clouds: {
      look: (location) => {
        first ??= ports.clouds.look(location);
        return first;
      },
      write: async (location, session) => {
        first = undefined;
        return ports.clouds.write(location, session);
      },
    },
  };
};

export const planted: readonly Planted[] = [
  {
    id: 'no-look-before-put',
    says: 'The engine puts on the strength of the look that it planned with.',
    plant: (parts) => around(parts, { ports: oneLook }),
  },
  {
    id: 'write-sent-again',
    says: 'A write whose answer was lost is sent again without a look.',
    plant: (parts) =>
      unitAround(parts, (unit) =>
        withFields(
          unit,
          (field) => ({ ...field, put: (...given) => field.put(...given).catch(() => field.put(...given)) }),
          ({ document, ...part }) => ({
            ...part,
            document: {
              ...document,
              put: (...given) => document.put(...given).catch(() => document.put(...given)),
            },
          }),
        ),
      ),
  },
  {
    id: 'no-compare-before-put',
    says: 'What the field holds now is not compared with what was planned.',
    plant: (parts) =>
      unitAround(parts, (unit) => {
        const first = new Map<string, unknown>();
        const meant = new Set<string>();
        return withFields(
          {
            ...unit,
            read: async (target, aws) => {
              first.clear();
              meant.clear();
              return unit.read(target, aws);
            },
          },
          (field) => ({
            get: async (on, target, aws) => {
              const seen = await field.get(on, target, aws);
              return first.has(on) ? seen : { ...seen, value: null };
            },
            put: async (on, value, seen, target, aws) => {
              first.set(on, value);
              await field.put(on, value, seen, target, aws);
            },
          }),
          (part) => ({
            ...part,
            from: (whole, on, target) => (first.has(on) ? part.from(whole, on, target) : null),
            document: {
              ...part.document,
              put: async (...given) => {
                for (const on of meant) first.set(on, true);
                await part.document.put(...given);
              },
            },
            into: (whole, on, value, target) => {
              meant.add(on);
              return part.into(whole, on, value, target);
            },
          }),
        );
      }),
  },
  {
    id: 'undo-without-compare',
    says: 'Undo takes whatever is there for ours.',
    plant: (parts) => ({
      ...parts,
      engine: {
        ...parts.engine,
        undo: (request, catalog, ports) => {
          const list = async function* <Value>(
            kind: Row['kind'],
            prefix?: string,
          ): AsyncIterable<Row<Value>> {
            for await (const row of ports.journal.list<Value>(kind, prefix)) {
              const value: unknown = row.value;
              if (kind !== 'change' || !isObject(value)) {
                yield row;
                continue;
              }
              const run = await ports.journal.read<{ plan: { remediation: string; target: never } }>(
                'run',
                request.run,
              );
              if (!run) return;
              const { remediation, target } = run.value.plan;
              const unit = await catalog.remediation(remediation);
              const now = await unit.fields[String(value['set'])]?.get(
                String(value['on']),
                target,
                ports.clouds.look(target),
              );
              const text = JSON.stringify({ ...row, value: { ...value, became: now?.value ?? null } });
              yield JSON.parse(text);
            }
          };
          return parts.engine.undo(request, catalog, { ...ports, journal: { ...ports.journal, list } });
        },
      },
    }),
  },
  {
    id: 'put-not-journalled',
    says: 'What a put became is not written down.',
    plant: forgets((row) => row.kind === 'change' && statusOf(row) === 'done'),
  },
  {
    id: 'intent-not-journalled',
    says: 'A put begins before it is written down.',
    plant: (parts) =>
      journalAround(parts, (journal): { write: Write } => ({
        write: async (row, expected) => {
          if (row.kind === 'change' && statusOf(row) === 'begun') return expected + 1;
          const row0 = await journal.read(row.kind, row.key);
          return journal.write(row, row.kind === 'change' ? (row0?.revision ?? 0) : expected);
        },
      })),
  },
  {
    id: 'own-writes-forgotten',
    says: 'A read that does not show our own last write is believed.',
    plant: (parts) =>
      journalAround(parts, (journal): Pick<Journal, 'read' | 'write'> => ({
        read: async (kind, key) => (kind === 'document' ? undefined : journal.read(kind, key)),
        write: async (row, expected) =>
          row.kind === 'document' ? expected + 1 : journal.write(row, expected),
      })),
  },
  {
    id: 'put-journalled-in-part',
    says: 'Of the changes that one put carries only the first is written down before it.',
    plant: (parts) =>
      journalAround(parts, (journal): { write: Write } => ({
        write: async (row, expected) => {
          const isLater = isObject(row.value) && row.value['index'] !== 0;
          if (row.kind !== 'change' || !isLater) return journal.write(row, expected);
          if (statusOf(row) === 'begun') return expected + 1;
          return journal.write(row, (await journal.read(row.kind, row.key))?.revision ?? 0);
        },
      })),
  },
  {
    id: 'one-put-each',
    byExpectation: true,
    says: 'Changes that share a document are put one after the other.',
    plant: (parts) =>
      unitAround(parts, (unit) =>
        withFields(
          unit,
          (field) => field,
          ({ document, ...part }) => ({
            ...part,
            document: { ...document, batches: (changes) => changes.map((change) => [change]) },
          }),
        ),
      ),
  },
  {
    id: 'lease-ignored',
    says: 'Nobody waits for a lease, and nobody takes one.',
    plant: (parts) =>
      journalAround(parts, (journal): Pick<Journal, 'read' | 'write'> => {
        let mine: Omit<Row, 'revision'> | undefined;
        return {
          read: async (kind, key) => {
            if (kind !== 'lease') return journal.read<never>(kind, key);
            const text = JSON.stringify(mine && { ...mine, revision: 1 });
            return text === undefined ? undefined : JSON.parse(text);
          },
          write: async (row, expected) => {
            if (row.kind !== 'lease') return journal.write(row, expected);
            mine = row;
            return 1;
          },
        };
      }),
  },
  {
    id: 'lease-not-checked-again',
    says: 'A lease that was taken once counts for ever.',
    plant: (parts) =>
      journalAround(parts, (journal): Pick<Journal, 'read' | 'write'> => {
        let taken: Omit<Row, 'revision'> | undefined;
        return {
          read: async (kind, key) => {
            if (kind !== 'lease' || !taken) return journal.read<never>(kind, key);
            const value = isObject(taken.value) ? { ...taken.value, until: '9999' } : taken.value;
            return JSON.parse(JSON.stringify({ ...taken, value, revision: 1 }));
          },
          write: async (row, expected) => {
            if (row.kind === 'lease') taken = row;
            return journal.write(row, expected);
          },
        };
      }),
  },
  {
    id: 'approval-not-used-up',
    says: 'An approval counts as often as it is shown.',
    plant: (parts) =>
      journalAround(parts, (journal): Pick<Journal, 'read' | 'write'> => ({
        read: async (kind, key) => {
          const row = await journal.read<never>(kind, key);
          const value: unknown = row?.value;
          if (kind !== 'approval-request' || !row || !isObject(value) || value['status'] !== 'used')
            return row;
          const { run: _run, ...open } = value;
          return JSON.parse(JSON.stringify({ ...row, value: { ...open, status: 'open' } }));
        },
        write: async (row, expected) => {
          const before = row.kind === 'finding' ? await journal.read<unknown>('finding', row.key) : undefined;
          const approvalRequest = isObject(before?.value) ? before.value['approvalRequest'] : undefined;
          const value =
            isObject(row.value) && approvalRequest !== undefined
              ? { approvalRequest, ...row.value }
              : row.value;
          return journal.write({ ...row, value }, expected);
        },
      })),
  },
  {
    id: 'approval-of-another-plan',
    byExpectation: true,
    says: 'An approval counts for whatever is planned now.',
    plant: (parts) =>
      unitAround(parts, (unit) => ({
        ...unit,
        plan: (state, target, settings) => {
          const verdict = unit.plan(state, target, settings);
          return verdict.is === 'non-compliant' ? { ...verdict, hazards: [] } : verdict;
        },
      })),
  },
  {
    id: 'drops-other-statements',
    says: 'The unit writes a policy that holds only its own statement.',
    plant: (parts) =>
      unitAround(parts, (unit) =>
        withFields(
          unit,
          (field) => field,
          (part) => ({
            ...part,
            into: (_whole, on, value, target) => part.into(null, on, value, target),
          }),
        ),
      ),
  },
  {
    id: 'beside-an-inverted-deny',
    says: 'The unit adds its statement beside one that refuses TLS.',
    plant: (parts) =>
      unitAround(parts, (unit) => ({
        ...unit,
        plan: (state, target, settings) => {
          const text: unknown = isObject(state) ? state['policy'] : undefined;
          const document: unknown = typeof text === 'string' ? JSON.parse(text) : undefined;
          const statements =
            isObject(document) && Array.isArray(document['Statement']) ? document['Statement'] : [];
          const others = statements.filter(
            (one: unknown) => !/SecureTransport":\s*"true"/.test(JSON.stringify(one)),
          );
          const blind =
            others.length < statements.length
              ? { ...state, policy: JSON.stringify({ Version: '2012-10-17', Statement: others }) }
              : state;
          return unit.plan(blind, target, settings);
        },
      })),
  },
  {
    id: 'proof-from-memory',
    says: 'What was put is taken for what is there.',
    plant: (parts) =>
      unitAround(parts, (unit) => {
        const put = new Map<string, unknown>();
        return withFields(
          {
            ...unit,
            plan: (state, target, settings) =>
              put.size > 0 ? { is: 'compliant' } : unit.plan(state, target, settings),
          },
          (field) => ({
            get: async (on, target, aws) =>
              put.has(on) ? { value: put.get(on) ?? null } : field.get(on, target, aws),
            put: async (on, value, seen, target, aws) => {
              put.set(on, value);
              await field.put(on, value, seen, target, aws).catch(() => undefined);
            },
          }),
          ({ document, ...part }) => ({
            ...part,
            document: {
              ...document,
              get: async (name, target, aws) =>
                put.has(name) ? { value: put.get(name) ?? null } : document.get(name, target, aws),
              put: async (name, value, seen, target, aws) => {
                put.set(name, value);
                await document.put(name, value, seen, target, aws).catch(() => undefined);
              },
            },
          }),
        );
      }),
  },
  {
    id: 'hold-ignored',
    says: 'A hold keeps nobody off.',
    plant: (parts) =>
      journalAround(parts, (journal): Pick<Journal, 'read'> => ({
        read: async (kind, key) => (kind === 'hold' ? undefined : journal.read(kind, key)),
      })),
  },
  {
    id: 'undo-holds-nothing',
    byExpectation: true,
    says: 'Undo forgets its hold, and the fix comes back.',
    plant: forgets((row) => row.kind === 'hold'),
  },
  {
    id: 'kill-switch-ignored',
    says: 'The kill switch is read and not heeded.',
    plant: (parts) => policyAround(parts, (text) => text.replace('killSwitch: true', 'killSwitch: false')),
  },
  {
    id: 'calendar-ignored',
    says: 'Nobody asks whether a change calendar is closed.',
    plant: (parts) => around(parts, { ports: (ports) => ({ ...ports, calendar: async () => undefined }) }),
  },
  {
    id: 'canary-undoes-unasked',
    says: 'Errors that jump after a fix have it taken back, whatever the policy says.',
    plant: (parts) => policyAround(parts, (text) => text.replace('onJump: page', 'onJump: undo')),
  },
  {
    id: 'nobody-watched',
    says: 'That the clients of a fix are to be watched is not written down.',
    byExpectation: true,
    plant: forgets(({ kind }) => kind === 'canary'),
  },
  {
    id: 'missing-counts-are-usual',
    says: 'What a metric does not tell is taken for what is usual.',
    byExpectation: true,
    plant: (parts) =>
      around(parts, {
        ports: (ports) => ({
          ...ports,
          signals: async (watching) =>
            ((await ports.signals?.(watching)) ?? []).map((signal) => {
              if (signal.is === 'unknown') return signal;
              const usual = <One extends Told>(told: One): One => ({
                ...told,
                now: told.now.map((value, at) => value ?? told.before[0]?.[at] ?? null),
              });
              return signal.counts === 'errors' ? { ...usual(signal), of: usual(signal.of) } : usual(signal);
            }),
        }),
      }),
  },
  {
    id: 'strangers-undo',
    says: 'Errors that anybody outside can cause have a fix taken back.',
    plant: (parts) =>
      around(parts, {
        ports: (ports) => ({
          ...ports,
          signals: async (watching) =>
            ((await ports.signals?.(watching)) ?? []).map((signal) =>
              signal.is === 'measured' && signal.counts === 'errors'
                ? { ...signal, byAnybody: false }
                : signal,
            ),
        }),
      }),
  },
  {
    id: 'exemption-ignored',
    says: 'Exemptions are read and not heeded.',
    plant: (parts) => policyAround(parts, (text) => text.replace(/exemptions:[\s\S]*$/, '')),
  },
  {
    id: 'ask-means-auto',
    says: 'What must be asked for is applied.',
    plant: (parts) =>
      policyAround(parts, (text) =>
        text.includes('mode: ask')
          ? `${text.replace('mode: ask', 'mode: auto')}optIns: [{ impacts: [breaks-plaintext, breaks-old-tls], owner: nobody, reason: planted, since: 2025-01-01 }]\n`
          : text,
      ),
  },
  {
    id: 'dry-run-writes',
    says: 'Dry-run is only a word.',
    plant: (parts) =>
      policyAround(parts, (text) =>
        text.includes('mode:')
          ? text
          : `${text}mode: auto\noptIns: [{ impacts: [breaks-plaintext, breaks-old-tls], owner: nobody, reason: planted, since: 2025-01-01 }]\n`,
      ),
  },
  {
    id: 'unreadable-means-empty',
    says: 'Tags that cannot be read count as no tags.',
    plant: (parts) =>
      around(parts, {
        ports: (ports) => ({
          ...ports,
          surroundings: (target, aws, tags) =>
            ports.surroundings(target, aws, tags).catch(() => ({ tags: {} })),
        }),
      }),
  },
  {
    id: 'unfinished-forgotten',
    says: 'What is unfinished is never looked at again.',
    plant: (parts) =>
      journalAround(parts, (journal): { write: Write } => ({
        write: async ({ dueAt: _never, ...row }, expected) => journal.write(row, expected),
      })),
  },
  {
    id: 'journal-without-compare',
    says: 'The journal takes every write, whatever its revision.',
    plant: (parts) => ({
      ...parts,
      journal: () => {
        const journal = parts.journal();
        return {
          ...journal,
          write: async (row, expected) => {
            const now = await journal.read(row.kind, row.key);
            return journal.write(row, now?.revision ?? expected);
          },
        };
      },
    }),
  },
  {
    id: 'account-refuses-nothing',
    byExpectation: true,
    says: 'The sandbox lets everybody do everything.',
    plant: (parts) => ({
      ...parts,
      account: (host) => ({
        ...host,
        call: (request) => {
          try {
            return host.call(request);
          } catch (error) {
            if (
              error instanceof AwsFault &&
              error.because !== undefined &&
              !/NoSuch|NotFound/.test(error.name)
            )
              return {};
            throw error;
          }
        },
      }),
    }),
  },
  {
    id: 'account-forgets-writes',
    byExpectation: true,
    says: 'The sandbox answers a write and does nothing.',
    plant: (parts) => ({
      ...parts,
      account: (host) => ({
        ...host,
        call: (request) => (request.operation === 's3:PutBucketPolicy' ? {} : host.call(request)),
      }),
    }),
  },
];
