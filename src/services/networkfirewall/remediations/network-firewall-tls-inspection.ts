import * as z from 'zod/mini';
import { remediation } from '../../../core/model/remediation.ts';
import { advice } from '../../../families/advice.ts';
import { evaluate } from './network-firewall-tls-inspection/evaluate.ts';
import { messages as all } from './network-firewall-tls-inspection/messages.ts';
import { readFirewall } from './network-firewall-tls-inspection/read.ts';
import { write } from './network-firewall-tls-inspection/write.ts';

const { messages, ...parts } = advice({ messages: all, read: readFirewall, evaluate, write });

/** Tells what a firewall does with TLS that goes through it. */
export default remediation({
  meta: {
    id: 'network-firewall-tls-inspection',
    version: 1,
    family: 'advice',
    concerns: { hop: 'none', matter: 'hardening' },
    title: 'Firewalls that inspect TLS refuse revoked certificates',
    summary:
      'Evaluates whether a firewall decrypts and re-encrypts TLS, in which directions, with which certificates. One that does not is compliant: TLS goes through it end to end. One that inspects outbound TLS stands where clients would see a revoked certificate, so it must refuse those. Inspection is never asked for and never switched off: it is a decision about privacy and what must be seen, not about encryption. Waxseal writes nothing.',
    resourceType: 'AWS::NetworkFirewall::Firewall',
    configRules: [],
    controls: [],
    services: ['network-firewall'],
    reversible: true,
    permissions: {
      read: [
        'network-firewall:DescribeFirewall',
        'network-firewall:DescribeFirewallPolicy',
        'network-firewall:DescribeTLSInspectionConfiguration',
      ],
      write: [],
      undo: [],
    },
    messages,
    docs: [
      'https://docs.aws.amazon.com/network-firewall/latest/developerguide/tls-inspection-configurations.html',
      'https://docs.aws.amazon.com/network-firewall/latest/developerguide/tls-inspection-considerations.html',
      'https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_CheckCertificateRevocationStatusActions.html',
    ],
  },
  settings: z.strictObject({}),
  ...parts,
});
