import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { WaxsealError } from '../../core/model/errors.ts';

/** Marks a SQLite file as ours ("WAXS"). */
const applicationId = 0x57_41_58_53;
/** Raised when a file of an older Waxseal has to be changed before it can be used. */
const schemaVersion = 1;
/** How long one statement waits for another process, in milliseconds. */
export const busyTimeout = 10_000;

const tables = `
  CREATE TABLE journal (
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    revision INTEGER NOT NULL,
    due_at TEXT,
    PRIMARY KEY (kind, key)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX journal_due ON journal (due_at, kind, key) WHERE due_at IS NOT NULL;
  PRAGMA application_id = ${applicationId};
  PRAGMA user_version = ${schemaVersion};`;

/** The primary result code of SQLite; `errcode` carries the extended one. https://www.sqlite.org/rescode.html */
const sqliteCode = (error: unknown): number | undefined =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode & 0xff
    : undefined;

const sqliteBusy = 5;
const sqliteLocked = 6;
const sqliteCorrupt = 11;
const sqliteNotADatabase = 26;

/** Another process has the lock. */
export const isBusy = (error: unknown): boolean => {
  const code = sqliteCode(error);
  return code === sqliteBusy || code === sqliteLocked;
};

/** What SQLite said, for a person: `journal-busy` (retry), `journal-damaged` or `journal-unusable`. */
export const sqliteFailure = (path: string, cause: unknown): WaxsealError => {
  if (cause instanceof WaxsealError) return cause;
  const code = sqliteCode(cause);
  const detail = cause instanceof Error ? cause.message : String(cause);
  if (isBusy(cause)) {
    const says = `The journal ${path} is locked by another process.`;
    const todo = 'Wait for the other Waxseal to finish, then try again.';
    return new WaxsealError({ code: 'journal-busy', says, todo, retry: true }, { cause });
  }
  if (code === sqliteCorrupt || code === sqliteNotADatabase) {
    const says = `The journal ${path} is damaged or is not a journal (${detail}).`;
    const todo = 'Restore it from a backup, or move it away so that a new one is started.';
    return new WaxsealError({ code: 'journal-damaged', says, todo }, { cause });
  }
  const says = `The journal ${path} cannot be used (${detail}).`;
  const todo = 'Check that the path is right, that this user may write there and that the disk is not full.';
  return new WaxsealError({ code: 'journal-unusable', says, todo }, { cause });
};

const pragma = (database: DatabaseSync, name: string): number => {
  const value = database.prepare(`PRAGMA ${name}`).get()?.[name];
  return typeof value === 'number' ? value : 0;
};

const objects = (database: DatabaseSync): number => {
  const count = database.prepare('SELECT count(*) AS n FROM sqlite_schema').get()?.['n'];
  return typeof count === 'number' ? count : 0;
};

/** `true`: ours and current; `false`: empty, to be set up; everything else is refused, before anything is written. */
const isSetUp = (database: DatabaseSync, path: string): boolean => {
  const id = pragma(database, 'application_id');
  const version = pragma(database, 'user_version');
  if (id === 0 && version === 0 && objects(database) === 0) return false;
  if (id !== applicationId) {
    const says = `${path} is a SQLite file of something else, not a journal of Waxseal.`;
    throw new WaxsealError({ code: 'journal-foreign', says, todo: 'Name another file for the journal.' });
  }
  if (version === schemaVersion) return true;
  const says = `The journal ${path} has schema ${version}; this Waxseal knows ${schemaVersion}.`;
  throw new WaxsealError({
    code: 'journal-version',
    says,
    todo: 'Use the Waxseal that wrote it, or a newer one.',
  });
};

const sleep = (milliseconds: number): void => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
};

/** SQLite does not wait for other processes while it changes to WAL, whatever `busy_timeout` says; so we do. */
const useWal = (database: DatabaseSync, tries = 200): void => {
  try {
    database.exec('PRAGMA journal_mode = WAL');
  } catch (error) {
    if (sqliteCode(error) !== sqliteBusy || tries === 0) throw error;
    sleep(20);
    useWal(database, tries - 1);
  }
};

/** Does all the work on one state of the file: other processes come before or after, never in between. */
export const together = <Answer>(
  database: DatabaseSync,
  begin: 'BEGIN' | 'BEGIN IMMEDIATE',
  work: () => Answer,
): Answer => {
  database.exec(begin);
  try {
    const answer = work();
    database.exec('COMMIT');
    return answer;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
};

const setUp = (database: DatabaseSync, path: string): void => {
  useWal(database);
  together(database, 'BEGIN IMMEDIATE', () => {
    // Looked at again under the lock: another process may have been quicker.
    if (!isSetUp(database, path)) database.exec(tables);
  });
};

/** Only the owner may read the journal: it holds policies of buckets and queues. */
const makeFile = (path: string): void => {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  closeSync(openSync(path, 'a', 0o600));
};

/** Opens and checks the file, and makes it when it is new. Throws `WaxsealError`; a file it refuses is unchanged. */
export const openDatabase = (name: string): DatabaseSync => {
  const path = name === ':memory:' ? name : resolve(name);
  let database: DatabaseSync | undefined;
  try {
    if (path !== ':memory:') makeFile(path);
    database = new DatabaseSync(path, { timeout: busyTimeout });
    const opened = database;
    if (!together(opened, 'BEGIN', () => isSetUp(opened, path))) setUp(opened, path);
    // A journal that forgets its last rows when the power fails would forget what was already written in AWS. FULL waits
    // for the disk at each commit; what macOS calls so reaches the disk's cache only, unless it is asked twice.
    database.exec('PRAGMA synchronous = FULL; PRAGMA fullfsync = ON;');
    return database;
  } catch (error) {
    database?.close();
    throw sqliteFailure(path, error);
  }
};
