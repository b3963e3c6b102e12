import { statementSource } from '../../../../families/statement/source.ts';

/**
 * The statement where the bucket is described.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucketpolicy.html
 * https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_s3.Bucket.html#addwbrtowbrresourcewbrpolicypermission
 */
export const source = statementSource({
  thing: 'bucket',
  cloudformation: 'AWS::S3::BucketPolicy',
  cdk: 'bucket.addToResourcePolicy',
  terraform: 'aws_s3_bucket_policy',
  cdkProperty: 'enforceSSL: true',
});
