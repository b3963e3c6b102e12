import { environmentWords, unseenWords } from '../../../../dependants/words.ts';
import { busy } from '../../parameters/domain.ts';

/** What is said of the endpoint options of a domain besides the sentences of every document. */
export const messages = {
  busy,
  'not-as-wanted': {
    says: 'Of domain {name}, {places} is {values}.',
    todo: 'Apply the plan: it sets {wanted}, and sends the other endpoint options as they are.',
  },
  'value-unknown': {
    says: 'Of the endpoint options of domain {name} something is {values}: Waxseal does not know that value, or AWS does not say that the change which ordered it was carried out.',
    todo: 'See how the domain is and what became of its last change (aws opensearch describe-domain-change-progress --domain-name {name} --region {region}), or set the options by hand.',
  },
  'clients-over-http': {
    says: 'Whoever comes to domain {name} over plain HTTP at port 80 is refused from then on: applications, shippers of logs, scripts and bookmarks of dashboards alike. Logs of OpenSearch Service name nobody who comes that way.',
    todo: 'Give every client a URL with https:// and port 443 first. In a VPC, flow logs show who comes to port 80.',
  },
  'dms-without-tls': {
    says: 'DMS endpoints have an address with http:// of domain {name} and would fail: {names}.',
    todo: 'Give them an EndpointUri with https:// first.',
  },
  'glue-without-tls': {
    says: 'Glue connections have an address of domain {name} without https:// and may fail: {names}.',
    todo: 'Write https:// and port 443 in them first.',
  },
  ...environmentWords('domain {name}'),
  ...unseenWords('domain {name}'),
  'clients-with-old-tls': {
    says: 'With {policy}, domain {name} no longer takes {lost}. Nothing records with which protocol or cipher suite its clients come.',
    todo: 'Try one client of each kind against a domain with this policy first; old Java, OpenSSL and curl are the likely ones.',
  },
  'may-be-blue-green': {
    says: 'In most cases AWS changes these options without a blue/green deployment, but does not promise it: one copies all data of domain {name} to new nodes, which loads it for hours. While a change is going on AWS may refuse others.',
    todo: "See which it would be, while nothing else is going on: aws opensearch update-domain-config --domain-name {name} --domain-endpoint-options '{options}' --dry-run --dry-run-mode Basic --region {region} --query DryRunResults. DynamicUpdate is without one.",
  },
  'stronger-than-accepted': {
    says: 'Domain {name} has {policy}. Of the accepted policies ({accepted}) none is stronger, and a weaker one is never set.',
    todo: 'Accept this policy (acceptedPolicies of the settings, tlsPolicies of the Config rule), or accept a stronger one.',
  },
  'not-of-security-hub': {
    says: 'Domain {name} has {policy}, which is accepted here. Opensearch.8 and ES.8 of Security Hub take {wanted} only, and say that it fails.',
  },
  'plain-http-may-not-come-back': {
    says: 'There is no way back to plain HTTP while fine-grained access control of domain {name} is on: once somebody has switched it on, AWS refuses the undo.',
  },
  'old-tls-may-not-come-back': {
    says: 'AWS announced that OpenSearch Service supports TLS 1.0 and 1.1 no more from 2026-04-20 on: it may refuse to give domain {name} {policy} again.',
  },
  'custom-endpoint-too': {
    says: 'The same goes for clients that come by the custom endpoint {custom}. It stays, with its certificate.',
  },
} as const;
