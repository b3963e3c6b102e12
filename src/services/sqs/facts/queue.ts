import { parseArn } from '../../../aws/arn.ts';
import type { Location } from '../../../core/model/target.ts';

/** ARNs of AWS::SQS::Queue: https://docs.aws.amazon.com/service-authorization/latest/reference/ */
export const queueArn = ({ partition, region, account }: Location, name: string): string =>
  `arn:${partition}:sqs:${region}:${account}:${name}`;

/** The name in an ARN of a queue; `undefined`: the ARN is of something else. */
export const queueNameIn = (text: string): string | undefined => {
  const { service, resource = '' } = parseArn(text) ?? {};
  return service === 'sqs' ? /^([^:/]+)$/.exec(resource)?.[1] : undefined;
};

/** TODO: AWS's page that says that URLs are made so, or a call that answers them. */
export const queueUrl = ({ partition, region, account }: Location, name: string): string =>
  `https://sqs.${region}.amazonaws.com${partition === 'aws-cn' ? '.cn' : ''}/${account}/${name}`;
