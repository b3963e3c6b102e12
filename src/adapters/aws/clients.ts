import { isIP } from 'node:net';
import type { InitializeMiddleware, MetadataBearer } from '@smithy/types';
import { WaxsealError } from '../../core/model/errors.ts';
import type { Clouds, WriteSession } from '../../core/model/ports.ts';
import type { Aws } from '../../core/model/remediation.ts';
import type { Location } from '../../core/model/target.ts';
import { callsOf } from './calls-of.ts';
import { gathering } from './gathering.ts';
import type { Credentials, Keys } from './keys.ts';
import { pacedBy, processPace, type Access, type Pace } from './pace.ts';
import { assumed } from './read-role.ts';
import { recent } from '../../core/model/recent.ts';
import { memoryOfLook, perClient, remembering, type Memories } from './remembering.ts';
import { sharedAnswers } from './shared-answers.ts';
import { namesUnparsed } from './unparsed.ts';
import { held, once, sdkClient, type Build, type Held, type SdkClient } from './sdk-client.ts';

export type { SdkClient } from './sdk-client.ts';

export interface CloudsOptions {
  /** Default: the SDK's own chain (environment, profile, role of the function). */
  readonly credentials?: Credentials;
  /** The role to assume for looking at a location; `undefined`: the credentials as they are. */
  readonly roleFor?: (location: Location) => string | undefined;
  /** Named when that role is assumed; its trust policy asks for it. */
  readonly externalId?: string;
  /** Credentials for one write session. Absent: writes use the same credentials as looks. */
  readonly sessionFor?: (location: Location, session: WriteSession) => Promise<Credentials>;
  /** Sees each new client once, before its first call: to add middleware. */
  readonly configure?: (client: SdkClient, location: Location) => void;
  /** More client settings, laid over ours: a retry strategy that does not wait, a request handler. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Attempts of one read. Writes are always sent once. */
  readonly readAttempts?: number;
  /** How often one read is sent while AWS throttles it, for each of those attempts. */
  readonly throttledReads?: number;
  /** How fast AWS may be asked. Default: as `call-rates.ts` says, together with all else in this process. */
  readonly pace?: Pace;
  /** What all looks share of what surrounds resources. */
  readonly shares?: Memories;
  /** What looks ask at one moment, and is sent together. */
  readonly gathered?: Memories;
  /** Locations whose clients are kept, beside those of the writes last begun. */
  readonly mostLocations?: number;
  /** Where custom endpoints are looked up. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

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

/** Refuses what is not known to be a read, before the SDK does anything with it. */
/** Its operations put the account before the host. The SDK prints a stack where that makes no URL; this comes before it. */
const namedHost: InitializeMiddleware<object, MetadataBearer> = (next, context) => async (args) => {
  if (context['clientName'] !== 'S3ControlClient') return next(args);
  throw new WaxsealError({
    code: 'endpoint-unknown',
    says: 'S3 Control puts the account before the host of its endpoint, and AWS_ENDPOINT_URL has an IP address there.',
    todo: 'Name the host in AWS_ENDPOINT_URL, such as http://localhost:5000.',
  });
};
const hasAddress = (url = ''): boolean =>
  URL.canParse(url) && isIP(new URL(url).hostname.replaceAll(/[[\]]/g, '')) > 0;

const readsOnly: InitializeMiddleware<object, MetadataBearer> = (next, context) => async (args) => {
  const service = String(context['clientName']);
  const operation = String(context['commandName']).replace(/Command$/, '');
  const known = callsOf(service);
  if (known?.reads.includes(operation)) return next(args);
  const writes = known?.writes.includes(operation);
  throw new WaxsealError({
    code: 'read-only',
    says: `${service} ${operation} was called while only reading, and ${writes ? 'it writes' : 'it is not known to be a read'}.`,
    todo: writes
      ? 'Move the call into the `put` of a field.'
      : 'If it only reads, add it to `reads` in the `service.ts` of its service, and run `npm run generate`.',
  });
};

/** A location with all its clients takes about a quarter of a megabyte; more are not looked at at one time. */
const locationsKept = 64;
/** A role is one STS client and a set of keys, and is good for every Region. */
const rolesKept = 128;

const letGo = (clients: Held): void => clients.letGo();

/**
 * Real SDK clients for every location, kept across looks: sockets and credentials are the costly part. Those of the locations
 * used last are kept. Loads no SDK client itself; units bring the class.
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
    throttledReads = 6,
    pace = processPace,
    shares = sharedAnswers(Date.now),
    gathered = perClient(gathering),
    mostLocations = locationsKept,
  } = options;
  const env = options.env ?? process.env;
  // A custom endpoint has no wildcard DNS name for buckets.
  const pathStyle = (env['AWS_ENDPOINT_URL'] ?? env['AWS_ENDPOINT_URL_S3']) ? { forcePathStyle: true } : {};
  const readers = recent(mostLocations, letGo);
  const writers = recent(mostLocations, letGo);
  const roles = recent<() => Promise<Keys>>(rolesKept);

  const built =
    (
      location: Location,
      signer: Credentials | undefined,
      last: Readonly<Record<string, unknown>>,
      access: Access,
    ): Build =>
    (client) => {
      const made = new client({
        region: location.region,
        ...(signer && { credentials: signer }),
        requestHandler,
        userAgentAppId: 'waxseal',
        // The client of SQS would leave the endpoint that is configured for the host in the queue's URL.
        useQueueUrlAsEndpoint: false,
        ...pathStyle,
        ...settings,
        ...last,
      });
      const sdk = sdkClient(made);
      sdk.middlewareStack.add(namesUnparsed, {
        step: 'finalizeRequest',
        name: 'waxsealUnparsed',
        priority: 'low',
      });
      if (hasAddress(env['AWS_ENDPOINT_URL_S3_CONTROL'] ?? env['AWS_ENDPOINT_URL']))
        sdk.middlewareStack.add(namedHost, { step: 'initialize', name: 'waxsealNamedHost' });
      pacedBy(sdk, location, { access, pace, sendings: access === 'read' ? throttledReads : 1 });
      if (access === 'read')
        sdk.middlewareStack.add(readsOnly, {
          step: 'initialize',
          name: 'waxsealReadsOnly',
          priority: 'high',
        });
      configure?.(sdk, location);
      return made;
    };

  const who = (location: Location) => {
    const role = roleFor?.(location);
    const key = `${location.partition} ${location.region} ${location.account} ${role ?? ''}`;
    if (role === undefined) return { key, signer: credentials };
    // Only here: the environment is slow to ask, and each look comes by.
    const region = env['AWS_REGION'] ?? location.region;
    const signer = roles.use(`${role} ${region}`, () =>
      assumed(role, { base: credentials, externalId, region }),
    );
    return { key, signer };
  };

  const reader = (location: Location): Aws => {
    const { key, signer } = who(location);
    const reads = { maxAttempts: readAttempts, retryMode: 'standard' };
    return readers.use(key, () => held(built(location, signer, { ...reads, ...settings }, 'read')));
  };

  /** The SDK's own retry would resend a whole document after a lost answer, without looking again. */
  const sentOnce = { maxAttempts: 1, retryMode: 'standard', retryStrategy: undefined };

  let sessions = 0;

  return {
    look: (location) => {
      const clients = reader(location);
      return once((client) => {
        const real = clients.use(client);
        return typeof real === 'object' && real !== null
          ? remembering(real, memoryOfLook(), shares.of(real), gathered.of(real))
          : real;
      });
    },
    write: async (location, session) => {
      const { key, signer } = sessionFor
        ? // Never anybody else's: each session has keys of its own.
          { key: `session ${(sessions += 1)}`, signer: await sessionFor(location, session) }
        : who(location);
      return writers.use(key, () => held(built(location, signer, sentOnce, 'write')));
    },
  };
};
