import type { Contract } from '../../../kit/contract.ts';
import { balanced, certificateArn, secure, web } from '../balancers.ts';

const id = 'elb-listener-acm-certificate';
const modify = 'elasticloadbalancingv2:ModifyListener';
const served = 'arn:aws:iam::111122223333:server-certificate/web';
const ofAcm = /^"arn:aws[a-z-]*:acm:/;

/** What the tests must know of the certificates of a balancer's listeners. */
export const elbListenerAcmCertificate: Contract = {
  otherValues: { defaultCertificate: () => 'arn:aws:iam::111122223333:server-certificate/theirs' },
  neverAbsent: ['defaultCertificate'],
  attempted: ({ set, on }) =>
    set === 'defaultCertificate'
      ? { path: `elbv2.Listeners[${on}].Certificates[0].CertificateArn` }
      : undefined,
  withoutEvidence: {
    [id]: {
      not: 'No log of a balancer tells which certificates a client trusts or pins: one that is refused leaves a failed handshake, and only afterwards.',
    },
  },
  promises: {
    [id]: {
      readBefore: { [modify]: 'elasticloadbalancingv2:DescribeListeners' },
      mayFix: (operation, { path, after }) =>
        operation === modify && path.endsWith('.Certificates[0].CertificateArn') && ofAcm.test(after ?? ''),
      isRemediated: ({ arn }, account) =>
        [...account].every(([path, value]) => {
          const [, listener] = /^(elbv2\.Listeners\[[^\]]+\])\.Certificates\[0\]/.exec(path) ?? [];
          const isOurs = account.get(`${listener}.LoadBalancerArn`) === JSON.stringify(arn);
          return listener === undefined || !isOurs || ofAcm.test(value);
        }),
      disaster: { not: 'What a certificate may become is said whole, and people have named it.' },
      isConsequence: () => false,
      goesWithIt: () => false,
      longLook: false,
      meddlers: ['chooses another TLS policy', 'deletes the listener'],
      scene: {
        target: web,
        settings: { replacements: { [served]: certificateArn('one') } },
        account: balanced({
          listeners: [secure(443, { Certificates: [{ CertificateArn: served }] }), secure(8443)],
          tags: { team: 'web' },
        }),
      },
    },
  },
};
