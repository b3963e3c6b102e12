import { sendsToHttps, type ListenerAction } from '../../facts/listener-actions.ts';
import { isStack, makingOf } from '../../../../aws/ownership.ts';
import { isForChallenges, otherMethodsOf, type Part } from '../../facts/plaintext-rules.ts';
import { labels, portsText, say, unique, type Sayings, type Scene } from './scene.ts';

/** What somebody meant with the rules that would be replaced. */
export const intentSaid = ({ open }: Scene): Sayings => {
  const having = (is: (action: ListenerAction) => boolean): readonly Part[] =>
    open.filter(({ actions }) => actions.some(is));
  const fixed = labels(having(({ Type }) => Type === 'fixed-response'));
  const own = labels(having((action) => action.Type === 'redirect' && !sendsToHttps(action)));
  const challenges = labels(open.filter(isForChallenges));
  const methods = unique(open.flatMap(otherMethodsOf));
  const rewriting = labels(open.filter(({ transforms }) => transforms.length > 0));
  return [
    ...say('fixed-responses', fixed !== '', { parts: fixed }),
    ...say('own-redirects', own !== '', { parts: own }),
    ...say('acme-challenge', challenges !== '', { parts: challenges }),
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
