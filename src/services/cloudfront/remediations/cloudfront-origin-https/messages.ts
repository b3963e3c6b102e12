import { kindMessages } from '../../facts/kinds-of-distribution.ts';
import { vpcOriginMessages } from '../../facts/vpc-origins.ts';

/** What is said of plain HTTP between CloudFront and origins. */
export const messages = {
  ...kindMessages('origin protocol policies'),
  ...vpcOriginMessages('how CloudFront speaks with'),
  'not-as-wanted': {
    says: 'CloudFront asks origins of distribution {name} over plain HTTP, always or as its viewers come ({places}: {values}).',
    todo: 'Apply the plan: it sets {wanted} and nothing else about the distribution.',
  },
  website: {
    says: 'CloudFront asks {origins} over plain HTTP for distribution {name}: that is S3 as a website, which speaks no HTTPS.',
    todo: 'Use the bucket itself as the origin (BUCKET.s3.REGION.amazonaws.com) with origin access control, which CloudFront can ask over HTTPS. Index documents of folders and redirects of the website then have to come from a CloudFront function. Where it is to stay, set websites to accept: then the other origins are changed.',
  },
  'website-left': {
    says: 'CloudFront goes on asking {origins} over plain HTTP: S3 as a website speaks no HTTPS, and the policy accepts that.',
  },
  'not-proven': {
    says: 'Nothing that CloudFront records shows whether {origins} answers over HTTPS there, with a certificate that CloudFront trusts for that name (or for the Host header, where CloudFront forwards that one). Where not, viewers of distribution {name} get 502; where the origin sends HTTPS back to HTTP, they go round in a loop.',
    todo: 'Shake hands with each first, from where it can be reached, and see that it ends with "Verify return code: 0 (ok)": {command}. Firewalls and security groups of the origin must let CloudFront in at that port. Then ask it for a page over HTTPS and see that it does not redirect to http://.',
  },
  'name-of-aws': {
    says: '{origins} is a name that AWS gave a load balancer, an instance or an environment, and nobody but AWS has a certificate for it. Over HTTPS CloudFront takes one for the Host header instead, and only where it forwards that header; elsewhere viewers of distribution {name} get 502.',
    todo: 'Give the origin a name of its own in DNS, with a certificate, and use that; or see that every cache behavior that leads there forwards the Host header (origin request policy AllViewer) and try it with that name: openssl s_client -connect {first} -servername HOST -verify_hostname HOST -verify_return_error </dev/null',
  },
  'one-port': {
    says: '{origins} is named as the port for HTTP and for HTTPS alike; few servers speak both at one port.',
    todo: 'Find out which one it speaks. Where it is HTTP, set the HTTPS port of the origin first.',
  },
  spare: {
    says: 'CloudFront asks {origins} only when another origin of their group fails: whether they answer over HTTPS shows no sooner.',
    todo: 'Try them by themselves, or let the group fail over once, before the plan is approved.',
  },
  'tenant-names': {
    says: 'The name of {origins} is filled in for each tenant of distribution {name}: there are as many origins as tenants, and each needs a certificate.',
    todo: 'List the tenants (aws cloudfront list-distribution-tenants) and shake hands with the origin of each.',
  },
  'old-protocols': {
    says: 'CloudFront offers {origins} protocols that are older than TLS 1.2. So far they counted for nothing, or for viewers over HTTPS alone.',
    todo: 'The remediation cloudfront-origin-tls-protocols takes them away.',
  },
  'chosen-elsewhere': {
    says: 'Distribution {name} runs functions before origins are asked ({paths}). One that chooses the origin, or how it is asked, is not changed by this and not evaluated.',
    todo: 'Read these functions.',
  },
  'in-vpc': {
    says: 'CloudFront asks VPC origins of distribution {name} over plain HTTP, always or as its viewers come: {origins}. That stands in the VPC origin, which this remediation does not change.',
    todo: 'Where the origin has a certificate, update the VPC origin to https-only: aws cloudfront get-vpc-origin --id {first} shows its configuration and its ETag for aws cloudfront update-vpc-origin.',
  },
} as const;
export type Id = keyof typeof messages;
