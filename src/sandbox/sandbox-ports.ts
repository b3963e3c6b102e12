import { SSMClient } from '@aws-sdk/client-ssm';
import type { RetryStrategyV2, StandardRetryToken } from '@smithy/types';
import { ssmApprovals } from '../adapters/approvals/ssm.ts';
import { explain } from '../adapters/aws/aws-errors.ts';
import { signalsBy } from '../adapters/aws/evidence.ts';
import { cloudsOf, type CloudsOptions } from '../adapters/aws/clients.ts';
import { calendarsInSsm } from '../adapters/approvals/calendars-ssm.ts';
import { ouPathsOf } from '../adapters/aws/organization.ts';
import { unpaced } from '../adapters/aws/pace.ts';
import { sharedAnswers } from '../adapters/aws/shared-answers.ts';
import { cloudTrailOf } from '../adapters/aws/cloudtrail.ts';
import { openSqliteJournal } from '../adapters/journal/sqlite.ts';
import { surroundingsFromTags } from '../adapters/aws/surroundings.ts';
import type { Catalog } from '../core/model/catalog.ts';
import type { Journal } from '../core/journal/journal.ts';
import type { Outcome } from '../core/model/outcome.ts';
import type { Policy } from '../core/policy/policy.ts';
import type { Evidence } from '../core/model/evidence.ts';
import type { ApprovalService, Clouds, Inquiry, Ports } from '../core/model/ports.ts';
import type { Target } from '../core/model/target.ts';
import { soundJournal } from '../core/journal/sound-records.ts';
import type { Host } from './host.ts';
import { answeredBy } from './middleware.ts';

/** What the sandbox calls things that a deployment names. */
export const sandboxNames = {
  document: 'Waxseal-ApproveAndApply',
  version: '1',
  function: 'waxseal-apply-approved',
  undoDocument: 'Waxseal-Undo',
  undoFunction: 'waxseal-undo',
} as const;

const keys = { accessKeyId: 'SANDBOX', secretAccessKey: 'sandbox' } as const;
/** Everything of the clients runs but the arithmetic of signatures, which nobody here would check. */
const unsigned = { sign: async <Request>(request: Request): Promise<Request> => request };
/** Settings of clients for whoever measures what these take: with the signatures that they compute outside. */
export const signed = { signer: undefined } as const;

const attempts = 4;
const token = (count: number): StandardRetryToken => ({
  getRetryCount: () => count,
  getRetryDelay: () => 0,
  getRetryCost: () => 0,
});

/** As the SDK retries reads, except that it does not wait: the sandbox's clock is not the machine's. */
const retryAtOnce: RetryStrategyV2 = {
  acquireInitialRetryToken: async () => token(0),
  refreshRetryTokenForRetry: async (last, { errorType }) => {
    const next = last.getRetryCount() + 1;
    if (errorType === 'CLIENT_ERROR' || next >= attempts) throw new Error('no more attempts');
    return token(next);
  },
  recordSuccess: () => {},
};

/** Real clients of every service, answered by the account. */
export const sandboxClouds = (
  host: Pick<Host, 'call' | 'meanwhile' | 'caller' | 'now'>,
  caller = host.caller,
  settings: Readonly<Record<string, unknown>> = {},
  between: Pick<CloudsOptions, 'shares' | 'gathered'> = {},
): Clouds =>
  cloudsOf({
    credentials: keys,
    env: {},
    pace: unpaced,
    throttledReads: 1,
    shares: sharedAnswers(() => host.now().getTime()),
    ...between,
    settings: { retryStrategy: retryAtOnce, signer: unsigned, ...settings },
    configure: (client, location) => answeredBy(host, client, location, caller),
  });

/** SSM as somebody sees it: Waxseal, or an approver with credentials of their own. */
export const sandboxSsm = (host: Host, caller = host.caller): SSMClient => {
  const client = new SSMClient({
    region: host.region,
    credentials: keys,
    signer: unsigned,
    retryStrategy: retryAtOnce,
  });
  answeredBy(host, client, { region: host.region }, caller);
  return client;
};

