import { sandboxRoom } from '../../../sandbox/room.ts';
import { opensearch } from './operations.ts';
import { elasticsearchDomain, openSearchDomain } from './probes.ts';
import { loadOpensearch, opensearchRecords } from './records.ts';

export type { Opensearch as Slice } from './records.ts';

export default sandboxRoom({
  client: 'OpenSearchClient',
  prefix: 'opensearch',
  records: opensearchRecords,
  load: loadOpensearch,
  operations: opensearch,
  probes: { 'AWS::OpenSearch::Domain': openSearchDomain, 'AWS::Elasticsearch::Domain': elasticsearchDomain },
  shows: { names: ['DomainName'] },
});
