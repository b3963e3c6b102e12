import type { Client, MetadataBearer } from '@smithy/types';
import { WaxsealError } from '../../core/model/errors.ts';
import type { Aws } from '../../core/model/remediation.ts';
import { calls } from '../../services/calls.ts';

/** What every SDK v3 client has. */
export type SdkClient = Pick<
  Client<object, MetadataBearer, unknown>,
  'middlewareStack' | 'config' | 'destroy'
> & {
  send(command: unknown, ...rest: readonly unknown[]): unknown;
};

type Constructor = new (...args: never[]) => unknown;
export type Build = <Made>(client: new (...args: unknown[]) => Made) => Made;

const isSdkClient = (value: unknown): value is SdkClient =>
  typeof value === 'object' && value !== null && 'send' in value && 'middlewareStack' in value;

export const sdkClient = (value: unknown): SdkClient => {
  if (isSdkClient(value)) return value;
  throw new WaxsealError({
    code: 'not-a-client',
    says: 'Something other than an AWS SDK v3 client was asked for.',
    todo: 'Give `aws.use` a client class such as `S3Client`.',
  });
};

const textAt = (thing: unknown, key: string | number): string => {
  const value: unknown = typeof thing === 'object' && thing !== null ? Reflect.get(thing, key) : undefined;
  return typeof value === 'string' ? value : '';
};

/** `Elastic Load Balancing v2` is the service of `ElasticLoadBalancingV2Client`. */
const services = new Map(Object.keys(calls).map((client) => [client.toLowerCase(), client]));

/** By the settings of a client, which all views of it share: each call asks several times. */
const serviceNames = new WeakMap<object, string>();

const serviceOf = (client: object): string => {
  const config: unknown = Reflect.get(client, 'config');
  if (typeof config !== 'object' || config === null) return '';
  const before = serviceNames.get(config);
  if (before !== undefined) return before;
  const id = textAt(config, 'serviceId').replaceAll(' ', '').toLowerCase();
  const service = services.get(`${id}client`) ?? '';
  serviceNames.set(config, service);
  return service;
};

/**
 * Clients older than the SDK's schemas tell only their middleware what a command asks for. This is the command as it is
 * about to tell it, stopped there: nothing is resolved or sent.
 */
const toldToMiddleware = (command: object): string => {
  if (!('resolveMiddleware' in command) || !('resolveMiddlewareWithContext' in command)) return '';
  const { resolveMiddleware } = command;
  if (typeof resolveMiddleware !== 'function') return '';
  const telling: unknown = Object.create(command, {
    resolveMiddlewareWithContext: {
      value: (_stack: unknown, _settings: unknown, _options: unknown, context: object) =>
        Reflect.get(context, 'smithyContext'),
    },
  });
  return textAt(Reflect.apply(resolveMiddleware, telling, []), 'operation');
};

/**
 * What a command asks of a client, by the SDK's own description of both: a bundle has taken the names of classes. Empty
 * where the SDK does not say; then nothing is known of it.
 */
export const operationOf = (
  client: object,
  command: object,
): { readonly service: string; readonly operation: string } => ({
  service: serviceOf(client),
  operation: textAt(Reflect.get(command, 'schema'), 2) || toldToMiddleware(command),
});

/** One `Aws` that builds each client once. */
export const once = (build: Build): Aws => {
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

/** Clients of one location that can be let go of. */
export interface Held extends Aws {
  /** Closes their sockets as soon as nothing is under way on them; whoever still has one may go on with it. */
  readonly letGo: () => void;
}

/** Watches what is under way, so that no call loses its socket when its clients are let go of. */
export const held = (build: Build): Held => {
  const clients = new Set<SdkClient>();
  let underWay = 0;
  let isLetGo = false;
  const close = (): void => {
    if (isLetGo && underWay === 0) for (const client of clients) client.destroy();
  };
  const kept = once((client) => {
    const made = build(client);
    const sdk = sdkClient(made);
    clients.add(sdk);
    sdk.middlewareStack.add(
      (next) => async (args) => {
        underWay += 1;
        try {
          return await next(args);
        } finally {
          underWay -= 1;
          close();
        }
      },
      { step: 'initialize', name: 'waxsealHeld', priority: 'high' },
    );
    return made;
  });
  return {
    ...kept,
    letGo: () => {
      isLetGo = true;
      close();
    },
  };
};
