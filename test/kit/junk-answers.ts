import { canonical } from '../../src/core/model/json.ts';
import { onlyReads } from '../../src/sandbox/services.ts';
import type { Call } from '../../src/sandbox/world.ts';
import type { Answering, Lived, Stage } from './account.ts';
import { contracts, serviceOfOperation, unsaid, type Contracts } from './contracts.ts';

/** Lives in which AWS answers what it never documented. */

export const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const isRead = (operation: string): boolean => onlyReads(operation.split(':')[1] ?? '');
const told = ({ operation, input }: Pick<Call, 'operation' | 'input'>): string =>
  canonical([operation, input]);

/** One answer of each read that a whole life makes. */
export const samplesOf = async (on: Stage): Promise<ReadonlyMap<string, object>> => {
  const samples = new Map<string, object>();
  await on.live((request, answer) => {
    const given = answer();
    if (isRead(request.operation) && !samples.has(request.operation))
      samples.set(request.operation, structuredClone(given));
    return given;
  }, true);
  return samples;
};

export const deep = (levels: number): unknown =>
  Array.from({ length: levels }).reduce<unknown>((inner) => ({ Statement: [inner] }), {});

export const answering =
  (operation: string, alter: (given: object) => unknown): Answering =>
  (request, answer) => {
    const given = answer();
    if (request.operation !== operation) return given;
    const altered = alter(given);
    return isObject(altered) ? altered : {};
  };

/**
 * Writes that nobody makes when AWS answers as it should, and that are not as good as those. A service whose answers
 * may lead to another good write says so in its contract.
 */
export const oddWrites = (
  calls: readonly Call[],
  wanted: ReadonlySet<string>,
  of: Contracts = contracts,
): readonly string[] =>
  calls.flatMap((call) => {
    const service = serviceOfOperation(call.operation, of);
    const isGood = of[service]?.asGood?.(call) === true || wanted.has(told(call));
    return isGood
      ? []
      : [`wrote ${told(call).slice(0, 200)} (or ${unsaid(service, 'that it is as good: asGood')})`];
  });

/** What is wrong with a life in which AWS answered junk: nothing, if Waxseal did no harm. */
export const harm = async (
  on: Stage,
  answers: Answering,
  wanted: ReadonlySet<string>,
): Promise<readonly string[]> => {
  const threw = (error: unknown): string => `threw ${String(error)}`;
  const agreed: Lived | string = await on.live(answers, true).catch(threw);
  if (typeof agreed === 'string') return [agreed];
  const waiting: Lived | string = await on.live(answers, false).catch(threw);
  if (typeof waiting === 'string') return [waiting];
  const said = agreed.outcome.is === 'failed' ? agreed.outcome.failure : undefined;
  const secrets = ['orders', 'logging', 'polluted', on.target.id];
  return [
    ...oddWrites(agreed.host.writes(), wanted),
    ...waiting.host.writes().map((write) => `wrote unasked ${told(write).slice(0, 200)}`),
    ...(said && (said.says === '' || said.todo === '') ? [`failed without a word: ${said.code}`] : []),
    ...(said?.code === 'unexpected' && secrets.some((word) => said.says.includes(word))
      ? [`told ${said.says}`]
      : []),
    ...('polluted' in {} ? ['polluted'] : []),
  ];
};

/** What is written when AWS answers as it should: nothing by a unit that only looks. */
export const wantedBy = async (on: Stage): Promise<ReadonlySet<string>> => {
  const { host, outcome } = await on.live((_request, answer) => answer(), true);
  if (Object.keys(on.unit.fields).length === 0) return new Set();
  if (outcome.is !== 'remediated' && outcome.is !== 'settling')
    throw new Error(`the scene of ${on.unit.meta.id} ends as ${outcome.is}: a fix of it must be possible`);
  return new Set(host.writes().map(told));
};

/** What AWS's services call the mark of the next page. */
const marks = [
  'NextMarker',
  'Marker',
  'NextToken',
  'nextToken',
  'ContinuationToken',
  'NextPageToken',
  'position',
];
export const marked = (mark: string): Readonly<Record<string, string>> =>
  Object.fromEntries(marks.map((name) => [name, mark]));

/** An answer without items whose pages go on. The mark stands beside the list: at the top, or in the member that holds both. */
export const goingOn = (given: object, mark: string): object => ({
  ...Object.fromEntries(
    Object.entries(given).flatMap(([key, value]: readonly [string, unknown]) =>
      isObject(value) && !Array.isArray(value) ? [[key, marked(mark)]] : [],
    ),
  ),
  ...marked(mark),
});

/** Whether AWS gives this answer in one piece. */
export const hasNoPages = (operation: string, of: Contracts = contracts): boolean =>
  of[serviceOfOperation(operation, of)]?.unpaged?.includes(operation) === true;

/** What is said where a list was believed though its pages had no end: each of its calls, unless it has no pages. */
export const believed = (operations: readonly string[], of: Contracts = contracts): readonly string[] =>
  [...new Set(operations)]
    .filter((operation) => !hasNoPages(operation, of))
    .map((operation) => unsaid(serviceOfOperation(operation, of), `that ${operation} has no pages: unpaged`));
