import { setTimeout } from 'node:timers/promises';
import type { ConfigServiceClient as ConfigClient } from '@aws-sdk/client-config-service';
import type { Catalog } from '../../core/model/catalog.ts';
import type { Journal } from '../../core/journal/journal.ts';
import type { Outcome } from '../../core/model/outcome.ts';
import type { About, Ports } from '../../core/model/ports.ts';
import type { Location, Target } from '../../core/model/target.ts';
import type { Digests } from './digest.ts';
import type { Reevaluation } from './config.ts';
import type { Hub } from './security-hub.ts';
import { once } from '../aws/once.ts';
import { recent } from '../../core/model/recent.ts';

type Environment = Readonly<Record<string, string | undefined>>;
type Notify = Ports['notify'];

export interface NotifyOptions {
  readonly catalog: Pick<Catalog, 'listings'>;
  readonly journal: Journal;
  readonly now: () => Date;
  /** Default: lines on standard output. */
  readonly log?: (line: Readonly<Record<string, string>>) => void;
}

/** Says what happened to what, never what is in it. */
const printed = (line: Readonly<Record<string, string>>): void =>
  void process.stdout.write(`${JSON.stringify(line)}\n`);

/** What stands in the log: names, ids and codes, for the dashboard's question what waits for whom. */
const lineOf = (
  { account, region, type, id }: Target,
  outcome: Outcome,
  { remediation, owner }: About,
): Readonly<Record<string, string>> => ({
  outcome: outcome.is,
  remediation,
  account,
  region,
  type,
  id,
  ...(owner !== undefined && { owner }),
  ...('approvalRequest' in outcome && { approvalRequest: outcome.approvalRequest }),
  ...('run' in outcome && outcome.run !== undefined && { run: outcome.run }),
  ...(outcome.is === 'failed' && { code: outcome.failure.code }),
});

/** Longer than any healthy call; a fix does not wait for whoever is told of it. Milliseconds. */
const patience = 10_000;

const inTime = async <Answer>(work: Promise<Answer>): Promise<Answer> => {
  const control = new AbortController();
  const late = setTimeout(patience, undefined, { signal: control.signal, ref: false }).then(() => {
    throw new Error('TimedOut');
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    control.abort();
    late.catch(() => undefined);
  }
};

/** Locations whose clients are kept: those that were told last. */
const locationsKept = 32;
const whereOf = ({ partition, account, region }: Location): string => `${partition} ${account} ${region}`;

/** Without a role for telling, only where the function is. */
const isOwnLocation = (env: Environment, { account, region }: Location): boolean =>
  env['WAXSEAL_ACCOUNT'] === account && env['AWS_REGION'] === region;

/**
 * Who is told, as the environment says; each is loaded with the first outcome, and none can fail a look.
 *
 * - `WAXSEAL_EVENTS`: name or ARN of an event bus; one event for each outcome that is new.
 * - `WAXSEAL_DIGEST_TOPIC`: ARN of an SNS topic; one message in `WAXSEAL_DIGEST_MINUTES` (60) at the most,
 *   with the certificates that end within `WAXSEAL_DIGEST_DAYS` (30; 0: none), as sweeps have read them.
 * - `WAXSEAL_SECURITY_HUB`: `on` resolves findings of what was verified.
 * - `WAXSEAL_REEVALUATE`: `on` asks periodic Config rules to look again.
 * - `WAXSEAL_NOTIFY_ROLE`: the name of the role by which these two are told in the account and Region of the resource.
 *   Without it the function's own credentials are used: for Security Hub in its own Region, which may be the home Region
 *   of the administrator of all accounts; for Config only in the account `WAXSEAL_ACCOUNT` and the function's Region.
 */
export const notifyFrom = (
  env: Environment,
  { catalog, journal, now, log = printed }: NotifyOptions,
): { readonly notify: Notify; readonly notifyGathered: () => Promise<void> } => {
  const bus = env['WAXSEAL_EVENTS'];
  const topic = env['WAXSEAL_DIGEST_TOPIC'];
  const every = Number(env['WAXSEAL_DIGEST_MINUTES'] ?? 60);

  /** One for both who are told by it: a role's keys are fetched once for each account. */
  const notifications = once(async () => (await import('../aws/notify-role.ts')).notifyRoleIn(env));

  const digests = once(async (): Promise<Digests> => {
    const { digestsTo } = await import('./digest.ts');
    const { digestDays } = await import('./certificates.ts');
    const days = digestDays(env);
    return digestsTo({ journal, now, topic: topic ?? '', days, ...(every > 0 && { every }) });
  });
  const evaluations = once(async (): Promise<Reevaluation> => {
    const { ConfigServiceClient } = await import('@aws-sdk/client-config-service');
    const { recheckWith, reevaluate } = await import('./config.ts');
    const configOf = await notifications();
    const kept = recent<ConfigClient>(locationsKept);
    const at = (location: Location) => {
      const config = configOf?.(location) ?? (isOwnLocation(env, location) ? {} : undefined);
      return config && recheckWith(kept.use(whereOf(location), () => new ConfigServiceClient(config)));
    };
    return reevaluate({ listings: catalog.listings, journal, now, at });
  });

  const events = once(async (): Promise<Notify> =>
    (await import('./events.ts')).notifyBus({ bus: bus ?? '', now }),
  );
  const findings = once(async (): Promise<Notify> => {
    const { securityHubWith, notifySecurityHub } = await import('./security-hub.ts');
    const configOf = await notifications();
    const kept = recent<Hub>(locationsKept);
    return notifySecurityHub(catalog.listings, (location) =>
      kept.use(configOf ? whereOf(location) : 'own', () => securityHubWith(configOf?.(location) ?? {})),
    );
  });

  const notifiers: Readonly<Record<string, Notify>> = {
    ...(bus && {
      events: async (...given: Parameters<Notify>) => (await events())(...given),
    }),
    ...(topic && { digest: async (...given: Parameters<Notify>) => (await digests()).note(...given) }),
    ...(env['WAXSEAL_SECURITY_HUB'] === 'on' && {
      'security-hub': async (...given: Parameters<Notify>) => (await findings())(...given),
    }),
    ...(env['WAXSEAL_REEVALUATE'] === 'on' && {
      config: async (...given: Parameters<Notify>) => (await evaluations()).note(...given),
    }),
  };
  const gathered: Readonly<Record<string, () => Promise<void>>> = {
    ...(topic && { digest: async () => (await digests()).send() }),
    ...(env['WAXSEAL_REEVALUATE'] === 'on' && { config: async () => (await evaluations()).send() }),
  };

  const guarded = async (name: string, work: () => Promise<void>): Promise<void> => {
    try {
      await inTime(work());
    } catch (error) {
      const why = error instanceof Error ? `${error.name}: ${error.message.slice(0, 200)}` : 'unknown';
      log({ level: 'WARN', message: 'not notified', whom: name, why });
    }
  };

  return {
    notify: async (target, outcome, about) => {
      log({ level: 'INFO', message: 'outcome', ...lineOf(target, outcome, about) });
      await Promise.all(
        Object.entries(notifiers).map(([name, notify]) =>
          guarded(name, () => notify(target, outcome, about)),
        ),
      );
    },
    notifyGathered: async () => {
      for (const [name, send] of Object.entries(gathered)) await guarded(name, send);
    },
  };
};
