import { saying, type Said } from '../../../../core/say/said.ts';
import type { Target } from '../../../../core/model/target.ts';
import type { Evaluated } from '../../../../families/advice.ts';
import { schemeOf, withVariables, type Scheme } from '../../facts/integration-uri.ts';
import type { Integration } from '../../facts/integration.ts';
import { isBalancerName, isNotPublic, isWebsiteEndpoint, namesPort, serverOf } from '../../facts/server.ts';
import type { MessageId } from './messages.ts';
import type { ApiSeen, StageSeen } from './state.ts';

/** One integration as one stage calls it; in no stage: as it is written. */
interface Called extends Integration {
  readonly stage: StageSeen | undefined;
  readonly scheme: Scheme;
  readonly server: string;
  /** By a value that only the canary of the stage has. */
  readonly isCanary: boolean;
}

/** Told one by one; a plan is no list of hundreds. */
const shown = 20;

const calledBy = (integrations: readonly Integration[], stage: StageSeen | undefined): readonly Called[] =>
  integrations
    .filter(({ isByUrl }) => isByUrl)
    .flatMap((one) =>
      (stage?.variables ?? [{}]).map((variables, at) => {
        const uri = withVariables(one.uri, variables);
        const scheme = schemeOf(uri, one.isPrivate);
        return {
          ...one,
          stage,
          scheme,
          isCanary: at > 0,
          server: scheme === 'unknown' ? 'a server that does not show' : serverOf(uri),
        };
      }),
    );

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)].toSorted();

