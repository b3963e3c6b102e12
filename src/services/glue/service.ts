import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** Its own connections; read also by units that must know who still connects to a database without TLS, and for tables of logs. */
export default service({
  client: 'GlueClient',
  prefix: 'glue',
  iam,
  reads: ['GetConnection', 'GetConnections', 'GetCrawlers', 'GetJob', 'GetJobs', 'GetTables', 'GetTags'],
  // Athena reads the catalog as whoever asks.
  ahead: ['GetDatabase', 'GetTable'],
  writes: ['UpdateConnection'],
  everywhere: {
    GetConnections:
      'Connections are checked against the catalog as well as against themselves; to list them names none.',
  },
  // A connection is written by way of the catalog that it is in.
  concerns: {
    rootcatalog: ({ partition, region, account }) => [`arn:${partition}:glue:${region}:${account}:catalog`],
  },
  narrowed: {
    GetTags: { on: ['connection', 'job'], because: 'Nothing else of Glue has tags that are looked at.' },
  },
});
