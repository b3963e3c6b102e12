import type { Resource } from '../../../core/model/resource.ts';
import { elasticsearch } from '../facts/domain.ts';
import { domainsOf } from './aws-opensearch-domain.ts';

/** Domains whose engine is still Elasticsearch. */
const domain: Resource = domainsOf(elasticsearch, 'Elasticsearch');

export default domain;
