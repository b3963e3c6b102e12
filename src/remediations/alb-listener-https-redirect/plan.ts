import { shutOut, sourcesOn } from '../../aws/ingress-sources.ts';
import {
  isWritable,
  redirectToHttps,
  sendsToHttps,
  type ListenerAction,
} from '../../aws/listener-actions.ts';
import {
  deadRedirects,
  isForChallenges,
  openParts,
  otherMethodsOf,
  partsOf,
  type Part,
} from '../../aws/plaintext-rules.ts';
import { redirectTarget, type RedirectTarget } from '../../aws/redirect-target.ts';
import { isStack, makingOf } from '../../aws/ownership.ts';
import type { Change, Impact, Verdict } from '../../core/remediation.ts';
import type { Said, SaidData } from '../../core/said.ts';
import type { Id } from './messages.ts';
import type { Around, State } from './state.ts';

export type ActionsChange = Change<'defaultActions' | 'ruleActions', ListenerAction[]>;
interface Settings {
  readonly frontedBy: 'unknown' | 'nothing';
}

type Sayings = readonly Said<Id>[];
const say = (message: Id, when: boolean, data: SaidData = {}): Sayings => (when ? [{ message, data }] : []);

const labels = (parts: readonly Part[]): string => parts.map(({ label }) => label).join(', ');
const portsOf = (parts: readonly Part[]): readonly number[] => [...new Set(parts.map(({ port }) => port))];
const unique = (values: readonly string[]): string => [...new Set(values)].toSorted().join(', ');

/** A rule to be changed, where it would be sent, and what surrounds both. */
interface Scene {
  readonly state: State;
  readonly around: Around;
  readonly open: readonly Part[];
  readonly to: RedirectTarget;
}

/** Why no redirect may be written before people have changed something. */
const obstacles = ({ state, around, open, to }: Scene): Sayings => {
  const { name, ipv6 } = state;
  const { port } = to.listener;
  const unknown = open.flatMap(({ actions }) =>
    actions.length === 0 ? ['none'] : actions.flatMap((action) => (isWritable(action) ? [] : [action.name])),
  );
  const ports = portsOf(open);
  const closed = ports.map((from) => ({
    from,
    sources: shutOut(around.permissions ?? [], { from, to: port, ipv6 }).join(', '),
  }));
  const loops = around.fronts.filter(
    (front) => ports.includes(front.port) && front.protocols.includes('TLS'),
  );
  return [
    ...say('actions-not-known', unknown.length > 0, { name, actions: unique(unknown) }),
    ...say('http-on-443', ports.includes(443), { name }),
    ...loops.flatMap((front) =>
      say('loop-behind-network-balancer', true, { name, front: front.name, port: front.port }),
    ),
    ...say('names-not-covered', to.uncovered.length > 0 && to.unread.length === 0, {
      name,
      port,
      hosts: to.uncovered.join(', '),
    }),
    ...closed.flatMap(({ from, sources }) =>
      say('https-port-closed', sources !== '', { name, from, to: port, sources }),
    ),
  ];
};

/** What may speak HTTP to the balancer for clients that speak HTTPS. */
const frontsSaid = ({ state, around, open, to }: Scene, { frontedBy }: Settings): Sayings => {
  const { name, internal } = state;
  const ports = portsOf(open);
  const unsure = frontedBy === 'unknown';
  const cloudFront = ports.filter((port) =>
    sourcesOn(around.permissions ?? [], port).some((source) => around.cloudFrontLists.includes(source)),
  );
  const passing = around.fronts.filter(
    ({ port, protocols }) => ports.includes(port) && !protocols.includes('TLS'),
  );
  return [
    ...passing.flatMap(({ name: front, port }) =>
      say('behind-network-balancer', true, { name, front, port, to: to.listener.port }),
    ),
    ...cloudFront.flatMap((port) => say('behind-cloudfront', true, { name, port })),
    ...say('front-not-excluded', unsure && !internal && cloudFront.length === 0, { name }),
    ...say('vpc-origins', unsure && around.vpcOrigins !== false, { name }),
  ];
};

const ownerSaid = ({ around, to }: Scene): Sayings => {
  const found = makingOf(around.tags);
  const owner = found?.name ?? '';
  return [
    ...say('made-by-kubernetes', found?.by === 'kubernetes', { owner, port: to.listener.port }),
    ...say('made-by-beanstalk', found?.by === 'elastic-beanstalk', { owner }),
    ...say('made-by-cloudformation', isStack(found), { owner }),
  ];
};

