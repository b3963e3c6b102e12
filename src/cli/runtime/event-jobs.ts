import { describeConfigRules } from '../../adapters/aws/config-rules.ts';
import type { Job } from '../../core/model/catalog.ts';
import { jobsOf as jobsNamed } from '../../entry-points/named-jobs.ts';
import type { Named } from '../../intake/intake.ts';
import { parseEvent } from '../../intake/parse-event.ts';
import { remediationsFor, textsOf, type RuleAnswer } from '../../intake/rules.ts';
import type { Context } from './context.ts';
import type { PolicySource } from '../input/policy-source.ts';
import type { Station } from './station.ts';
import { chosenIds } from '../input/targets.ts';
import { UsageError } from '../input/usage.ts';

/** Something in an event that no look follows from, and why. */
export interface Dropped {
  readonly says: string;
}

/** The looks to be taken, and what none is taken for. */
export interface Chosen {
  readonly jobs: readonly Job[];
  readonly dropped: readonly Dropped[];
}

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

const labelOf = (named: Named): string =>
  named.by === 'rule' ? `${named.resourceType} ${named.resourceId}` : named.arn;

/** What the event calls for; named on the command line, remediations need no rule to stand for them. */
const calledFor = async (
  named: Named,
  ids: readonly string[],
  { catalog, ports }: Station,
): Promise<RuleAnswer> => {
  if (ids.length > 0) return { is: 'mapped', remediations: ids };
  const { aliases = {} } = (await ports.policy()).events ?? {};
  return remediationsFor(named, describeConfigRules(ports.clouds), { listings: catalog.listings, aliases });
};

const jobsOf = async (named: Named, ids: readonly string[], station: Station): Promise<Chosen> => {
  const { account, arn: actor } = await station.caller();
  if (named.account !== account) throw wrongAccount(named, account);
  const label = labelOf(named);
  const answer = await calledFor(named, ids, station);
  if (answer.is === 'unmapped') return { jobs: [], dropped: [{ says: `${label}: ${answer.says}` }] };
  const ruleParameters = answer.rule && textsOf(answer.rule.parameters);
  const { catalog, ports } = station;
  const asked = answer.remediations.map((id) =>
    jobsNamed(id, named, ruleParameters, { catalog, clouds: ports.clouds }),
  );
  const made = (await Promise.all(asked)).flat();
  const { eventId, at } = named;
  const cause = { by: 'event', actor, ...(eventId !== undefined && { reference: eventId }), at } as const;
  return {
    jobs: made.flatMap((one) => (one.is === 'job' ? [{ ...one, cause }] : [])),
    dropped: made.flatMap((one) => (one.is === 'dropped' ? [{ says: `${label}: ${one.says}` }] : [])),
  };
};

/** The Region of the first resource that an event names. */
export const regionOfEvent = async (
  path: string,
  context: Context,
  policy: PolicySource,
): Promise<string | undefined> => {
  const { hubs = [] } = (await policy.load()).events ?? {};
  const taken = parseEvent(asBatch(await context.event(path)), { hubs });
  return taken.flatMap((one) => (one.is === 'named' ? [one.region] : []))[0];
};

/** The looks that an event asks for, as the Lambda would take them. Throws `UsageError` for what is no event. */
export const jobsOfEvent = async (
  path: string,
  ids: readonly string[],
  context: Context,
  station: Station,
): Promise<Chosen> => {
  chosenIds(station.catalog, ids);
  const event = asBatch(await context.event(path));
  const { hubs = [] } = (await station.ports.policy()).events ?? {};
  const taken = parseEvent(event, { hubs });
  const wrong = taken.find((one) => one.is === 'malformed');
  if (wrong?.is === 'malformed')
    throw new UsageError(
      'bad-event',
      `The event cannot be read: ${wrong.where === '' ? '' : `${wrong.where}: `}${wrong.what}`,
      'Give a compliance change of AWS Config or a finding of Security Hub, as EventBridge, SNS or SQS deliver it; examples/events has some.',
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
