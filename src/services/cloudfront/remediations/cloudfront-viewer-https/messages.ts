import { kindMessages } from '../../facts/kinds-of-distribution.ts';

/** What is said of viewers. */
export const messages = {
  ...kindMessages('viewer protocol policies'),
  'certificate-missing': {
    says: 'Distribution {name} answers to {names} and has no certificate for them: whoever is sent to HTTPS there sees a certificate error.',
    todo: 'Give it a certificate for these names ({kind}), or take the names away. Then this is evaluated again.',
  },
  'website-follows-viewer': {
    says: 'CloudFront asks {origins} as its viewers ask it (match-viewer), and S3 websites speak no HTTPS: whoever is sent to HTTPS gets an error at {paths} of distribution {name}.',
    todo: 'Set the origin protocol policy of these origins to http-only, or use the bucket itself as the origin, with origin access control. Then this is evaluated again.',
  },
  'origin-follows-viewer': {
    says: 'CloudFront asks {origins} as its viewers ask it (match-viewer). With every viewer on HTTPS it asks them over HTTPS alone, and without a trusted certificate there distribution {name} answers 502 at {paths}.',
    todo: 'Open these paths with https:// first, around the cache. When they answer, approve the plan; what was cached over HTTP can be invalidated.',
  },
  'vpc-origin': {
    says: 'Waxseal could not see how CloudFront speaks to {origins}: that stands in the VPC origin. If it is match-viewer, CloudFront asks over HTTPS alone once every viewer is on HTTPS, and without a certificate there distribution {name} answers 502 at {paths}.',
    todo: 'Look at the VPC origin (aws cloudfront get-vpc-origin, OriginProtocolPolicy). If it is match-viewer, open these paths with https:// first, around the cache.',
  },
  'origin-may-redirect': {
    says: 'CloudFront asks {origins} over plain HTTP (http-only) for distribution {name}, and goes on doing so. An origin that sends plain HTTP to HTTPS by itself sends every viewer round in a loop.',
    todo: 'Open https:// with a name of the distribution first and follow redirects, around the cache. Where the origin has a certificate, set its origin protocol policy to https-only.',
  },
  'viewer-functions': {
    says: 'At {paths} distribution {name} runs functions on requests or responses of viewers. One that sends viewers from HTTPS to HTTP, or tells them apart, works otherwise with every viewer on HTTPS.',
    todo: 'Read these functions, and open the paths with https:// following redirects.',
  },
  'cross-origin': {
    says: 'At {paths} distribution {name} looks made for pages of other origins or for WebSocket. Clients that come with ws:// cannot follow a redirect, and a page that asks with http:// may be refused what it is sent on to.',
    todo: 'Search the access logs for cs-protocol http and ws, and have those pages and clients use https:// and wss://.',
  },
  'other-methods': {
    says: 'At {paths} distribution {name} takes {methods} over plain HTTP. CloudFront will answer 307 instead: not every client sends such a request again, no browser follows it in a preflight, and HTTP/1.0 gets 403.',
    todo: 'Search the access logs for these methods with cs-protocol http (ws for WebSocket). When nobody uses them so, set otherMethods to accept.',
  },
  'signed-urls': {
    says: 'At {paths} distribution {name} takes signed requests only. What was signed for an address with http:// may not be accepted at the one with https:// that CloudFront sends it to.',
    todo: 'Have whoever signs use https:// (or http*:// in a custom policy), and wait until older URLs have expired.',
  },
  'before-tls': {
    says: 'Distribution {name} looks as if something is fetched there before TLS works ({paths}): revocation lists, certificates, challenges or firmware. Not everybody who fetches that can follow to HTTPS.',
    todo: 'Ask its users. Give what must stay on HTTP a distribution of its own, and exempt that one.',
  },
  tenants: {
    says: 'Distribution {name} is a template of distribution tenants: the change is one for all of them, and each of their domains needs a valid certificate.',
    todo: 'List them (aws cloudfront list-distribution-tenants) and ask their owners.',
  },
  disabled: {
    says: 'Distribution {name} is disabled and serves nobody now; who comes over plain HTTP notices when it is enabled again.',
  },
  'origin-over-http': {
    says: 'CloudFront goes on asking {origins} over plain HTTP (http-only) for distribution {name}. This remediation changes nothing about origins.',
    todo: 'Where the origin has a certificate, set its origin protocol policy to https-only.',
  },
} as const;
export type Id = keyof typeof messages;
