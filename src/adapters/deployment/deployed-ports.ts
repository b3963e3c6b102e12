import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { parseArn } from '../../aws/arn.ts';
import type { Catalog } from '../../core/model/catalog.ts';
import { WaxsealError } from '../../core/model/errors.ts';
import type { Journal } from '../../core/journal/journal.ts';
import type { ApprovalService, Clouds, Ports } from '../../core/model/ports.ts';
import { soundJournal } from '../../core/journal/sound-records.ts';
import { explain } from '../aws/aws-errors.ts';
import { cloudsFromEnv, policyFromEnv } from './deployment.ts';
import { notifyFrom } from '../notify/notify.ts';
import { evidenceFromEnv } from '../aws/evidence.ts';
import { probeFrom } from './probe-from.ts';
import { once } from '../aws/once.ts';
import { optionalReads } from '../aws/optional-reads.ts';
import { surroundingsFromTags } from '../aws/surroundings.ts';

/** What the functions in AWS are told by their environment. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Names that sort by the millisecond they were made in: 9 digits of time to the base 36, then chance. */
export const newIdAt = (now: Date): string =>
  `${now.getTime().toString(36).padStart(9, '0')}${randomBytes(8).toString('hex')}`;

const badEnvironment = (name: string, value: string | undefined, forms: string): WaxsealError =>
  new WaxsealError({
    code: 'bad-environment',
    says: value ? `${name} is "${value}", which is not understood.` : `${name} is not set.`,
    todo: `Set it to ${forms}.`,
  });

const required = (env: Environment, name: string, meaning: string): string => {
  const value = env[name];
  if (value) return value;
  throw badEnvironment(name, value, meaning);
};

/** `first:rest`, split at the first colon. */
const split = (text: string | undefined): readonly [string, string] => {
  const at = text?.indexOf(':') ?? -1;
  return text === undefined || at < 0 ? ['', ''] : [text.slice(0, at), text.slice(at + 1)];
};

const journalForms = '`dynamodb:TABLE` or `sqlite:PATH`';

/**
 * `dynamodb:TABLE` or `sqlite:PATH`; only the one that is asked for is loaded. A table that is named by its ARN is in the
 * ARN's Region, else in the one given, else where the SDK is at home: a function's own Region.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html (TableName)
 */
export const journalFrom = async (env: Environment, given?: string): Promise<Journal> => {
  const value = env['WAXSEAL_JOURNAL'];
  const [kind, where] = split(value);
  if (kind === 'dynamodb' && where !== '') {
    const { DynamoDBClient } = await import('@aws-sdk/client-dynamodb');
    const { openDynamoDbJournal } = await import('../journal/dynamodb.ts');
    const region = parseArn(where)?.region ?? given;
    const client = new DynamoDBClient({ ...(region !== undefined && { region }) });
    return soundJournal(openDynamoDbJournal({ client, table: where }));
  }
  if (kind === 'sqlite' && where !== '') {
    const { openSqliteJournal } = await import('../journal/sqlite.ts');
    return soundJournal(openSqliteJournal(where));
  }
  throw badEnvironment('WAXSEAL_JOURNAL', value, journalForms);
};

const callerArn = async (): Promise<string> => {
  const { GetCallerIdentityCommand, STSClient } = await import('@aws-sdk/client-sts');
  const { Arn } = await new STSClient({}).send(new GetCallerIdentityCommand({}));
  if (Arn) return Arn;
  throw new WaxsealError({
    code: 'caller-unknown',
    says: 'STS did not say whose credentials these are.',
    todo: 'Sign in again and repeat.',
  });
};

/** An approval service that is loaded when it is first spoken to: most events never need one. */
const lazily = (
  load: () => Promise<ApprovalService>,
  { most, ...known }: Pick<ApprovalService, 'needsApprovers'> & { readonly most?: number } = {},
): ApprovalService => {
  let loaded: Promise<ApprovalService> | undefined;
  const service = () => (loaded ??= load());
  return {
    ...known,
    open: async (approvalRequest) => (await service()).open(approvalRequest),
    decision: async (reference) => (await service()).decision(reference),
    signal: async (...given) => (await service()).signal(...given),
    withdraw: async (...given) => (await service()).withdraw(...given),
    ...(most !== undefined && {
      together: {
        most,
        open: async (approvalRequests) => (await service()).together?.open(approvalRequests),
      },
    }),
  };
};

/** Approval requests that one execution of the runbook puts before people. */
const requestsTogether = 10;

const wholeNumber = (env: Environment, name: string, otherwise: number, most: number): number => {
  const value = env[name];
  if (!value) return otherwise;
  const number = Number(value);
  if (Number.isInteger(number) && number >= 1 && number <= most) return number;
  throw badEnvironment(name, value, `a whole number from 1 to ${most}`);
};

const pause = (milliseconds: number): Promise<void> => setTimeout(milliseconds);

const approvalForms = '`journal` or `ssm:DOCUMENT:VERSION`';

