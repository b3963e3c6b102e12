import { parseArn } from '../../../aws/arn.ts';
import type { Location } from '../../../core/model/target.ts';

/** Without an account: https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html */
export const domainNameArn = ({ partition, region }: Location, name: string): string =>
  `arn:${partition}:apigateway:${region}::/domainnames/${name}`;

/** A name of the domain name system, or one for all below it: `*.example.com`. */
export const isDomainName = (text: string): boolean => /^(?:\*\.)?[a-z\d.-]{1,253}$/i.test(text);

/** The name in an ARN of a public domain name; `undefined`: the ARN is of something else. */
export const domainNameIn = (text: string): string | undefined => {
  const { service, resource = '' } = parseArn(text) ?? {};
  const name = service === 'apigateway' ? /^\/domainnames\/([^/]+)$/.exec(resource)?.[1] : undefined;
  return name !== undefined && isDomainName(name) ? name : undefined;
};
