import type { PolicyDocument, Statement } from '../../../aws/policy/document.ts';
import { isPublic } from '../../../aws/policy/public.ts';

/** A condition that names access points narrows a bucket's policy, and nothing here. */
const withoutPoints = (statement: Statement): Statement => ({
  ...statement,
  ...(statement.Condition && {
    Condition: Object.fromEntries(
      Object.entries(statement.Condition).map(([operator, tests]) => [
        operator,
        Object.fromEntries(
          Object.entries(tests).filter(([key]) => key.toLowerCase() !== 's3:dataaccesspointarn'),
        ),
      ]),
    ),
  }),
});

/**
 * Whether S3 calls the policy of an access point public, where it takes requests from the internet: of one for a VPC no policy is.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
export const isPublicOfPoint = (policy: PolicyDocument): boolean =>
  isPublic({ ...policy, statements: policy.statements.map(withoutPoints) });
