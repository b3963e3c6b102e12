import { parseArn } from '../../../aws/arn.ts';

/** https://docs.aws.amazon.com/elasticbeanstalk/latest/api/API_CreateEnvironment.html */
const environmentName = /^[A-Za-z0-9][A-Za-z0-9-]{2,38}[A-Za-z0-9]$/;

/** As Elastic Beanstalk makes them; AWS Config names environments so. */
const environmentId = /^e-[a-z0-9]{10}$/;

/**
 * The name in an ARN of an environment; it is the only one of that name in its Region.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awselasticbeanstalk.html
 */
export const environmentNameIn = (text: string): string | undefined => {
  const { service, resource = '' } = parseArn(text) ?? {};
  const [kind, , name = '', ...more] = resource.split('/');
  return service === 'elasticbeanstalk' && kind === 'environment' && more.length === 0
    ? environmentName.exec(name)?.[0]
    : undefined;
};

/** How Elastic Beanstalk is asked about it. `undefined`: it can be none. */
export const askedBy = (
  text: string,
): { readonly EnvironmentIds: string[] } | { readonly EnvironmentNames: string[] } | undefined => {
  if (environmentId.test(text)) return { EnvironmentIds: [text] };
  const name = text.startsWith('arn:') ? environmentNameIn(text) : environmentName.exec(text)?.[0];
  return name === undefined ? undefined : { EnvironmentNames: [name] };
};
