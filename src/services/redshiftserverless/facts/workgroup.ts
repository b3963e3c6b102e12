import { parseArn } from '../../../aws/arn.ts';

/** Its id, a UUID, is in the ARN; the name is not. */
export const isWorkgroupArn = (text: string): boolean => {
  const { service, resource = '' } = parseArn(text) ?? {};
  return service === 'redshift-serverless' && /^workgroup\/[^:/]+$/.test(resource);
};

/** https://docs.aws.amazon.com/redshift-serverless/latest/APIReference/API_CreateWorkgroup.html */
export const isWorkgroupName = (text: string): boolean => /^[a-z0-9-]{3,64}$/.test(text);
