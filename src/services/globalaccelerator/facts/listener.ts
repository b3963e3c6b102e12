import { parseArn } from '../../../aws/arn.ts';

const path = /^accelerator\/[\w-]+\/listener\/[\w-]+$/;

/** Whether a text is the ARN of a listener. Of an endpoint group it has more parts, of an accelerator fewer. */
export const isListenerArn = (text: string): boolean => {
  const { service, region, resource = '' } = parseArn(text) ?? {};
  return service === 'globalaccelerator' && region === '' && path.test(resource);
};

/** The ARN of the accelerator that a listener belongs to: it alone has tags. */
export const acceleratorOf = (listener: string): string => listener.replace(/\/listener\/.*$/, '');
