import type { Contract } from '../../../kit/contract.ts';
import { isObject } from '../../../simulation/timeline.ts';
import { sticky } from '../balancers.ts';
import { iamArn, serving, withCertificates } from '../certificates.ts';
import { certificate, certificateArn, plain } from '../plain.ts';

const id = 'clb-listener-acm-certificate';
const set = 'elasticloadbalancing:SetLoadBalancerListenerSSLCertificate';
const ofAcm = /^"arn:aws[a-z-]*:acm:/;

/** What the tests must know of the certificates that Classic Load Balancers serve. */
export const clbListenerAcmCertificate: Contract = {
  withoutEvidence: {
    [id]: {
      not: 'No log of a balancer tells which certificates a client trusts or pins: one that is refused leaves a failed handshake, and only afterwards.',
    },
  },
  // A port that AWS has shown wrongly: where nothing listens it refuses, and the certificate is the planned one.
  asGood: ({ operation, input }) =>
    operation === set &&
    isObject(input) &&
    Number.isInteger(input['LoadBalancerPort']) &&
    input['LoadBalancerName'] === 'shop' &&
    input['SSLCertificateId'] === certificateArn('one'),
  otherValues: {
    // One that the load balancer takes: AWS refuses any other.
    certificate: ({ before, after }, host) => {
      const { acm, iam } = host.world();
      return [
        ...iam.ServerCertificates.map(({ Arn }) => Arn),
        ...acm.Certificates.map(({ CertificateArn }) => CertificateArn),
      ].find((arn) => arn !== before && arn !== after);
    },
  },
  neverAbsent: ['certificate'],
  attempted: ({ set: field, on }) => {
    const [arn = '', port = ''] = on.split('#');
    return field === 'certificate'
      ? { path: `elb.LoadBalancers[${arn.split('/').at(-1)}].Listeners[${port}].SSLCertificateId` }
      : undefined;
  },
  promises: {
    [id]: {
      readBefore: { [set]: 'elasticloadbalancing:DescribeLoadBalancers' },
      mayFix: (operation, { path, after }) =>
        operation === set && path.endsWith('.SSLCertificateId') && ofAcm.test(after ?? ''),
      isRemediated: ({ id: name }, account) =>
        [...account].every(
          ([path, value]) =>
            !path.startsWith(`elb.LoadBalancers[${name}].`) ||
            !path.endsWith('.SSLCertificateId') ||
            ofAcm.test(value),
        ),
      // The one that does not cover every name that clients come by.
      disaster: (account) =>
        [...account].some(
          ([path, value]) =>
            path === 'elb.LoadBalancers[shop].Listeners[443].SSLCertificateId' &&
            value === JSON.stringify(certificateArn('narrow')),
        ),
      isConsequence: () => false,
      goesWithIt: () => false,
      longLook: false,
      meddlers: ['changes stickiness', 'adds another listener'],
      scene: {
        target: 'shop',
        account: withCertificates(
          [serving(iamArn('shop')), serving(certificateArn('narrow'), 8443), plain(80)],
          [certificate('narrow'), certificate('one', ['shop.example.com', 'www.example.com'])],
          { policies: [sticky('cookie')], tags: { team: 'shop' } },
        ),
      },
    },
  },
};
