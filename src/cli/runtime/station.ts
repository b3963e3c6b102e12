import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Catalog } from '../../core/model/catalog.ts';
import { WaxsealError } from '../../core/model/errors.ts';
import type { Journal } from '../../core/journal/journal.ts';
import type { Ports } from '../../core/model/ports.ts';
import { typesOf } from '../../core/model/types-of.ts';
import { soundJournal } from '../../core/journal/sound-records.ts';
import { type Approvals, approvalsNamed } from './approvals.ts';
import type { Globals } from '../input/globals.ts';
import { deployedIn, mustBeOwnJournal } from './deployed.ts';
import type { Caller, Host } from './host.ts';
import { callerOf, regionsOf } from './identity.ts';
import { UsageError } from '../input/usage.ts';
import { policySource, type PolicySource } from '../input/policy-source.ts';
import { portsFor } from './terminal-ports.ts';

/** Everything that a command needs of the world, made once for one run of the program. */
export interface Station {
  readonly catalog: Catalog;
  readonly ports: Ports;
  readonly policy: PolicySource;
  readonly journalPath: string;
  /** Where rows are from, for people: the journal's path, or that nothing of it is in AWS. */
  readonly source: string;
  /** `Read live in eu-west-1`, or that it was read in memory. */
  readonly read: (regions: readonly string[]) => string;
  /** The journal is a file: no function of a deployment has it, and nothing looks again by itself. */
  readonly isAlone: boolean;
  readonly approvals: Approvals;
  /** Asked of STS once. */
  caller(): Promise<Caller>;
  /** The Regions given, or the configured one. */
  regions(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** What a command needs of it. */
export interface Need {
  /** A journal that does not exist yet is created. */
  readonly writes: boolean;
  /** Those that somebody named: they are loaded early. */
  readonly remediations?: readonly string[];
  /** The Region of what the command is about, as it or the journal names it; asked where none is given or configured. */
  readonly near?: (policy: PolicySource, journal: Journal) => Promise<string | undefined>;
}

const isThere = (path: string): boolean => statSync(path, { throwIfNoEntry: false }) !== undefined;

/** As the functions in AWS are told: `dynamodb:TABLE`, so that a person can read and answer what they wrote. */
const asInFunctions = /^(dynamodb|sqlite):/;
const inTable = /^dynamodb:/;

/** Where the journal is; a path, or as the functions in AWS are told. */
const journalPathOf = (host: Host, { journal = '.waxseal/journal.db' }: Globals): string => {
  if (journal.replace(asInFunctions, '').trim() === '')
    throw new UsageError(
      'bad-journal',
      `"${journal}" does not say where the journal is.`,
      'Give --journal (or WAXSEAL_JOURNAL) the path of a file, or dynamodb:TABLE.',
    );
  return inTable.test(journal) ? journal : resolve(host.cwd, journal.replace(/^sqlite:/, ''));
};

/** The journal on disk. A command that only looks does not create one: an empty one in memory says the same. */
const openJournal = async (
  path: string,
  writes: boolean,
  region: () => Promise<string>,
): Promise<Journal> => {
  if (inTable.test(path)) {
    const { journalFrom } = await import('../../adapters/deployment/deployed-ports.ts');
    const isArn = path.startsWith('dynamodb:arn:');
    return journalFrom({ WAXSEAL_JOURNAL: path }, isArn ? undefined : await region());
  }
  const { openSqliteJournal } = await import('../../adapters/journal/sqlite.ts');
  if (!isThere(path) && !writes) return openSqliteJournal(':memory:');
  try {
    if (writes) mkdirSync(dirname(path), { recursive: true });
  } catch (error) {
    throw new WaxsealError(
      {
        code: 'journal-unusable',
        says: `The journal's folder ${dirname(path)} cannot be made.`,
        todo: 'Give --journal a path that you may write to.',
      },
      { cause: error },
    );
  }
  return soundJournal(openSqliteJournal(path));
};

const regionless = (): Promise<never> => Promise.reject(new Error('a file is in no Region'));

const onceOnly = <Value>(make: () => Promise<Value>): (() => Promise<Value>) => {
  let made: Promise<Value> | undefined;
  return () => (made ??= make());
};

/** Opens what one command needs; nothing is called in AWS yet. */
export const openStation = async (
  host: Host,
  globals: Globals,
  { writes, near, remediations = [], warn }: Need & { readonly warn: (words: string) => void },
): Promise<Station> => {
  const parts = host.parts ?? {};
  const journalPath = journalPathOf(host, globals);
  const approvals = approvalsNamed(host, globals);
  const loading = onceOnly(async () => parts.catalog ?? (await import('../../services/index.ts')).catalog);
  const policy = policySource(host, globals, loading);
  const regions = onceOnly(() => regionsOf(host, globals));
  /** Where the journal's table, the runbooks and a deployment are. */
  const region = onceOnly(async (): Promise<string> => {
    try {
      return (await regions())[0] ?? 'us-east-1';
    } catch (error) {
      if (!near || !(error instanceof WaxsealError) || error.code !== 'no-region') throw error;
      // A table is somewhere: its rows cannot say where.
      const rows =
        parts.journal ?? (await openJournal(inTable.test(journalPath) ? '' : journalPath, false, regionless));
      try {
        const named = await near(policy, rows);
        if (!named) throw error;
        return named;
      } finally {
        if (!parts.journal) await rows.close();
      }
    }
  });
  const sent = Promise.withResolvers<void>();
  const caller = onceOnly(
    parts.caller ??
      // Whose credentials these are can be asked anywhere; a missing Region is told by what needs one.
      (async () => callerOf(await region().catch(() => 'us-east-1'), sent.resolve)),
  );
  const isDeployed = parts.isDeployed ?? (host.parts ? async () => false : deployedIn(region));
  // AWS is asked first; what will be needed is loaded while it answers. Who needs it hears of what went wrong with it.
  if (writes) {
    const asked = [caller(), mustBeOwnJournal(isDeployed, journalPath, warn)] as const;
    // Loading takes longer than asking: begun at once it would keep the questions back.
    await Promise.race([sent.promise.then(() => setImmediate()), Promise.allSettled(asked)]);
    const loaded = remediations.map(async (id) => {
      const known = await loading();
      const { meta } = await known.remediation(id);
      await Promise.all(typesOf(meta).map((type) => known.resource(type)));
    });
    // Its file is not opened before it is known to be the right one.
    const reader = inTable.test(journalPath) ? [] : [import('../../adapters/journal/sqlite.ts')];
    for (const needed of [...asked, policy.load(), ...loaded, ...reader]) needed.catch(() => undefined);
    await asked[1];
  }
  const catalog = await loading();
  const journal = parts.journal ?? (await openJournal(journalPath, writes, region));
  const ports = await portsFor({ host, catalog, journal, policy, approvals, caller, region });
  return {
    catalog,
    ports,
    policy,
    journalPath,
    source: parts.inMemory ?? journalPath,
    read: (where) =>
      parts.inMemory === undefined
        ? `Read live in ${where.join(', ')}`
        : `Read in ${where.join(', ')} of ${parts.inMemory}`,
    isAlone: !inTable.test(journalPath),
    approvals,
    caller,
    regions,
    // A journal that was brought along belongs to whoever brought it.
    close: async () => (parts.journal ? undefined : journal.close()),
  };
};
