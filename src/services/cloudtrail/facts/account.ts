import { parseArn } from '../../../aws/arn.ts';
import type { Location } from '../../../core/model/target.ts';

/** An account as a whole, as policies name it. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
export const accountArn = ({ partition }: Location, account: string): string =>
  `arn:${partition}:iam::${account}:root`;

/** The number in such an ARN; `undefined`: the ARN is of something else. */
export const accountIn = (text: string): string | undefined => {
  const { service, account, resource } = parseArn(text) ?? {};
  return service === 'iam' && resource === 'root' ? account : undefined;
};
