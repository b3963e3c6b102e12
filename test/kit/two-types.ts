import * as z from 'zod/mini';
import { catalogOf } from '../../src/core/model/catalog-of.ts';
import type { Catalog } from '../../src/core/model/catalog.ts';
import { remediation } from '../../src/core/model/remediation.ts';
import type { AccountFile } from '../../src/sandbox/account.ts';
import { resources } from '../../src/services/resources.ts';

/** A remediation that concerns tables and streams alike, and finds each of them wanting. */
export const table = 'AWS::DynamoDB::Table';
export const stream = 'AWS::Kinesis::Stream';
export const id = 'toy-both-encrypted';

const meta = {
  id,
  version: 1,
  concerns: { hop: 'in', matter: 'plaintext' },
  title: 'Tables and streams are encrypted',
  summary: 'Of two types.',
  resourceType: table,
  alsoTypes: [stream],
  configRules: [],
  controls: [],
  services: ['dynamodb', 'kinesis'],
  reversible: true,
  permissions: { read: [], write: [], undo: [] },
  messages: { so: { says: '{id} is so.', todo: 'Nothing.' } },
  docs: [],
} as const;
const unit = remediation({
  meta,
  settings: z.strictObject({}),
  fields: {},
  read: async () => ({}),
  plan: (_state, target) => ({
    is: 'non-compliant',
    message: 'so',
    data: { id: target.id },
    changes: [],
  }),
});

const { concerns, title, summary, configRules, controls, services } = meta;
export const catalog: Catalog = catalogOf({
  listings: [
    {
      id,
      concerns,
      title,
      summary,
      resourceType: table,
      configRules,
      controls,
      services,
      arn: 'arn:{partition}:dynamodb:{region}:{account}:table/{table}',
      also: [
        {
          resourceType: stream,
          arn: 'arn:{partition}:kinesis:{region}:{account}:stream/{stream}',
          configRecords: true,
        },
      ],
    },
  ],
  remediations: { [id]: async () => ({ default: unit }) },
  resources,
});

/** Two of each, one of each type of the same name. */
export const account: AccountFile = {
  dynamodb: { Tables: [{ TableName: 'orders' }, { TableName: 'parcels' }] },
  kinesis: { Streams: [{ StreamName: 'clicks' }, { StreamName: 'orders' }] },
};
export const everything = [`${table} orders`, `${table} parcels`, `${stream} clicks`, `${stream} orders`];
