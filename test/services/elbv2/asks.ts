import type { Contract } from '../../kit/contract.ts';

const elb = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333';
const policy = (name: string, protocols: readonly string[], ciphers: readonly string[]) => ({
  name,
  protocols,
  ciphers,
  kinds: ['application'],
});

/** What recorded traffic is asked before a fix of a balancer or a listener. */
export const asks: NonNullable<Contract['asks']> = {
  'alb-listener-https-redirect': {
    arn: `${elb}:loadbalancer/app/shop/1`,
    state: { listeners: [] },
    clears: ['breaks-plaintext', 'redirects-clients'],
  },
  // A balancer's log has the clients of all its listeners: those whose protocol or cipher does not stay.
  'elb-listener-tls-policy': {
    arn: `${elb}:listener/app/shop/1/2`,
    of: `${elb}:loadbalancer/app/shop/1`,
    state: {
      protocol: 'HTTPS',
      port: 443,
      policy: 'ELBSecurityPolicy-2016-08',
      balancer: { type: 'application', state: 'active' },
      tags: {},
      known: [
        policy(
          'ELBSecurityPolicy-2016-08',
          ['TLSv1', 'TLSv1.1', 'TLSv1.2'],
          ['ECDHE-RSA-AES128-GCM-SHA256', 'AES128-SHA'],
        ),
        policy(
          'ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09',
          ['TLSv1.2', 'TLSv1.3'],
          ['ECDHE-RSA-AES128-GCM-SHA256', 'TLS_AES_128_GCM_SHA256'],
        ),
      ],
    },
    clears: ['breaks-old-tls'],
    given: {
      protocols: ['TLSv1.2', 'TLSv1.3'],
      ciphers: ['ECDHE-RSA-AES128-GCM-SHA256', 'TLS_AES_128_GCM_SHA256'],
      type: 'application',
    },
  },
};
