import { describeConfigRules } from '../adapters/config-rules.ts';
import type { Job } from '../core/catalog.ts';
import type { Place } from '../core/target.ts';
import { parseEvent } from '../intake/parse-event.ts';
import type { Named } from '../intake/intake.ts';
import { ruleToRemediations } from '../intake/rules.ts';
import type { Context } from './context.ts';

import { readEvent } from './event-file.ts';
import type { Chosen, Dropped } from './inputs.ts';
import type { Station } from './station.ts';
import { chosenIds } from './targets.ts';
import { UsageError } from './usage.ts';

const isObject = (value: unknown): value is object => value !== null && typeof value === 'object';

/** What `aws sqs receive-message` prints, as the batch that Lambda would get. */
const asBatch = (event: unknown): unknown => {
  const messages: unknown = isObject(event) ? Reflect.get(event, 'Messages') : undefined;
  if (!Array.isArray(messages)) return event;
  const records = messages.filter(isObject).map((message) => ({
    messageId: Reflect.get(message, 'MessageId'),
    body: Reflect.get(message, 'Body'),
  }));
  return { Records: records };
};

const wrongAccount = (named: Named, account: string): UsageError =>
  new UsageError(
    'other-account',
    `The event is of account ${named.account}; the credentials are of ${account}.`,
    `Use credentials of account ${named.account}.`,
  );

/** AWS sends a rule's parameters as texts; numbers and flags are taken in the same form. */
const textsOf = (parameters: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );

/** The remediations that the event's rule stands for; those chosen on the command line narrow them. */
const remediationsOf = async (named: Named, ids: readonly string[], station: Station) => {
  const { listings } = station.catalog;
  const about = listings
    .filter(({ resourceType }) => resourceType === named.resourceType)
    .map(({ id }) => id);
  // Named on the command line, they need no rule to stand for them.
  if (ids.length > 0) return { ids: about.filter((id) => ids.includes(id)), says: '', parameters: {} };
  const describe = describeConfigRules(station.ports.clouds);
  const answer = await ruleToRemediations(named.rule, describe, { listings });
  if (answer.is === 'unmapped') return { ids: [], says: answer.says, parameters: {} };
  const { parameters } = answer.rule;
  return { ids: answer.remediations.filter((id) => about.includes(id)), says: '', parameters };
};

const jobsOf = async (named: Named, ids: readonly string[], station: Station): Promise<Chosen> => {
  const { account, arn } = await station.caller();
  if (named.account !== account) throw wrongAccount(named, account);
  const place: Place = { account, region: named.region, partition: named.partition };
  const label = `${named.resourceType} ${named.resourceId}`;
  const mapped = await remediationsOf(named, ids, station);
  if (mapped.ids.length === 0)
    return { jobs: [], dropped: [{ says: `${label}: ${mapped.says || 'no remediation is about it.'}` }] };
  const resource = await station.catalog.resource(named.resourceType);
  const target = await resource.resolve(named.resourceId, place, station.ports.clouds.look(place));
  if (!target) return { jobs: [], dropped: [{ says: `${label} is no longer there.` }] };
  const cause = { by: 'event', actor: arn, reference: named.eventId, at: named.at } as const;
  const jobs = await Promise.all(
    mapped.ids.map(async (id): Promise<Job> => ({
      unit: await station.catalog.remediation(id),
      resource,
      target,
      cause,
      ruleParameters: textsOf(mapped.parameters),
    })),
  );
  return { jobs, dropped: [] };
};

/** The looks that an event asks for, as the Lambda would take them. Throws `UsageError` for what is no event. */
export const jobsOfEvent = async (
  path: string,
  ids: readonly string[],
  context: Context,
  station: Station,
): Promise<Chosen> => {
  chosenIds(station.catalog, ids);
  const taken = parseEvent(asBatch(await readEvent(context.host, path)));
  const wrong = taken.find((one) => one.is === 'malformed');
  if (wrong?.is === 'malformed')
    throw new UsageError(
      'bad-event',
      `The event cannot be read: ${wrong.where === '' ? '' : `${wrong.where}: `}${wrong.what}`,
      'Give an AWS Config compliance change as EventBridge delivers it, or an SQS batch of them; examples/events has some.',
    );
  const dropped: Dropped[] = taken.flatMap((one) => (one.is === 'ignored' ? [{ says: one.says }] : []));
  const chosen: Chosen[] = [];
  for (const one of taken) if (one.is === 'named') chosen.push(await jobsOf(one, ids, station));
  // One resource named twice is looked at once.
  const jobs = new Map(
    chosen.flatMap((one) => one.jobs).map((job) => [`${job.target.arn} ${job.unit.meta.id}`, job]),
  );
  return { jobs: [...jobs.values()], dropped: [...dropped, ...chosen.flatMap((one) => one.dropped)] };
};
