import { whereOf, type Compliance } from '../adapters/aws/config-compliance.ts';
import { sharedLooks } from '../adapters/aws/shared-looks.ts';
import type { Catalog } from '../core/model/catalog.ts';
import { WaxsealError, type Failure } from '../core/model/errors.ts';
import type { Row } from '../core/journal/journal.ts';
import type { Outcome } from '../core/model/outcome.ts';
import type { Ports } from '../core/model/ports.ts';
import type { Finding } from '../core/journal/records.ts';
import { mostTurns, type SweepPart } from '../intake/sweep-part.ts';
import { atOnce, pooled } from '../core/model/pooled.ts';
import { failuresBy, type Failures, type Missed } from './sweep-failures.ts';
import { lookAtRow, lookAtSighting, nameOf, type Looking } from './sweep-looks.ts';
import { isLeftOpen, leftOf, type Left } from './sweep-parts.ts';
import { listedFor, lookAtListed } from './sweep-listed.ts';
import { sightingsIn, type Unwatched } from './sweep-sightings.ts';

export interface LocationParts {
  readonly catalog: Catalog;
  readonly ports: Ports;
  readonly compliance: Compliance;
  /** Asked before each look: nothing more is begun. */
  readonly stop?: () => boolean;
  /** The digest tells of certificates: they are read, too. */
  readonly certificates?: boolean;
}

export interface LocationLooked {
  readonly outcomes: readonly Outcome[];
  /** What failed and would fail again: told, and left to the next sweep. */
  readonly missed: readonly Missed[];
  /** What failed and may fare better soon. */
  readonly again: readonly Missed[];
  /** Of what AWS Config sees nothing there. */
  readonly unwatched?: readonly Unwatched[];
  /** It was stopped: what there was no time for, and what may fare better. */
  readonly left?: SweepPart;
}

async function* each<Item>(items: Iterable<Item>): AsyncGenerator<Item> {
  yield* items;
}

const tooLong = ({ location, turn }: SweepPart): Failure =>
  new WaxsealError({
    code: 'sweep-too-long',
    says: `After ${turn} messages there was still something left to look at in ${whereOf(location)}.`,
    todo: 'The next sweep goes on. If this stays so, look in the log for what takes long there.',
  });

/** The findings of the journal that a part names, as they are now. What is not left open any more is done. */
const openRows = async (
  { open, started }: SweepPart,
  { journal }: Ports,
  left: Left,
  failures: Failures,
): Promise<readonly Row<Finding>[]> => {
  const read = async (key: string): Promise<Row<Finding> | undefined> => {
    try {
      const row = await journal.read<Finding>('finding', key);
      if (row === undefined || !isLeftOpen(row, started)) left.open.done(key);
      return row;
    } catch (error) {
      if (!failures.add(key, error)) left.open.done(key);
      return undefined;
    }
  };
  return (await pooled(each(open), atOnce, read)).filter((row) => row !== undefined);
};

/** Says of each name whether it comes for the first time. */
const firstTimes = (): ((name: string) => boolean) => {
  const seen = new Set<string>();
  return (name) => !seen.has(name) && seen.add(name).has(name);
};

/** Nothing else waits for it: what fails is told, and read with the next sweep. */
const certificatesNoted = async (
  part: SweepPart,
  on: Pick<LocationParts, 'catalog' | 'ports'>,
  { missed }: Failures,
  stop: () => boolean,
): Promise<void> => {
  try {
    await (await import('./sweep-certificates.ts')).noteCertificates(part, on, stop);
  } catch (error) {
    missed.push({ where: `${whereOf(part.location)} certificates`, failure: on.ports.explain(error) });
  }
};

/**
 * Looks at everything in one account and Region that AWS Config says does not comply there, then at all that is there of
 * what no rule speaks for, then at what else the part names of the journal, once each. What waits for its time is left to the waker, and what was seen since the sweep
 * began is not looked at again: a part that comes twice does no harm. Never throws: what fails is said.
 */
export const lookAtLocation = async (
  part: SweepPart,
  { catalog, ports, compliance, stop = () => false, certificates = false }: LocationParts,
): Promise<LocationLooked> => {
  const left = leftOf(part);
  const failures = failuresBy((cause) => ports.explain(cause));
  const { missed, again } = failures;
  const rows = await openRows(part, ports, left, failures);
  const byName = new Map(
    rows.map((row) => {
      const { target, remediation } = row.value;
      return [nameOf(target.type, target.id, remediation), row];
    }),
  );
  const on: Looking = {
    part,
    catalog,
    ports,
    left,
    failures,
    evaluating: sharedLooks(ports.clouds, () => ports.now()),
    rowOf: (name) => byName.get(name),
    isFirst: firstTimes(),
  };

  const unwatched: Unwatched[] = [];
  const sightings = sightingsIn({ ...on, compliance, unwatched: (what) => unwatched.push(what) });
  const named = await pooled(sightings, atOnce, (sighting) => lookAtSighting(sighting, on), stop);
  const found = await listedFor(on, stop);
  const listed =
    found.length === 0 ? [] : await pooled(each(found), atOnce, (one) => lookAtListed(one, on), stop);
  const open = rows.filter((row) => isLeftOpen(row, part.started));
  const rest = await pooled(each(open), atOnce, (row) => lookAtRow(row, on), stop);
  const outcomes = [...named, ...listed, ...rest].flat();
  if (certificates && !stop()) await certificatesNoted(part, { catalog, ports }, failures, stop);
  const told = { outcomes, ...(unwatched.length > 0 && { unwatched }) };
  if (!left.any() || (again.length > 0 && !stop())) return { ...told, missed, again };
  if (part.turn < mostTurns) return { ...told, missed, again: [], left: left.part() };
  const ended = { where: whereOf(part.location), failure: tooLong(part) };
  return { ...told, missed: [...missed, ...again, ended], again: [] };
};
