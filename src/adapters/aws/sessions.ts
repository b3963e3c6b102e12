import { isDenied } from '../../aws/error-names.ts';
import { bookOf, type Book } from '../../aws/iam/book.ts';
import { sessionName, sessionPolicy } from '../../aws/iam/session-policy.ts';
import type { Service } from '../../aws/iam/service.ts';
import type { Catalog } from '../../core/model/catalog.ts';
import { WaxsealError } from '../../core/model/errors.ts';
import type { Journal } from '../../core/journal/journal.ts';
import type { Plan } from '../../core/model/plan.ts';
import type { WriteSession } from '../../core/model/ports.ts';
import type { Run } from '../../core/journal/records.ts';
import type { Meta } from '../../core/model/remediation.ts';
import type { Location } from '../../core/model/target.ts';
import type { Credentials, Keys } from './keys.ts';
import { facts } from '../../services/facts.ts';
import { once } from './once.ts';

/** What is asked of STS for one write session. */
export interface AssumeRole {
  readonly RoleArn: string;
  readonly RoleSessionName: string;
  readonly ExternalId: string;
  readonly Policy: string;
  /** Seconds. */
  readonly DurationSeconds: number;
}

export interface SessionsOptions {
  readonly catalog: Pick<Catalog, 'remediation'>;
  readonly journal: Pick<Journal, 'read'>;
  readonly now: () => Date;
  /** Names of write roles begin with it; the service follows. */
  readonly rolePrefix: string;
  readonly externalId: string;
  readonly assumeRole: (request: AssumeRole) => Promise<Keys>;
}

/** The shortest that STS gives; a function lives for less. */
const seconds = 900;
/** Keys are taken anew this long before their end, in milliseconds. */
const margin = 120_000;

export const roleArn = ({ partition, account }: Location, name: string): string =>
  `arn:${partition}:iam::${account}:role/${name}`;

/** One write role for each service: the first that a remediation names. */
export const writeServiceOf = ({ services, id }: Pick<Meta, 'services' | 'id'>): string => services[0] ?? id;

/** The IAM actions of one kind of plan; undoing may need others than fixing. */
export const actionsFor = (
  { permissions }: Pick<Meta, 'permissions'>,
  kind: Plan['kind'],
): readonly string[] => (kind === 'undo' ? permissions.undo : permissions.write);

const lazily: Readonly<Record<string, readonly (() => Promise<{ readonly default: Service }>)[]>> = facts;

/** What is known of the services whose actions these are, and of no other: loaded with the first write to them. */
const bookFor = async (actions: readonly string[]): Promise<Book> => {
  const prefixes = new Set(actions.map((action) => action.split(':')[0] ?? ''));
  const loads = [...prefixes].flatMap((prefix) => lazily[prefix] ?? []);
  const loaded = await Promise.all(loads.map((load) => load()));
  return bookOf(loaded.map((room) => room.default));
};

const noRun = (run: string): WaxsealError =>
  new WaxsealError({
    code: 'session-without-run',
    says: `Credentials for writing were asked for ${run}, which is not in the journal.`,
    todo: 'Nothing was written. Report it: only a run that is journalled may write.',
  });

const noPolicy = (run: string, wrong: string): WaxsealError =>
  new WaxsealError({
    code: 'session-policy-impossible',
    says: `The credentials for ${run} cannot be cut to what it needs: ${wrong}.`,
    todo: 'Nothing was written. Report it: the permissions of the remediation and the `service.ts` of its service must agree.',
  });

const refused = (role: string, cause: unknown): WaxsealError =>
  new WaxsealError(
    {
      code: 'write-role-refused',
      says: `AWS does not let us take the role ${role}.`,
      todo: 'Deploy the template spoke-global to that account, with this hub and the same external id.',
    },
    { cause },
  );

/**
 * Credentials for `cloudsOf`: a session of the target account's write role for this service, cut to what this run
 * changes and named after the run. The run is read from the journal, so that nothing that was not decided and written
 * down gets any. Throws `WaxsealError` before anything is written.
 */
export const sessionsOf = ({
  catalog,
  journal,
  now,
  rolePrefix,
  externalId,
  assumeRole,
}: SessionsOptions): ((location: Location, session: WriteSession) => Promise<Credentials>) => {
  const kept = new Map<string, Keys>();

  const fresh = async (location: Location, { run, remediation, kind }: WriteSession): Promise<Keys> => {
    const plan = (await journal.read<Run>('run', run))?.value.plan;
    const meant = plan?.remediation === remediation && plan.kind === kind;
    if (!plan || !meant || plan.target.account !== location.account) throw noRun(run);
    const { meta } = await catalog.remediation(remediation);
    const actions = actionsFor(meta, kind);
    const aim = { ...plan.target, changes: plan.changes };
    const cut = sessionPolicy(actions, aim, await bookFor(actions));
    if ('wrong' in cut) throw noPolicy(run, cut.wrong);
    const role = roleArn(location, `${rolePrefix}${writeServiceOf(meta)}`);
    const asked = assumeRole({
      RoleArn: role,
      RoleSessionName: sessionName(run),
      ExternalId: externalId,
      Policy: cut.policy,
      DurationSeconds: seconds,
    });
    return asked.catch((error: unknown) => Promise.reject(isDenied(error) ? refused(role, error) : error));
  };

  const keysFor = async (location: Location, session: WriteSession): Promise<Keys> => {
    // Everything that the keys are cut to: nobody gets another one's.
    const { partition, account, region } = location;
    const { run, remediation, kind } = session;
    const key = [partition, account, region, run, remediation, kind].join(' ');
    const at = now().getTime();
    for (const [old, { expiration }] of kept) {
      if (expiration === undefined || expiration.getTime() - margin <= at) kept.delete(old);
    }
    const known = kept.get(key);
    if (known) return known;
    const keys = await fresh(location, session);
    kept.set(key, keys);
    return keys;
  };

  return async (location, session) => {
    await keysFor(location, session);
    return () => keysFor(location, session);
  };
};

/** The real thing, with the function's own credentials. The STS client is loaded with the first write, and kept. */
export const assumeRoleWithSts = (): SessionsOptions['assumeRole'] => {
  const client = once(async () => {
    const { STSClient } = await import('@aws-sdk/client-sts');
    return new STSClient({});
  });
  return async (request) => {
    const { AssumeRoleCommand } = await import('@aws-sdk/client-sts');
    const { Credentials: given } = await (await client()).send(new AssumeRoleCommand(request));
    const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = given ?? {};
    if (!AccessKeyId || !SecretAccessKey || !SessionToken || !Expiration) {
      throw new WaxsealError({
        code: 'session-empty',
        says: `STS gave no credentials for ${request.RoleArn}.`,
        todo: 'Try again; if it stays so, ask AWS Support.',
        retry: true,
      });
    }
    return {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
      expiration: Expiration,
    };
  };
};

/** For an environment that is deployed without write roles: no run gets credentials, whatever the policy says. */
export const noSessions = (location: Location, { remediation }: WriteSession): Promise<never> =>
  Promise.reject(
    new WaxsealError({
      code: 'dry-run-deployment',
      says: `Waxseal is deployed here without roles for writing, so ${remediation} is not applied in account ${location.account}.`,
      todo: 'Deploy with mode "write" once the reports are as you want them, or set the mode in waxseal.yaml to dry-run.',
    }),
  );
