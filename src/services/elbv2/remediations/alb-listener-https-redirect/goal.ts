import type { Redirected } from '../../facts/redirect-target.ts';
import { goalsOf, listed, say, shutOutBetween, unique, type Sayings, type Scene } from './scene.ts';

/** What HTTPS would answer otherwise. */
const answersSaid = ({ from, to, rivals }: Redirected): Sayings => {
  const { comparison, listener } = to;
  const at = { from: from.port, port: listener.port };
  const { changes = [], doubts = [] } = comparison ?? {};
  return [
    ...say('rules-not-evaluated', comparison === undefined, at),
    ...say('answered-otherwise', changes.length > 0, { ...at, changes: listed(changes) }),
    ...say('answers-not-evaluated', doubts.length > 0, { ...at, doubts: listed(doubts) }),
    ...say('several-https-listeners', rivals.length > 0, { ...at, others: rivals.join(', ') }),
  ];
};

/** What the goals of the redirects do otherwise than the rules that they replace, or what is not known of them. */
export const goalSaid = (scene: Scene): Sayings => {
  const { state, around, open, redirected } = scene;
  const { name } = state;
  const goals = goalsOf(scene);
  const patterns = unique(open.flatMap(({ conditions }) => conditions.hostPatterns));
  const checksOf = (listener: (typeof goals)[number]['listener']): string =>
    unique(
      redirected
        .filter(({ to }) => to.listener === listener)
        .flatMap(({ to }) => to.comparison?.checks ?? []),
    );
  return [
    ...goals.flatMap(({ listener: { port } }) =>
      say('sources-unread', around.permissions === null, { name, port }),
    ),
    ...redirected.flatMap(({ from: { port: from }, to: { listener } }) => {
      const { unknown } = shutOutBetween(scene, from, listener.port);
      const data = { name, from, to: listener.port, sources: unknown.join(', ') };
      return say('sources-not-known', unknown.length > 0, data);
    }),
    ...goals.flatMap(({ listener: { port, certificates }, uncovered, unread, lapsed }) => {
      const readable = certificates.some(({ usable }) => usable === 'yes');
      const doubtful = unread.length > 0 && (!readable || uncovered.length > 0);
      return [
        ...say('certificate-unread', doubtful, { port, certificates: unread.join(', ') }),
        ...say('default-certificate-lapsed', lapsed.length > 0, { port, names: lapsed.join(', ') }),
      ];
    }),
    ...say('names-not-evaluated', patterns !== '', { patterns }),
    ...redirected.flatMap(answersSaid),
    ...goals.flatMap(({ listener }) => {
      const { port, clientCertificates } = listener;
      const actions = checksOf(listener);
      return [
        ...say('asks-for-client-certificates', clientCertificates === 'verify', { port }),
        ...say('authenticates', actions !== '', { port, actions }),
      ];
    }),
  ];
};