const approvalsFrom = (
  env: Environment,
  { journal, now, policy }: Pick<Ports, 'journal' | 'now' | 'policy'>,
): ApprovalService => {
  const rules = async () => (await policy()).approvals;
  const value = env['WAXSEAL_APPROVALS'] ?? 'journal';
  if (value === 'journal') {
    return lazily(async () => {
      const { journalApprovals } = await import('../approvals/journal.ts');
      return journalApprovals({ journal, now, caller: callerArn, rules });
    });
  }
  const [kind, runbook] = split(value);
  const [document, version] = split(runbook);
  if (kind !== 'ssm' || document === '' || version === '') {
    throw badEnvironment('WAXSEAL_APPROVALS', value, approvalForms);
  }
  const role = required(
    env,
    'WAXSEAL_APPROVAL_ROLE',
    'the ARN of the role that the approval runbook runs as',
  );
  const lambda = required(
    env,
    'WAXSEAL_APPROVAL_FUNCTION',
    'the name of the function that applies what was approved',
  );
  const limit = wholeNumber(env, 'WAXSEAL_APPROVALS_OPEN', 20, 400);
  const calendars = calendarNames(env);
  return lazily(
    async () => {
      const { SSMClient } = await import('@aws-sdk/client-ssm');
      const { runningExecutions } = await import('../approvals/execution.ts');
      const { slotsIn } = await import('../approvals/slots.ts');
      const { ssmApprovals } = await import('../approvals/ssm.ts');
      const client = new SSMClient({});
      const count = runningExecutions({ client, document });
      const slots = slotsIn({ journal, now, pause, count, limit });
      const given = { client, document, version, role, function: lambda, calendars, slots, rules };
      return ssmApprovals(given);
    },
    { most: requestsTogether, needsApprovers: true },
  );
};

const calendarNames = (env: Environment): readonly string[] =>
  (env['WAXSEAL_CALENDARS'] ?? '').split(',').filter((name) => name !== '');

const ssmClient = async () => {
  const { SSMClient } = await import('@aws-sdk/client-ssm');
  return new SSMClient({});
};

/** Calendars are the installation's own: where the functions run, one answer for all accounts. */
const calendarFrom = async (env: Environment, now: () => Date): Promise<Pick<Ports, 'calendar'>> => {
  const names = calendarNames(env);
  if (names.length === 0) return {};
  const { calendarsInSsm } = await import('../approvals/calendars-ssm.ts');
  return { calendar: calendarsInSsm({ names, client: once(ssmClient), now }) };
};

/** The parser of the policy file brings a YAML reader: it is loaded with the first policy. */
const parseWith =
  ({ listings }: Pick<Catalog, 'listings'>) =>
  async (text: string, name: string) =>
    (await import('../policy/file.ts')).parsePolicy(text, name, listings);

export interface EnvironmentOptions {
  readonly catalog: Catalog;
  /** Default: real clients with the function's own credentials. */
  readonly clouds?: Clouds;
  readonly now?: () => Date;
}

/**
 * The ports of a function in AWS. Throws `WaxsealError` `bad-environment` at once for what is missing or misspelt,
 * rather than at the first event that needs it.
 *
 * - `WAXSEAL_JOURNAL`: `dynamodb:TABLE` or `sqlite:PATH`.
 * - `WAXSEAL_POLICY`: the path of the policy file, or `s3://BUCKET/KEY`.
 * - `WAXSEAL_APPROVALS`: `journal` (the default) or `ssm:DOCUMENT:VERSION`; then also
 *   `WAXSEAL_APPROVAL_ROLE` and `WAXSEAL_APPROVAL_FUNCTION`. `WAXSEAL_APPROVALS_OPEN`: how many executions may wait
 *   for people at once, 20 by default. `WAXSEAL_CALENDARS`: change calendars that must be open for any fix, separated by commas.
 * - `WAXSEAL_EVENTS`, `WAXSEAL_DIGEST_TOPIC`, `WAXSEAL_SECURITY_HUB`, `WAXSEAL_REEVALUATE`: who is told; see `notify.ts`.
 * - `WAXSEAL_ORGANIZATION`, `WAXSEAL_TRAIL`: what is read besides; see `optional-reads.ts`.
 * - `WAXSEAL_PROBE`, `WAXSEAL_PROBE_ROLE`: whether fixes are probed, and by whom; see `probe-from.ts`.
 * - `WAXSEAL_READ_ROLE`, `WAXSEAL_WRITE_ROLE`, `WAXSEAL_EXTERNAL_ID`, `WAXSEAL_KILL_SWITCH`: see `deployment.ts`.
 */
export const portsFromEnv = async (
  env: Environment,
  { catalog, clouds, now = () => new Date() }: EnvironmentOptions,
): Promise<Ports> => {
  const path = required(env, 'WAXSEAL_POLICY', 'the path of the policy file, or s3://BUCKET/KEY');
  const journal = await journalFrom(env);
  const reached = clouds ?? (await cloudsFromEnv(env, { catalog, journal, now }));
  const policy = await policyFromEnv(env, { path, now, parse: parseWith(catalog) });
  const approvals = approvalsFrom(env, { journal, now, policy });
  return {
    now,
    pause,
    newId: () => newIdAt(now()),
    journal,
    clouds: reached,
    policy,
    surroundings: surroundingsFromTags(catalog),
    ...optionalReads(env, { clouds: reached, now }),
    ...(await calendarFrom(env, now)),
    ...evidenceFromEnv(env, { clouds: reached, now, pause }),
    // Functions mostly have no way to the internet, or are seen by it otherwise than clients are.
    ...probeFrom(env, { now, otherwise: 'off' }),
    approvals,
    ...notifyFrom(env, { catalog, journal, now }),
    explain,
  };
};