export const sandboxApprovals = (
  host: Host,
  caller = host.caller,
  policy?: () => Pick<Policy, 'approvals'>,
): ApprovalService =>
  ssmApprovals({
    client: sandboxSsm(host, caller),
    document: sandboxNames.document,
    version: sandboxNames.version,
    function: sandboxNames.function,
    role: `arn:${host.partition}:iam::${host.account}:role/waxseal-approvals`,
    ...(policy && { rules: async () => policy().approvals }),
  });

/** Told to people, in order. */
interface Notice {
  readonly at: string;
  readonly target: Target;
  readonly outcome: Outcome;
}

export interface SandboxOptions {
  readonly policy: () => Policy;
  readonly catalog: Pick<Catalog, 'resource'>;
  /** Default: SQLite in memory. */
  readonly journal?: Journal;
  /** Default: SSM Automation of the sandbox. */
  readonly approvals?: ApprovalService;
  /** What recorded traffic says; default: nothing. */
  readonly evidence?: (inquiry: Inquiry) => Evidence;
  /** What clients meet after a fix. Default: nobody is asked. */
  readonly probe?: NonNullable<Ports['probe']>;
  /** Default: new clients. Whoever plays thousands of scenarios keeps them. */
  readonly clouds?: Clouds;
}

export interface SandboxPorts extends Ports {
  readonly notices: () => readonly Notice[];
}

/** Waxseal's own records can fail too, and nothing is written by a process that has died. */
const mortal = (host: Host, journal: Journal): Journal => ({
  read: (kind, key) => host.own('journal:read', () => journal.read(kind, key)),
  write: (row, expected) => host.own('journal:write', () => journal.write(row, expected)),
  async *list(kind, prefix) {
    await host.own('journal:list', async () => {});
    yield* journal.list(kind, prefix);
  },
  due: (...given) => host.own('journal:due', () => journal.due(...given)),
  close: () => journal.close(),
});

/** Everything outside the engine, in memory: time, names, AWS, approvals, records. */
export const sandboxPorts = (host: Host, options: SandboxOptions): SandboxPorts => {
  const {
    policy,
    catalog,
    journal = openSqliteJournal(':memory:'),
    evidence = () => ({ is: 'unknown' }),
  } = options;
  const notices: Notice[] = [];
  const surroundings = surroundingsFromTags(catalog);
  const living =
    <Given extends readonly unknown[], Answer>(work: (...given: Given) => Answer) =>
    (...given: Given): Answer => {
      host.alive();
      return work(...given);
    };
  const clouds = options.clouds ?? sandboxClouds(host);
  const pause = async (milliseconds: number): Promise<void> => host.advance(milliseconds);
  const { account, partition, region } = host;
  const paths = ouPathsOf(() => clouds.look({ account, partition, region }), host.now);
  const calendars = host.world().ssm.Calendars.map(({ Name }) => Name);
  const ssm = async () => sandboxSsm(host);
  // What Waxseal asks for its own sake. Only accounts that have them: whoever plays by the thousand pays for no calls
  // that prove nothing.
  const reads = {
    ...(host.world().cloudtrail && { cloudTrail: living(cloudTrailOf(clouds)) }),
    ...(host.world().cloudwatch && { signals: living(signalsBy({ clouds, now: host.now, pause })) }),
    ...(host.world().organizations && { ouPath: living(paths) }),
    ...(calendars.length > 0 && {
      calendar: living(calendarsInSsm({ names: calendars, client: ssm, now: host.now })),
    }),
  };
  let names = 0;
  return {
    now: living(host.now),
    pause: living(pause),
    newId: living(() => {
      names += 1;
      return `${host.now().getTime().toString(36).padStart(9, '0')}${String(names).padStart(8, '0')}`;
    }),
    journal: soundJournal(mortal(host, journal)),
    clouds,
    policy: living(async () => policy()),
    surroundings: living(surroundings),
    ...reads,
    evidence: living(async (inquiry: Inquiry) => evidence(inquiry)),
    ...(options.probe && { probe: living(options.probe) }),
    approvals: options.approvals ?? sandboxApprovals(host, host.caller, policy),
    notify: living(async (target: Target, outcome: Outcome) => {
      notices.push({ at: host.now().toISOString(), target, outcome });
    }),
    explain: living(explain),
    notices: () => notices,
  };
};
