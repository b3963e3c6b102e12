import type { ListenerAction } from '../../facts/listener-actions.ts';
import { isFetchedBeforeTls } from '../../../../aws/before-tls.ts';
import { isStack, makingOf } from '../../../../aws/ownership.ts';
import {
  fetchedBeforeTls,
  isForChallenges,
  otherMethodsOf,
  staysOnHttp,
  takesAnything,
  type Part,
} from '../../facts/plaintext-rules.ts';
import { labels, listed, portsText, say, unique, type Sayings, type Scene } from './scene.ts';

/**
 * What looks as if it were fetched before TLS: by the rules that are open; where a rule takes everything, also by the rules that the
 * HTTPS listener has for it, and by the names under which the balancer is known.
 */
const fetchedEarly = ({ state, redirected }: Scene): readonly string[] =>
  redirected.flatMap(({ open, to: { listener } }) => [
    ...open.flatMap(fetchedBeforeTls),
    ...(open.some(takesAnything)
      ? [
          ...listener.rules.flatMap(fetchedBeforeTls),
          ...[state.name, ...listener.certificates.flatMap(({ names }) => names)].filter(isFetchedBeforeTls),
        ]
      : []),
  ]);

/** What somebody meant with the rules that would be replaced. */
export const intentSaid = (scene: Scene): Sayings => {
  const { open } = scene;
  const having = (is: (action: ListenerAction) => boolean): readonly Part[] =>
    open.filter(({ actions }) => actions.some(is));
  const fixed = labels(having(({ Type }) => Type === 'fixed-response'));
  const own = labels(having(staysOnHttp));
  const challenges = labels(open.filter(isForChallenges));
  const early = listed([...new Set(fetchedEarly(scene))].toSorted());
  const methods = unique(open.flatMap(otherMethodsOf));
  const rewriting = labels(open.filter(({ transforms }) => transforms.length > 0));
  return [
    ...say('fixed-responses', fixed !== '', { parts: fixed }),
    ...say('own-redirects', own !== '', { parts: own }),
    ...say('acme-challenge', challenges !== '', { parts: challenges }),
    ...say('before-tls', early !== '', { name: scene.state.name, places: early }),
    ...say('other-methods', methods !== '', { methods }),
    ...say('rewrites', rewriting !== '', { parts: rewriting }),
  ];
};

/** Who made the balancer and reverts changes. */
export const ownerSaid = (scene: Scene): Sayings => {
  const found = makingOf(scene.around.tags);
  const owner = found?.name ?? '';
  return [
    ...say('made-by-kubernetes', found?.by === 'kubernetes', { owner, port: portsText(scene) }),
    ...say('made-by-beanstalk', found?.by === 'elastic-beanstalk', { owner }),
    ...say('made-by-cloudformation', isStack(found), { owner }),
  ];
};
