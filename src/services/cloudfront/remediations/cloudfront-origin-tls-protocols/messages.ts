import { kindMessages } from '../../facts/kinds-of-distribution.ts';
import { vpcOriginMessages } from '../../facts/vpc-origins.ts';

/** What is said of the protocols between CloudFront and origins. */
export const messages = {
  ...kindMessages('protocols of origins'),
  ...vpcOriginMessages('which protocols CloudFront offers'),
  'not-as-wanted': {
    says: 'CloudFront offers old protocols at {places} of distribution {name} ({values}).',
    todo: 'Apply the plan: it sets {wanted} and nothing else about the distribution.',
  },
  'old-origin': {
    says: 'CloudFront will speak TLS 1.2 and nothing older with {origins}. Where one of them cannot, viewers of distribution {name} get 502.',
    todo: 'Speak TLS 1.2 with each first, from where it can be reached: {command}',
  },
  'never-spoke': {
    says: 'So far CloudFront never spoke TLS 1.2 with {origins}: it was not among their protocols, so nothing shows that they can.',
    todo: 'Speak TLS 1.2 with each first, from where it can be reached: {command}',
  },
  spare: {
    says: 'CloudFront asks {origins} only when another origin of their group fails: whether they answer over TLS 1.2 shows no sooner.',
    todo: 'Try them by themselves, or let the group fail over once, before the plan is approved.',
  },
  'tenant-names': {
    says: 'The name of {origins} is filled in for each tenant of distribution {name}: there are as many origins as tenants.',
    todo: 'List the tenants (aws cloudfront list-distribution-tenants) and speak TLS 1.2 with the origin of each.',
  },
  unused: {
    says: 'CloudFront speaks plain HTTP with {origins} (http-only), so their protocols count for nothing and nobody notices this. They count once the origin protocol policy is another.',
    todo: 'Where the origin has a certificate, set its origin protocol policy to https-only.',
  },
  'in-vpc': {
    says: 'CloudFront offers old protocols at VPC origins of distribution {name}: {origins}. That stands in the VPC origin, which this remediation does not change.',
    todo: 'Where the origin speaks TLS 1.2, update the VPC origin: aws cloudfront get-vpc-origin --id {first} shows its configuration and its ETag for aws cloudfront update-vpc-origin.',
  },
} as const;
export type Id = keyof typeof messages;
