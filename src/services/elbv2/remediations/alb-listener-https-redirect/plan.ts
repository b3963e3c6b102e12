import { redirectToHttps } from '../../facts/listener-actions.ts';
import { deadRedirects, forwardsAnyMethod, openParts } from '../../facts/plaintext-rules.ts';
import { takesAnyName } from '../../facts/rule-conditions.ts';
import type { Impact, Verdict } from '../../../../core/model/remediation.ts';
import { deploymentsSaid } from './deployments.ts';
import { frontsSaid } from './fronts.ts';
import { goalSaid } from './goal.ts';
import { intentSaid, ownerSaid } from './intent.ts';
import type { Id } from './messages.ts';
import { obstaclesOf, trapsOf } from './obstacles.ts';
import { labels, portsText, say, sceneOf, type ActionsChange, type Scene, type Settings } from './scene.ts';
import type { State } from './state.ts';

const impact: readonly Impact[] = ['breaks-plaintext', 'redirects-clients'];

const changesOf = ({ redirected }: Scene): readonly ActionsChange[] =>
  redirected.flatMap(({ open, to }) =>
    open.map(({ set, on, actions }) => ({
      set,
      on,
      before: actions,
      after: [redirectToHttps(actions, to.listener.port)],
      impact,
    })),
  );

const redirects = (scene: Scene, settings: Settings): Verdict<Id, ActionsChange> => {
  const { state, open } = scene;
  const { name, dns, internal, listeners } = state;
  const traps = trapsOf(scene);
  const [obstacle, ...more] = [...traps, ...obstaclesOf(scene)];
  const why = {
    message: 'plaintext-served' as const,
    data: { name, parts: labels(open), port: portsText(scene) },
  };
  // What else there is to weigh comes when HTTPS answers at all.
  const weighed =
    traps.length > 0
      ? []
      : [
          ...frontsSaid(scene, settings),
          ...goalSaid(scene),
          ...intentSaid(scene),
          ...deploymentsSaid(scene),
          ...ownerSaid(scene),
        ];
  const anyName = open.some(({ conditions }) => takesAnyName(conditions));
  const dead = labels(deadRedirects(listeners));
  return {
    is: 'non-compliant',
    ...(obstacle ?? why),
    changes: obstacle === undefined ? changesOf(scene) : [],
    hazards: [...more, ...weighed],
    notes: [
      ...say('any-name', anyName, { dns }),
      ...say('any-method', open.some(forwardsAnyMethod)),
      ...say('inside-callers', internal, { name }),
      ...say('dead-redirects', dead !== '', { parts: dead }),
    ],
  };
};

/** Decides; pure. */
export const plan = (state: State, _target: unknown, settings: Settings): Verdict<Id, ActionsChange> => {
  const { name, type, listeners, around } = state;
  if (type !== 'application') return { is: 'not-applicable', message: 'not-application', data: { name } };
  if (state.state !== 'active' && state.state !== 'active_impaired')
    return { is: 'pending', message: 'not-ready', data: { name, state: state.state } };
  if (listeners.length === 0)
    return { is: 'non-compliant', message: 'no-listeners', data: { name }, changes: [] };
  const open = openParts(listeners);
  if (open.length === 0 || around === null) {
    const dead = labels(deadRedirects(listeners));
    return { is: 'compliant', notes: say('dead-redirects', dead !== '', { parts: dead }) };
  }
  const scene = sceneOf(state, around, open);
  if (scene) return redirects(scene, settings);
  const https = listeners.some(({ protocol }) => protocol === 'HTTPS');
  const message = https ? 'no-usable-certificate' : 'no-https-listener';
  return { is: 'non-compliant', message, data: { name }, changes: [] };
};