/** `GET /orders → shop.example.com (live, test)`, each once. */
const told = (calls: readonly Called[]): string => {
  const byCall = Map.groupBy(calls, ({ route, server }) => `${route} → ${server}`);
  const lines = [...byCall].map(([call, its]) => {
    const stages = unique(its.flatMap(({ stage }) => stage?.name ?? []));
    return stages.length === 0 ? call : `${call} (${stages.join(', ')})`;
  });
  const all = lines.toSorted();
  const more = all.length - shown;
  return `${all.slice(0, shown).join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
};

const namesOf = (stages: readonly StageSeen[]): string => unique(stages.map(({ name }) => name)).join(', ');

/** What each stage calls today, as far as AWS shows it. */
const liveIn = ({ written, stages }: ApiSeen): readonly Called[] =>
  stages.flatMap((stage) => calledBy(typeof stage.deployed === 'string' ? written : stage.deployed, stage));

const isPlain = ({ scheme }: Called): boolean => scheme === 'http';

const notesOn = (plain: readonly Called[]): readonly Said<MessageId>[] => {
  const of = (fits: (server: string) => boolean, some = plain) => {
    const servers = unique(some.map(({ server }) => server).filter(fits));
    return { has: servers.length > 0, data: { servers: servers.join(', ') } };
  };
  const [ports, balancers, websites] = [of(namesPort), of(isBalancerName), of(isWebsiteEndpoint)];
  const inside = of(
    isNotPublic,
    plain.filter((one) => !one.isPrivate),
  );
  const withoutUri = plain.filter(({ uri }) => uri === '');
  return [
    ...saying<MessageId>('redirect-is-too-late', true),
    ...saying<MessageId>('no-uri', withoutUri.length > 0, { calls: told(withoutUri) }),
    ...saying<MessageId>('port-named', ports.has, ports.data),
    ...saying<MessageId>('balancer-name', balancers.has, balancers.data),
    ...saying<MessageId>('website-endpoint', websites.has, websites.data),
    ...saying<MessageId>('address-not-public', inside.has, inside.data),
  ];
};

/** Pure. What is changed, each once: an integration, a stage variable that makes its URI, or what a stage has deployed. */
const advisesFor = (plain: readonly Called[], written: readonly Called[], target: Target) => {
  const stagesOf = (some: readonly Called[]) =>
    unique(some.flatMap(({ stage }) => (stage && !stage.deploysItself ? [stage.name] : [])));
  const inUri = written.filter((one) => isPlain({ ...one, scheme: schemeOf(one.uri, one.isPrivate) }));
  const byVariable = written.filter((one) => isPlain(one) && schemeOf(one.uri, one.isPrivate) === 'unknown');
  const integrations = [...Map.groupBy(inUri, ({ on }) => on)].map(([on, [first, ...more]]) => ({
    set: 'uri',
    on,
    before: { scheme: 'http', server: first?.server ?? '' },
    after: {
      scheme: 'https',
      stages: stagesOf([...(first ? [first] : []), ...more]),
      ...(first?.uri === '' && { isWithoutUri: true }),
    },
  }));
  const variables = [
    ...Map.groupBy(
      byVariable.flatMap((one) => {
        const [, variable, rest = ''] = /^\$\{stageVariables\.(\w+)\}(.*)$/s.exec(one.uri) ?? [];
        if (!one.stage || variable === undefined) return [];
        return [{ ...one, on: one.stage.arn, variable, isScheme: rest.startsWith('://') }];
      }),
      ({ on, variable, isCanary }) => `${on} ${variable} ${isCanary}`,
    ).values(),
  ].flatMap(([first]) =>
    first
      ? [
          {
            set: 'variable',
            on: first.on,
            before: { scheme: 'http', server: first.server },
            after: {
              scheme: 'https',
              variable: first.variable,
              ...(first.isScheme && { isScheme: true }),
              ...(first.isCanary && { isCanary: true }),
            },
          },
        ]
      : [],
  );
  const changed = [...integrations, ...variables].toSorted((a, b) => (a.on < b.on ? -1 : 1));
  if (changed.length > 0) return changed.slice(0, shown);
  const stages = stagesOf(plain);
  const before = { scheme: 'http', server: plain[0]?.server ?? '' };
  return [{ set: 'deployment', on: target.arn, before, after: { scheme: 'https', stages } }];
};

/** What keeps a good or a bad verdict from being about everything. */
const doubtsOf = ({ stages }: ApiSeen): readonly Said<MessageId>[] => {
  const unshown = stages.filter(({ deployed }) => deployed === 'not-shown');
  const canaries = stages.filter(({ hasCanary }) => hasCanary);
  return [
    ...saying<MessageId>('deployment-not-shown', unshown.length > 0, { stages: namesOf(unshown) }),
    ...saying<MessageId>('canary-not-shown', canaries.length > 0, { stages: namesOf(canaries) }),
  ];
};

/** Pure. What an API calls without TLS, where that is so, and what whoever changes it must know. */
export const adviceOf = (seen: ApiSeen, target: Target): Evaluated<MessageId> => {
  const api = target.id;
  const live = liveIn(seen);
  // A stage's variables belong to what is written as well: with them it would be deployed there.
  const written = [
    ...seen.stages.flatMap((stage) => calledBy(seen.written, stage)),
    ...(seen.stages.length === 0 ? calledBy(seen.written, undefined) : []),
  ];
  const unread = seen.stages.filter(({ deployed }) => deployed === 'unread');
  const hidden = [...live, ...written].filter(({ scheme }) => scheme === 'unknown');
  const unverified = live.filter(({ scheme, isUnverified }) => scheme === 'https' && isUnverified);
  const byArn = seen.written.some(({ isPrivate, isByUrl }) => isPrivate && !isByUrl);
  const notes = [
    ...saying<MessageId>('unverified', unverified.length > 0, { calls: told(unverified) }),
    ...saying<MessageId>('private-elsewhere', byArn),
    ...doubtsOf(seen),
  ];
  const [plainLive, plainWritten] = [live.filter(isPlain), written.filter(isPlain)];
  const plain = plainLive.length > 0 ? plainLive : plainWritten;
  if (plain.length > 0) {
    const kind = (): MessageId => {
      if (plainLive.length === 0) return 'written-in-plaintext';
      if (plainWritten.length === 0) return 'deployed-in-plaintext';
      return plain.every(({ isPrivate }) => isPrivate)
        ? 'called-in-plaintext-privately'
        : 'called-in-plaintext';
    };
    const count = new Set(plainWritten.map(({ on }) => on)).size;
    return {
      is: 'advised',
      message: kind(),
      data: { api, calls: told(plain) },
      advises: advisesFor(plain, plainWritten, target),
      notes: [
        ...notesOn(plain),
        ...saying<MessageId>('more-calls', count > shown, { count, shown }),
        ...saying<MessageId>('scheme-hidden-too', hidden.length > 0, { calls: told(hidden) }),
        ...saying<MessageId>('unread-too', unread.length > 0, { stages: namesOf(unread) }),
        ...notes,
      ],
    };
  }
  if (hidden.length > 0)
    return { is: 'unknown', message: 'scheme-hidden', data: { api, calls: told(hidden) } };
  if (unread.length > 0)
    return { is: 'unknown', message: 'deployment-unread', data: { api, stages: namesOf(unread) } };
  const isIdle = live.length === 0 && written.length === 0;
  return { is: 'good', notes: [...saying<MessageId>('nothing-by-url', isIdle, { api }), ...notes] };
};
