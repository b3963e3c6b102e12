import {
  AthenaClient,
  AthenaServiceException,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import { allPages } from '../pages.ts';
import type { Asking } from '../source.ts';
import { dollarsOf } from './workgroup.ts';

/** A row by columns; `undefined` is null. */
export type Row = Readonly<Record<string, string | undefined>>;

/** What a query came to. */
export type Answered =
  | { readonly is: 'rows'; readonly rows: readonly Row[] }
  | { readonly is: 'over' }
  | { readonly is: 'failed'; readonly says: string };

export interface Query {
  readonly text: string;
  readonly parameters: readonly string[];
  readonly workgroup: string;
  readonly database: string;
  /** Bytes that the workgroup lets it scan. */
  readonly most: number;
}

const pollMilliseconds = 1_000;

/** As Athena says that the limit of the workgroup is reached. */
const isOverLimit = (reason: string): boolean => /bytes scanned limit/i.test(reason);

const rowsOf = async (id: string, { look, target }: Asking): Promise<readonly Row[]> => {
  const all = await allPages(async (NextToken) => {
    const { ResultSet, NextToken: next } = await look(target)
      .use(AthenaClient)
      .send(new GetQueryResultsCommand({ QueryExecutionId: id, NextToken }));
    return { items: ResultSet?.Rows, next };
  });
  const values = all.map(({ Data = [] }) => Data.map(({ VarCharValue }) => VarCharValue));
  // The first row of the first page has the names.
  const [names = [], ...rows] = values;
  return rows.map((row) => Object.fromEntries(names.map((name, at) => [name ?? '', row[at]])));
};

const spent = (bytes: number, { spending }: Asking): void => {
  spending.bytes(bytes);
  spending.dollars(dollarsOf(bytes));
};

/** Until it is over, one way or another. `undefined`: the budget is. */
const ended = async (id: string, { look, target, spending, pause }: Asking) => {
  for (;;) {
    const { QueryExecution: run } = await look(target)
      .use(AthenaClient)
      .send(new GetQueryExecutionCommand({ QueryExecutionId: id }));
    const { State: state, StateChangeReason: reason = '' } = run?.Status ?? {};
    if (state !== 'QUEUED' && state !== 'RUNNING')
      return { state, reason, bytes: run?.Statistics?.DataScannedInBytes };
    if (spending.isOver()) return undefined;
    await pause(pollMilliseconds);
  }
};

/** What was not refused may have been started, and nobody could stop it. */
const isRefused = (error: unknown): boolean =>
  error instanceof AthenaServiceException && error.$fault === 'client';

/**
 * Runs one query, and stops it when the budget is over or nobody can tell how it fares. What is scanned costs, however it ends: where
 * Athena does not say how much that was, it is what the workgroup lets be scanned.
 */
export const answerOf = async (query: Query, asking: Asking): Promise<Answered> => {
  const client = () => asking.look(asking.target).use(AthenaClient);
  const starting = client().send(
    new StartQueryExecutionCommand({
      QueryString: query.text,
      ExecutionParameters: [...query.parameters],
      WorkGroup: query.workgroup,
      QueryExecutionContext: { Database: query.database },
    }),
  );
  const { QueryExecutionId: id } = await starting.catch((error: unknown) => {
    if (!isRefused(error)) spent(query.most, asking);
    throw error;
  });
  if (id === undefined) {
    spent(query.most, asking);
    return { is: 'failed', says: 'it has no id' };
  }
  const stop = () => client().send(new StopQueryExecutionCommand({ QueryExecutionId: id }));
  const end = await ended(id, asking).catch(async (error: unknown) => {
    spent(query.most, asking);
    await stop().catch(() => undefined);
    throw error;
  });
  spent(end?.bytes ?? query.most, asking);
  if (!end) {
    await stop();
    return { is: 'over' };
  }
  if (end.state === 'SUCCEEDED') return { is: 'rows', rows: await rowsOf(id, asking) };
  if (isOverLimit(end.reason)) return { is: 'over' };
  // Messages of Athena can quote a line of the log: only the state is kept.
  return { is: 'failed', says: `the query is ${end.state ?? 'in no state'}` };
};
