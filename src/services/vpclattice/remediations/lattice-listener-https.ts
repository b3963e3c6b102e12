import * as z from 'zod/mini';
import { remediation } from '../../../core/model/remediation.ts';
import { advice } from '../../../families/advice.ts';
import { adviceOf } from './lattice-listener-https/evaluate.ts';
import { messages as all } from './lattice-listener-https/messages.ts';
import { listenerRead } from './lattice-listener-https/read.ts';
import { secondListener } from './lattice-listener-https/write.ts';

const { messages, ...parts } = advice({
  messages: all,
  read: listenerRead,
  evaluate: adviceOf,
  write: secondListener,
});

/** Finds listeners of VPC Lattice that take plain HTTP, and says how a second one over HTTPS is made. */
export default remediation({
  meta: {
    id: 'lattice-listener-https',
    version: 1,
    family: 'advice',
    concerns: { hop: 'in', matter: 'plaintext' },
    title: 'VPC Lattice listeners take HTTPS only',
    summary:
      'Evaluates the protocol of a listener. It is set when a listener is made and cannot be changed: how a second one over HTTPS is made, with the actions and rules of the first, is told. What is sent on to targets without TLS, a domain without a certificate, and services that ask nobody who they are, are told as well. Waxseal writes nothing.',
    resourceType: 'AWS::VpcLattice::Listener',
    configRules: [],
    controls: [],
    services: ['vpc-lattice'],
    reversible: true,
    permissions: {
      read: [
        'vpc-lattice:GetListener',
        'vpc-lattice:GetRule',
        'vpc-lattice:GetService',
        'vpc-lattice:GetTargetGroup',
        'vpc-lattice:ListListeners',
        'vpc-lattice:ListRules',
      ],
      write: [],
      undo: [],
    },
    messages,
    docs: [
      'https://docs.aws.amazon.com/vpc-lattice/latest/ug/listeners.html',
      'https://docs.aws.amazon.com/vpc-lattice/latest/ug/https-listeners.html',
      'https://docs.aws.amazon.com/vpc-lattice/latest/ug/tls-listeners.html',
      'https://docs.aws.amazon.com/vpc-lattice/latest/APIReference/API_UpdateListener.html',
      'https://docs.aws.amazon.com/vpc-lattice/latest/ug/monitoring-access-logs.html',
    ],
  },
  settings: z.strictObject({}),
  ...parts,
});
