import type { Aim, Area, Service } from './service.ts';

/** Which IAM actions an operation needs, and whether it only reads. */
interface Operation {
  readonly actions: readonly string[];
  /** `read`: cannot change anything in the account. */
  readonly access: 'read' | 'write';
}

/** `rds:pg`: a kind of resource as the service authorization reference calls it, after its service's prefix. */
export type Kind = string;

/** `on`: the kinds of resource whose ARN the action is checked against. `everywhere`: why that cannot be said. */
type Scope = { readonly on: readonly Kind[] } | { readonly everywhere: string };

/** What is known of some services together. Roles, boundaries and session policies are all cut with it. */
export interface Book {
  /**
   * `client` is the class of the SDK's client or, as the sandbox writes operations, a prefix; `operation` is the
   * command's name without its suffix. `undefined`: nobody knows it, and whoever asks must refuse.
   */
  actionsOf(client: string, operation: string): Operation | undefined;
  /** Every operation: `[client, operation, what it needs]`. */
  operations(): readonly (readonly [string, string, Operation])[];
  /** What an action can be limited to; `undefined`: nobody has looked it up, and it must not be granted. */
  scopeOf(action: string): Scope | undefined;
  /** Every action that can be granted. */
  actions(): readonly string[];
  kinds(): readonly Kind[];
  /** The ARN of every resource of a kind in an area. */
  arnPattern(kind: Kind, area: Area): string;
  /** The ARNs of one kind that a write to this aim can concern; none: the aim has nothing of this kind. */
  resourcesOf(kind: Kind, aim: Aim): readonly string[];
  /** The ARNs of an aim that an action is checked against; `*` where it takes nothing less. `undefined`: not looked up. */
  arnsOf(action: string, aim: Aim): readonly string[] | undefined;
}

const noResourceLevel = 'The action has no resource types: IAM takes it with a resource of * only.';
const listsAll = 'It lists what is in the account, so that no single resource is named.';

const filled = (pattern: string, { partition, account, region }: Area): string =>
  pattern
    .replaceAll('{partition}', partition)
    .replaceAll('{region}', region)
    .replaceAll('{account}', account);

/** Segments of an ARN's resource stand between `/` and `:`; a `*` of a pattern is one of them, the last one all the rest. */
const matches = (pattern: string, arn: string): boolean => {
  const escaped = pattern.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`);
  const source = escaped.replaceAll('*', '[^/:]+').replace(/\[\^\/:\]\+$/, '.+');
  return new RegExp(`^${source}$`).test(arn);
};

const operationIn = (of: Service, name: string): Operation | undefined => {
  const access = of.reads.includes(name) ? 'read' : of.writes.includes(name) ? 'write' : undefined;
  if (!access) return undefined;
  const needs = of.needs && Object.hasOwn(of.needs, name) ? of.needs[name] : undefined;
  return { actions: needs ?? [`${of.prefix}:${name}`], access };
};

/** `S3Client`; `s3`; `elasticloadbalancingv2`, whose prefix is another service's as well. */
const isCalled = ({ client, prefix }: Service, name: string): boolean =>
  client === name || client.replace(/Client$/, '').toLowerCase() === name || prefix === name;

const scopeIn = (of: Service, name: string): Scope | undefined => {
  const known = Object.hasOwn(of.iam.actions, name) ? of.iam.actions[name] : undefined;
  if (!known) return undefined;
  const everywhere = of.everywhere?.[name];
  if (everywhere !== undefined) return { everywhere };
  if (known.on.length === 0) return { everywhere: noResourceLevel };
  return known.lists ? { everywhere: listsAll } : { on: known.on.map((kind) => `${of.prefix}:${kind}`) };
};

const ownActions = (of: Service): readonly string[] =>
  Object.keys(of.iam.actions).map((name) => `${of.prefix}:${name}`);

const patternIn = (of: Service, kind: string): string | undefined => of.arns?.[kind] ?? of.iam.arns[kind];

/** At the first colon: `rds:pg`, `rds:ModifyDBInstance`. */
const split = (text: string): readonly [string, string] => {
  const at = text.indexOf(':');
  return [text.slice(0, at), text.slice(at + 1)];
};

/** Pure: the services are given, so that a function loads only those that it writes to. */
export const bookOf = (services: readonly Service[]): Book => {
  const first = <Found>(find: (of: Service) => Found | undefined): Found | undefined => {
    for (const of of services) {
      const found = find(of);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const withPrefix = (prefix: string): readonly Service[] => services.filter((of) => of.prefix === prefix);
  const homeOf = (kind: Kind): readonly [Service, string, string] => {
    const [prefix, name] = split(kind);
    for (const of of withPrefix(prefix)) {
      const pattern = patternIn(of, name);
      if (pattern !== undefined) return [of, name, pattern];
    }
    throw new Error(`no service has resources of the kind ${kind}`);
  };
  const scopeOf: Book['scopeOf'] = (action) => {
    const [prefix, name] = split(action);
    return first((of) => (of.prefix === prefix ? scopeIn(of, name) : undefined));
  };
  const resourcesOf: Book['resourcesOf'] = (kind, aim) => {
    const [of, name] = homeOf(kind);
    const concerns = of.concerns?.[name];
    if (concerns) return concerns(aim);
    return matches(arnPattern(kind, aim), aim.arn) ? [aim.arn] : [];
  };
  const arnPattern: Book['arnPattern'] = (kind, area) => filled(homeOf(kind)[2], area);

  return {
    actionsOf: (client, operation) =>
      first((of) => (isCalled(of, client) ? operationIn(of, operation) : undefined)),
    operations: () =>
      services.flatMap((of) =>
        [...of.reads, ...of.writes].flatMap((name) => {
          const needs = operationIn(of, name);
          return needs ? [[of.client, name, needs] as const] : [];
        }),
      ),
    scopeOf,
    actions: () => [...new Set(services.flatMap(ownActions))].toSorted(),
    kinds: () => [
      ...new Set(
        services.flatMap((of) =>
          Object.keys({ ...of.iam.arns, ...of.arns }).map((kind) => `${of.prefix}:${kind}`),
        ),
      ),
    ],
    arnPattern,
    resourcesOf,
    arnsOf: (action, aim) => {
      const scope = scopeOf(action);
      if (!scope) return undefined;
      return 'everywhere' in scope ? ['*'] : scope.on.flatMap((kind) => resourcesOf(kind, aim));
    },
  };
};
