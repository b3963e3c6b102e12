import type { Cause } from '../../core/model/catalog.ts';
import { type Context, flag, type Given, listOption, textOption } from '../runtime/context.ts';
import type { Chosen } from '../runtime/event-jobs.ts';
import type { Need, Station } from '../runtime/station.ts';
import { arnNamed } from './arn.ts';
import { regionNamed } from './regions.ts';
import { jobsFor } from './targets.ts';
import { UsageError } from './usage.ts';

const inputs = ['event', 'resource', 'scan'] as const;

/** Exactly one way of saying what to look at. */
export const oneInput = (
  given: Given,
  allowed: readonly (typeof inputs)[number][],
): (typeof inputs)[number] => {
  const named = inputs.filter((name) => textOption(given, name) !== undefined || flag(given, name));
  const names = allowed.map((name) => `--${name}`);
  const choices = names.length === 1 ? names.join() : `one of ${names.join(', ')}`;
  const [only] = named;
  if (only !== undefined && named.length === 1) return only;
  if (only === undefined)
    throw new UsageError('no-input', 'Nothing says what to look at.', `Give ${choices}.`);
  throw new UsageError(
    'two-inputs',
    `${named.map((name) => `--${name}`).join(' and ')} exclude each other.`,
    `Give ${choices}.`,
  );
};

const regionOr = (region: string | undefined): string | undefined =>
  region ? regionNamed(region) : undefined;

/** The Region that `--resource` or `--event` names, which is needed where none is given or configured. */
export const near = (given: Given, context: Context): NonNullable<Need['near']> => {
  const typed = textOption(given, 'resource');
  const path = textOption(given, 'event');
  return async (policy) => {
    if (typed !== undefined) return regionOr(arnNamed(typed).region);
    if (path === undefined) return undefined;
    const { regionOfEvent } = await import('../runtime/event-jobs.ts');
    return regionOr(await regionOfEvent(path, context, policy));
  };
};

/** The looks that `--event` or `--resource` ask for. */
export const chosenJobs = async (
  given: Given,
  context: Context,
  station: Station,
  cause: Cause = { by: 'person' },
): Promise<Chosen> => {
  const ids = listOption(given, 'remediation');
  const arn = textOption(given, 'resource');
  if (arn !== undefined) return { jobs: await jobsFor(arn, ids, station, cause), dropped: [] };
  const { jobsOfEvent } = await import('../runtime/event-jobs.ts');
  return jobsOfEvent(textOption(given, 'event') ?? '-', ids, context, station);
};
