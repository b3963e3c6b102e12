import type { Contract } from '../../../kit/contract.ts';
import { balanced, certificateArn, listener, listenerArn, web } from '../balancers.ts';

const id = 'elb-listener-encrypted';
const modify = 'elasticloadbalancingv2:ModifyListener';
const secure = new Set(['"HTTPS"', '"TLS"']);
const policies = {
  theirs: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
  ours: 'ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09',
};

/** What the tests must know of listeners without TLS. */
export const elbListenerEncrypted: Contract = {
  otherValues: {
    transport: ({ after }) => [
      Array.isArray(after) ? String(after[0]) : '',
      certificateArn('one'),
      policies.theirs,
    ],
  },
  neverAbsent: ['transport'],
  attempted: ({ set, on }) => (set === 'transport' ? { under: `elbv2.Listeners[${on}].` } : undefined),
  asks: {
    [id]: {
      arn: listenerArn(8080),
      of: web,
      state: { held: [{ on: listenerArn(8080), value: ['HTTP'] }] },
      clears: ['breaks-plaintext'],
    },
  },
  promises: {
    [id]: {
      readBefore: { [modify]: 'elasticloadbalancingv2:DescribeListeners' },
      mayFix: (operation, { path, after = '' }) =>
        operation === modify &&
        ((path.endsWith('.Protocol') && secure.has(after)) ||
          (path.endsWith('.Certificates[0].CertificateArn') && after.startsWith('"arn:aws:acm:')) ||
          (path.endsWith('.SslPolicy') && after === JSON.stringify(policies.ours))),
      isRemediated: ({ arn }, account) =>
        secure.has(account.get(`elbv2.Listeners[${arn}].Protocol`) ?? '"HTTPS"'),
      disaster: {
        not: 'What a listener may become is said whole, with a certificate that people have named.',
      },
      isConsequence: () => false,
      goesWithIt: () => false,
      longLook: false,
      meddlers: ['changes what is served', 'deletes the listener'],
      scene: {
        target: listenerArn(8080),
        settings: { certificate: certificateArn('one') },
        account: balanced({ listeners: [listener(8080)], tags: { team: 'web' } }),
      },
    },
  },
};
