import { parseArn } from '../../../aws/arn.ts';
import type { Location } from '../../../core/model/target.ts';

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsimpleemailservicev2.html */
export const configurationSetArn = ({ partition, region, account }: Location, name: string): string =>
  `arn:${partition}:ses:${region}:${account}:configuration-set/${name}`;

/** https://docs.aws.amazon.com/ses/latest/APIReference/API_ConfigurationSet.html */
export const isConfigurationSetName = (text: string): boolean => /^[\w-]{1,64}$/.test(text);

/** The name in an ARN of a configuration set; `undefined`: the ARN is of something else. */
export const configurationSetNameIn = (text: string): string | undefined => {
  const { service, resource = '' } = parseArn(text) ?? {};
  return service === 'ses' ? /^configuration-set\/([\w-]{1,64})$/.exec(resource)?.[1] : undefined;
};
