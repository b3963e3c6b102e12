// Written by scripts/generate.ts from the files of this folder: run `npm run generate`.

/** By AWS Config resource type; each is loaded when it is first needed. */
export const resources = {
  'AWS::S3::Bucket': () => import('./aws-s3-bucket.ts'),
};
