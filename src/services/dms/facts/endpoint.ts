import { parseArn } from '../../../aws/arn.ts';

/** The id in its ARN is made by DMS, and in no other answer: the ARN as a whole is what is looked for. */
export const isEndpointArn = (text: string): boolean => {
  const { service, resource = '' } = parseArn(text) ?? {};
  return service === 'dms' && /^endpoint:[^:/]+$/.test(resource);
};

/** https://docs.aws.amazon.com/dms/latest/APIReference/API_CreateEndpoint.html */
export const isEndpointIdentifier = (text: string): boolean =>
  /^[A-Za-z](?:-?[A-Za-z0-9])*$/.test(text) && text.length <= 255;
