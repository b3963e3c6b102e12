/**
 * What SNS takes as the policy of a topic ("30 kb").
 * https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-api-permissions-reference.html
 */
export const policyQuotas = { bytes: 30 * 1024, statements: 100, principals: 200 } as const;
