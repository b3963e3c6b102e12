import * as z from 'zod/mini';
import { remediation } from '../../../core/model/remediation.ts';
import type { Target } from '../../../core/model/target.ts';
import { documentPart } from '../../../families/document.ts';
import { unready } from '../../../families/steps.ts';
import { without } from '../../../families/typed.ts';
import { into, places } from '../facts/tls.ts';
import { connection } from '../parameters/connection.ts';
import { advised, meaning, otherwise, sayings } from './glue-connection-tls/evaluate.ts';
import { messages as own } from './glue-connection-tls/messages.ts';
import { readConnection, type Seen } from './glue-connection-tls/read.ts';
import { source } from './glue-connection-tls/source.ts';

const { messages, plan, ...parts } = documentPart({
  attribute: 'enforceTls',
  thing: 'connection',
  setting: 'TLS',
  document: connection,
  messages: own,
  read: readConnection,
  places,
  into,
  meaning: (value: string | null, _settings: object, at) => meaning(value, at),
  sayings,
  source,
});

/** Reasons that an owner's command answers. */
const forOwners: ReadonlySet<string> = new Set(['not-put-back', 'brokers-change-too']);

/** Has Glue speak TLS with a server, or not at all. */
export default remediation({
  meta: {
    id: 'glue-connection-tls',
    version: 1,
    family: 'document',
    concerns: { hop: 'out', matter: 'plaintext' },
    title: 'Glue connections insist on TLS',
    summary:
      'Sets JDBC_ENFORCE_SSL of a JDBC connection, which Glue takes whole: the rest is sent as it is. Only where the credentials are in a secret of Secrets Manager; a password is never asked for, so a connection that may have one is left to its owner, with a command. Kafka connections are left to their owner too, since their brokers must change as well. Always asks. Looks at connections of the catalog of the account itself.',
    resourceType: 'AWS::Glue::Connection',
    configRules: [],
    controls: [],
    services: ['glue'],
    impacts: ['breaks-plaintext'],
    reversible: true,
    permissions: {
      read: ['glue:GetConnection', 'glue:GetCrawlers', 'glue:GetJobs'],
      write: ['glue:UpdateConnection'],
      undo: ['glue:UpdateConnection'],
    },
    // Each place has a name of its own.
    messages: without(messages, 'place-twice'),
    errors: {
      'connection-hides-password': {
        says: 'Since the plan was made somebody gave the connection credentials of its own, which Glue hides and the call would lose.',
        todo: 'Nothing was changed. Give it a secret of Secrets Manager, or change it by hand.',
      },
    },
    docs: [
      'https://docs.aws.amazon.com/glue/latest/dg/connection-properties.html',
      'https://docs.aws.amazon.com/glue/latest/dg/encrypt-glue-data-catalog.html',
      'https://docs.aws.amazon.com/glue/latest/webapi/API_Connection.html',
      'https://docs.aws.amazon.com/glue/latest/webapi/API_ConnectionInput.html',
      'https://docs.aws.amazon.com/glue/latest/webapi/API_GetConnection.html',
      'https://docs.aws.amazon.com/glue/latest/webapi/API_UpdateConnection.html',
    ],
  },
  settings: z.strictObject({}),
  ...parts,
  plan: (seen: Seen, target: Target, settings: object): ReturnType<typeof plan> => {
    const verdict = otherwise(seen, target) ?? plan(seen, target, settings);
    // Saved with TLS, and Glue could not connect: that is no proof of anything.
    if (verdict.is === 'compliant' && seen.readiness.is === 'people') return unready(seen.readiness, target);
    return verdict.is === 'non-compliant' && forOwners.has(verdict.message)
      ? { ...verdict, advises: advised(seen, target) }
      : verdict;
  },
});
