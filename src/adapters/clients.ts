import type { Client, InitializeMiddleware, MetadataBearer } from '@smithy/types';
import { actionsOf } from '../aws/iam-actions.ts';
import { WaxsealError } from '../core/errors.ts';
import { canonical } from '../core/json.ts';
import type { Clouds, WriteSession } from '../core/ports.ts';
import type { Aws } from '../core/remediation.ts';
import type { Place } from '../core/target.ts';

/** Keys as the SDK takes them. */
export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}
export type Credentials = Keys | (() => Promise<Keys>);

/** What every SDK v3 client has. */
export type SdkClient = Pick<
  Client<object, MetadataBearer, unknown>,
  'middlewareStack' | 'config' | 'destroy'
> & {
  send(command: unknown, ...rest: readonly unknown[]): unknown;
};

export interface CloudsOptions {
  /** Default: the SDK's own chain (environment, profile, role of the function). */
  readonly credentials?: Credentials;
  /** The role to assume for looking at a place; `undefined`: the credentials as they are. */
  readonly roleFor?: (place: Place) => string | undefined;
  /** Named when that role is assumed; its trust policy asks for it. */
  readonly externalId?: string;
  /** Credentials for one write session. Absent: writes use the same credentials as looks. */
  readonly sessionFor?: (place: Place, session: WriteSession) => Promise<Credentials>;
  /** Sees each new client once, before its first call: to add middleware. */
  readonly configure?: (client: SdkClient, place: Place) => void;
  /** More client settings, laid over ours: a retry strategy that does not wait, a request handler. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Attempts of one read. Writes are always sent once. */
  readonly readAttempts?: number;
  /** Where custom endpoints are looked up. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

type Constructor = new (...args: never[]) => unknown;
type Build = <Made>(client: new (...args: unknown[]) => Made) => Made;

/**
 * Explicit limits: the SDK's defaults wait for ever and only warn when a request takes too long.
 * Milliseconds; the longest call then ends well within a function's timeout.
 */
const requestHandler = {
  connectionTimeout: 2_000,
  requestTimeout: 15_000,
  throwOnRequestTimeout: true,
  httpAgent: { keepAlive: true, maxSockets: 50 },
  httpsAgent: { keepAlive: true, maxSockets: 50 },
} as const;

const isSdkClient = (value: unknown): value is SdkClient =>
  typeof value === 'object' && value !== null && 'send' in value && 'middlewareStack' in value;

const sdkClient = (value: unknown): SdkClient => {
  if (isSdkClient(value)) return value;
  throw new WaxsealError({
    code: 'not-a-client',
    says: 'Something other than an AWS SDK v3 client was asked for.',
    todo: 'Give `aws.use` a client class such as `S3Client`.',
  });
};

/** Refuses what is not known to be a read, before the SDK does anything with it. */
const readsOnly: InitializeMiddleware<object, MetadataBearer> = (next, context) => async (args) => {
  const service = String(context['clientName']);
  const operation = String(context['commandName']).replace(/Command$/, '');
  const known = actionsOf(service, operation);
  if (known?.access === 'read') return next(args);
  throw new WaxsealError({
    code: 'read-only',
    says: `${service} ${operation} was called while only reading, and ${known ? 'it writes' : 'it is not known to be a read'}.`,
    todo: known
      ? 'Move the call into the `put` of a field.'
      : 'If it only reads, add it to `src/aws/iam-actions.ts` with the IAM actions that it needs.',
  });
};

/** The same client, except that within one look the same question is sent once. Failures are asked again. */
const remembering = <Made extends object>(client: Made): Made => {
  const real = sdkClient(client);
  const answers = new Map<unknown, Map<string, Promise<unknown>>>();
  const send = (command: unknown, ...rest: readonly unknown[]): unknown => {
    const asked = typeof command === 'object' && command !== null && 'input' in command ? command : undefined;
    // Options (an abort signal) and callbacks belong to one call alone.
    if (!asked || rest.length > 0) return real.send(command, ...rest);
    const ofOperation = answers.get(asked.constructor) ?? new Map<string, Promise<unknown>>();
    answers.set(asked.constructor, ofOperation);
    const key = canonical(asked.input);
    const known = ofOperation.get(key);
    if (known) return known;
    const answer = Promise.resolve(real.send(command));
    ofOperation.set(key, answer);
    answer.catch(() => ofOperation.delete(key));
    return answer;
  };
  // Inherits everything, so that paginators and `instanceof` still hold.
  const view: Made = Object.create(client, { send: { value: send } });
  return view;
};

/** One `Aws` that builds each client once. */
const once = (build: Build): Aws => {
  const made = new Map<Constructor, unknown>();
  const use = <Made>(client: new (...args: unknown[]) => Made): Made => {
    const known = made.get(client);
    if (known instanceof client) return known;
    const fresh = build(client);
    made.set(client, fresh);
    return fresh;
  };
  return { use };
};

const kept = <Value>(cache: Map<string, Value>, key: string, make: () => Value): Value => {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const fresh = make();
  cache.set(key, fresh);
  return fresh;
};

interface Assuming {
  readonly base: Credentials | undefined;
  readonly externalId: string | undefined;
  /** Our own: we need not have enabled the Region that is looked at, and keys from any Region count in all. */
  readonly region: string;
}

/** Loaded only where roles are assumed: it brings an STS client. */
const assumed = (role: string, { base, externalId, region }: Assuming): (() => Promise<Keys>) => {
  let provider: Promise<() => Promise<Keys>> | undefined;
  return async () => {
    provider ??= import('@aws-sdk/credential-providers').then(({ fromTemporaryCredentials }) =>
      fromTemporaryCredentials({
        params: {
          RoleArn: role,
          RoleSessionName: 'waxseal-read',
          ...(externalId && { ExternalId: externalId }),
        },
        clientConfig: { region },
        ...(base && { masterCredentials: base }),
      }),
    );
    return (await provider)();
  };
};

/**
 * Real SDK clients for every place, kept across looks: sockets and credentials are the costly part. Loads no SDK
 * client itself; units bring the class.
 */
export const cloudsOf = (options: CloudsOptions = {}): Clouds => {
  const {
    credentials,
    roleFor,
    externalId,
    sessionFor,
    configure,
    settings = {},
    readAttempts = 4,
  } = options;
  const env = options.env ?? process.env;
  // A custom endpoint has no wildcard DNS name for buckets.
  const pathStyle = (env['AWS_ENDPOINT_URL'] ?? env['AWS_ENDPOINT_URL_S3']) ? { forcePathStyle: true } : {};
  const readers = new Map<string, Aws>();
  const writers = new Map<string, Aws>();

  const built =
    (
      place: Place,
      signer: Credentials | undefined,
      last: Readonly<Record<string, unknown>>,
      guard: boolean,
    ): Build =>
    (client) => {
      const made = new client({
        region: place.region,
        ...(signer && { credentials: signer }),
        requestHandler,
        userAgentAppId: 'waxseal',
        ...pathStyle,
        ...settings,
        ...last,
      });
      const sdk = sdkClient(made);
      if (guard)
        sdk.middlewareStack.add(readsOnly, {
          step: 'initialize',
          name: 'waxsealReadsOnly',
          priority: 'high',
        });
      configure?.(sdk, place);
      return made;
    };

  const who = (place: Place) => {
    const role = roleFor?.(place);
    return {
      key: `${place.region} ${place.account} ${role ?? ''}`,
      signer: role
        ? assumed(role, { base: credentials, externalId, region: env['AWS_REGION'] ?? place.region })
        : credentials,
    };
  };

  const reader = (place: Place): Aws => {
    const { key, signer } = who(place);
    const reads = { maxAttempts: readAttempts, retryMode: 'standard' };
    return kept(readers, key, () => once(built(place, signer, { ...reads, ...settings }, true)));
  };

  /** The SDK's own retry would resend a whole document after a lost answer, without looking again. */
  const sentOnce = { maxAttempts: 1, retryMode: 'standard', retryStrategy: undefined };

  return {
    look: (place) => {
      const clients = reader(place);
      return once((client) => {
        const real = clients.use(client);
        return typeof real === 'object' && real !== null ? remembering(real) : real;
      });
    },
    write: async (place, session) => {
      if (sessionFor) return once(built(place, await sessionFor(place, session), sentOnce, false));
      const { key, signer } = who(place);
      return kept(writers, key, () => once(built(place, signer, sentOnce, false)));
    },
  };
};
