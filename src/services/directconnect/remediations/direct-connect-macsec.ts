import * as z from 'zod/mini';
import { remediation } from '../../../core/model/remediation.ts';
import { advice } from '../../../families/advice.ts';
import { evaluate } from './direct-connect-macsec/evaluate.ts';
import { messages as all } from './direct-connect-macsec/messages.ts';
import { readLink } from './direct-connect-macsec/read.ts';
import { write } from './direct-connect-macsec/write.ts';

const { messages, ...parts } = advice({ messages: all, read: readLink, evaluate, write });

/** Tells which connections of Direct Connect go in plaintext, or would when keys fail. */
export default remediation({
  meta: {
    id: 'direct-connect-macsec',
    version: 1,
    family: 'advice',
    concerns: { hop: 'in', matter: 'plaintext' },
    title: 'Direct Connect is encrypted by MACsec, or carries nothing',
    summary:
      'Evaluates encryption mode, keys and ports of dedicated connections and LAGs: only must_encrypt with an associated key is compliant, because should_encrypt falls back to plaintext without an error. Hosted connections and those that cannot speak MACsec are told, with what else there is. Prints each command in its order; Waxseal writes nothing, because half of it lies in your router and the link may fail by the other half.',
    resourceType: 'AWS::DirectConnect::Connection',
    alsoTypes: ['AWS::DirectConnect::Lag'],
    configRules: [],
    controls: [],
    services: ['directconnect'],
    reversible: true,
    permissions: {
      read: ['directconnect:DescribeConnections', 'directconnect:DescribeLags'],
      write: [],
      undo: [],
    },
    messages,
    docs: [
      'https://docs.aws.amazon.com/directconnect/latest/UserGuide/MACsec.html',
      'https://docs.aws.amazon.com/directconnect/latest/UserGuide/associate-key-connection.html',
      'https://docs.aws.amazon.com/directconnect/latest/UserGuide/update-lag.html',
      'https://docs.aws.amazon.com/directconnect/latest/APIReference/API_Connection.html',
    ],
  },
  settings: z.strictObject({}),
  ...parts,
});
