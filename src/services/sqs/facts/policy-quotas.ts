/**
 * What SQS takes as the policy of a queue. Two more lines of that page say nothing here: seven actions in a statement
 * (ours has one), and ten conditions, of which policies of twenty statements have one each
 * (https://github.com/aws/aws-cdk/issues/16303).
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-policies.html
 */
export const policyQuotas = { bytes: 8192, statements: 20, principals: 50 } as const;
