import type { Contract } from '../../../kit/contract.ts';

/** What the tests must know of each load balancer. Every member: `test/kit/contract.ts`. */
export const clbListenerAcmCertificate: Contract = {
  withoutEvidence: {
    'clb-listener-acm-certificate': {
      not: 'Access logs of Classic Load Balancers tell protocol and cipher of each client, in lines of their own kind, which nothing reads yet.',
    },
  },
  // Operations by which it is found, and that nothing else calls.
  resolvedBy: [],

  neighbours: {
    // TODO: what somebody else could write beside a field of ours, and whether it is still there.
    'AWS::ElasticLoadBalancing::LoadBalancer': () => ({ work: () => {}, kept: () => true }),
  },
  // TODO: by field, what somebody else could set it to: neither what is there nor what we want; and fields that are never absent.
  otherValues: { setting: () => 'TODO' },
  neverAbsent: ['setting'],
  // TODO: where a journalled change shows in the account, as `test/simulation/flat.ts` writes paths.
  attempted: () => undefined,
  // TODO: what somebody else does in the middle of our work.
  writers: {},
  promises: {
    'clb-listener-acm-certificate': {
      // TODO: `{ 'service:Write': 'service:Read' }`: which read shows what each write replaces.
      readBefore: {},
      // TODO: which differences its writes may make, by path: `elb.LoadBalancers[orders].Setting`.
      mayFix: () => false,
      // TODO: whether the account shows that it is as it should be; what is gone is.
      isRemediated: () => false,
      disaster: { not: 'TODO: why nothing that it does could be one, or what must never come to be.' },
      isConsequence: () => false,
      goesWithIt: () => false,
      longLook: false,
      meddlers: [],
      scene: {
        target: 'orders',
        account: { elb: { LoadBalancers: [/* TODO: one that is to be remediated, and much around it */] } },
      },
    },
  },
};
