import type { Question } from '../../../../core/model/evidence.ts';
import type { Target } from '../../../../core/model/target.ts';
import { balancerArnOf } from '../../facts/balancer-arn.ts';
import { plan } from './plan.ts';
import type { State } from './read.ts';
import type { Settings } from './settings.ts';

/** Who speaks what the planned policy does not offer. Logs are the balancer's: they name no listener. */
export const evidence = (state: State, target: Target, settings: Settings): readonly Question[] => {
  const verdict = plan(state, target, settings);
  const after = verdict.is === 'non-compliant' ? verdict.changes[0]?.after : undefined;
  const planned = state.known.find(({ name }) => name === after);
  if (!planned) return [];
  const { protocols, ciphers } = planned;
  return [
    {
      ask: 'tls-not-offered',
      of: balancerArnOf(target.arn),
      clears: ['breaks-old-tls'],
      given: { protocols, ciphers, type: state.balancer.type },
    },
  ];
};
