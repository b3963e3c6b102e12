import type { TlsPolicy } from '../../../aws/tls-policies.ts';
import type { Question } from '../../../core/model/evidence.ts';
import type { Target } from '../../../core/model/target.ts';
import type { Verdict } from '../../../core/model/remediation.ts';

/** Who speaks what the planned policy does not offer, as the access logs of stages tell. */
export const tlsNotOffered =
  <State extends { readonly known: readonly TlsPolicy[] }, Settings>(
    plan: (state: State, target: Target, settings: Settings) => Verdict,
  ) =>
  (state: State, target: Target, settings: Settings): readonly Question[] => {
    const verdict = plan(state, target, settings);
    const after = verdict.is === 'non-compliant' ? verdict.changes[0]?.after : undefined;
    const planned = state.known.find(({ name }) => name === after);
    if (!planned) return [];
    const { protocols, ciphers } = planned;
    return [
      {
        ask: 'tls-not-offered',
        of: target.arn,
        clears: ['breaks-old-tls'],
        given: { protocols, ciphers },
        unwatched: 'API Gateway counts no handshakes, and whoever fails one sends no request',
      },
    ];
  };
