/** What the actions and resources of a bucket policy may be: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */

const pattern = (text: string): RegExp => {
  const source = text.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${source.replaceAll('*', '.*').replaceAll('?', '.')}$`);
};

/** Everything, or a pattern of this bucket or of something in it. */
export const isOfBucket = (resource: string, bucket: string, partition: string): boolean => {
  if (resource === '*') return true;
  const start = `arn:${partition}:s3:::`;
  if (!resource.startsWith(start)) return false;
  const [name = ''] = resource.slice(start.length).split('/');
  return pattern(name).test(bucket);
};

/**
 * Actions on objects, and on the bucket, by their full names. Of the rest and of patterns nothing is said.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 */
const onObjects =
  /^s3:(?:(?:Delete|Get|List|Put)Object\w*|(?:Abort|List)MultipartUpload(?:Parts)?|BypassGovernanceRetention|ObjectOwnerOverrideToBucketOwner|Replicate\w+|RestoreObject)$/i;
const onBuckets = /^s3:(?:(?:Delete|Get|List|Put)Bucket\w*|(?:Get|Put)(?:\w+)Configuration)$/i;

/** Whether an action can meet none of the resources: S3 refuses the statement. */
export const appliesToNothing = (
  actions: readonly string[],
  resources: readonly string[],
  bucketArn: string,
): boolean => {
  const bucket = resources.some((resource) => pattern(resource).test(bucketArn));
  // What has no wildcard and is the bucket's own name is no object.
  const objects = resources.some((resource) => resource.includes('/') || /[*?]/.test(resource));
  return actions.some(
    (action) => (onObjects.test(action) && !objects) || (onBuckets.test(action) && !bucket),
  );
};