/** What the goal of the redirect does otherwise than the rules that it replaces. */
const goalSaid = ({ state, around, open, to }: Scene): Sayings => {
  const { name } = state;
  const { port, clientCertificates } = to.listener;
  const checks = partsOf(to.listener).flatMap(({ actions }) =>
    actions.flatMap((action) => (isWritable(action) ? [] : [action.name])),
  );
  const readable = to.listener.certificates.some(({ usable }) => usable === 'yes');
  const doubtful = to.unread.length > 0 && (!readable || to.uncovered.length > 0);
  const patterns = unique(open.flatMap(({ conditions }) => conditions.hostPatterns));
  return [
    ...say('sources-unread', around.permissions === null, { name, port }),
    ...say('certificate-unread', doubtful, { port, certificates: to.unread.join(', ') }),
    ...say('names-not-judged', patterns !== '', { patterns }),
    ...say('not-served-over-https', to.unserved.length > 0, { port, groups: to.unserved.join(', ') }),
    ...say('asks-for-client-certificates', clientCertificates === 'verify', { port }),
    ...say('authenticates', checks.length > 0, { port, actions: unique(checks) }),
  ];
};

/** What somebody meant with the rules that would be replaced. */
const intentSaid = (open: readonly Part[]): Sayings => {
  const having = (is: (action: ListenerAction) => boolean): readonly Part[] =>
    open.filter(({ actions }) => actions.some(is));
  const fixed = labels(having(({ Type }) => Type === 'fixed-response'));
  const own = labels(having((action) => action.Type === 'redirect' && !sendsToHttps(action)));
  const challenges = labels(open.filter(isForChallenges));
  const methods = unique(open.flatMap(otherMethodsOf));
  return [
    ...say('fixed-responses', fixed !== '', { parts: fixed }),
    ...say('own-redirects', own !== '', { parts: own }),
    ...say('acme-challenge', challenges !== '', { parts: challenges }),
    ...say('other-methods', methods !== '', { methods }),
  ];
};

const impact: readonly Impact[] = ['breaks-plaintext', 'redirects-clients'];

const changesOf = ({ open, to }: Scene): readonly ActionsChange[] =>
  open.map(({ set, on, actions }) => ({
    set,
    on,
    before: actions,
    after: [redirectToHttps(actions, to.listener.port)],
    impact,
  }));

const redirects = (scene: Scene, settings: Settings): Verdict<Id, ActionsChange> => {
  const { state, open, to } = scene;
  const { name, dns, internal, listeners } = state;
  const [obstacle, ...more] = obstacles(scene);
  const why = {
    message: 'plaintext-served' as const,
    data: { name, parts: labels(open), port: to.listener.port },
  };
  const anyName = open.some(
    ({ conditions }) => conditions.hosts.length + conditions.hostPatterns.length === 0,
  );
  const dead = labels(deadRedirects(listeners));
  return {
    is: 'violation',
    ...(obstacle ?? why),
    changes: obstacle === undefined ? changesOf(scene) : [],
    hazards: [
      ...more,
      ...frontsSaid(scene, settings),
      ...goalSaid(scene),
      ...intentSaid(open),
      ...ownerSaid(scene),
    ],
    notes: [
      ...say('any-name', anyName, { dns }),
      ...say('inside-callers', internal, { name }),
      ...say('dead-redirects', dead !== '', { parts: dead }),
    ],
  };
};

/** Decides; pure. */
export const plan = (state: State, _target: unknown, settings: Settings): Verdict<Id, ActionsChange> => {
  const { name, type, listeners, around } = state;
  if (type !== 'application') return { is: 'inapplicable', message: 'not-application', data: { name } };
  if (state.state !== 'active' && state.state !== 'active_impaired')
    return { is: 'pending', message: 'not-ready', data: { name, state: state.state } };
  if (listeners.length === 0)
    return { is: 'violation', message: 'no-listeners', data: { name }, changes: [] };
  const open = openParts(listeners);
  if (open.length === 0 || around === null) {
    const dead = labels(deadRedirects(listeners));
    return { is: 'compliant', notes: say('dead-redirects', dead !== '', { parts: dead }) };
  }
  const https = listeners.filter(({ protocol }) => protocol === 'HTTPS');
  const to = redirectTarget(https, open);
  if (to) return redirects({ state, around, open, to }, settings);
  const message = https.length === 0 ? 'no-https-listener' : 'no-usable-certificate';
  return { is: 'violation', message, data: { name }, changes: [] };
};
