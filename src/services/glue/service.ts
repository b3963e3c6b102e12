import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** Read by units that must know who still connects to a database without TLS, and for tables of logs. */
export default service({
  client: 'GlueClient',
  prefix: 'glue',
  iam,
  reads: ['GetConnections', 'GetTables'],
  // Athena reads the catalog as whoever asks.
  ahead: ['GetDatabase', 'GetTable'],
  writes: [],
  everywhere: {
    GetConnections:
      'Connections are checked against the catalog as well as against themselves; to list them names none.',
  },
});
