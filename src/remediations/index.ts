// Written by scripts/generate.ts from the files of this folder: run `npm run generate`.

import { catalogOf } from '../core/catalog-of.ts';
import type { Catalog, Listing } from '../core/catalog.ts';
import { resources } from '../resources/index.ts';

/** What is known of every remediation without loading it. */
export const listings: readonly Listing[] = [
  {
    id: 's3-bucket-tls-only',
    title: 'S3 buckets take requests over TLS only',
    summary:
      'Adds one Deny statement to the bucket policy that refuses every request over plain HTTP, and on demand a second one that refuses old TLS versions.',
    resourceType: 'AWS::S3::Bucket',
    configRules: ['S3_BUCKET_SSL_REQUESTS_ONLY'],
    controls: ['S3.5'],
    services: ['s3'],
  },
];

/** Each is loaded, and with it its SDK client, when it is first needed. */
export const remediations = {
  's3-bucket-tls-only': () => import('./s3-bucket-tls-only.ts'),
};

/** Everything that this build of Waxseal can mend. */
export const catalog: Catalog = catalogOf({ listings, remediations, resources });
