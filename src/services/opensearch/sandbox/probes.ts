import type { Probed } from '../../../sandbox/probe.ts';
import type { Domain } from './records.ts';

const ofElasticsearch = ({ EngineVersion }: Domain): boolean => EngineVersion.startsWith('Elasticsearch_');

/** Somebody asks at port 80. */
const probed = (isIts: (domain: Domain) => boolean): Probed => ({
  ids: ({ opensearch }) => opensearch.Domains.filter(isIts).map(({ DomainName }) => DomainName),
  name: (id) => id,
  probe: (id, { opensearch }) => {
    const asks = 'search over plain HTTP';
    const found = opensearch.Domains.find(({ DomainName }) => DomainName === id);
    const refused = found?.DomainEndpointOptions.EnforceHTTPS === true;
    return { asks, gets: refused ? '403' : '200', refused };
  },
});

export const openSearchDomain = probed((domain) => !ofElasticsearch(domain));
export const elasticsearchDomain = probed(ofElasticsearch);
