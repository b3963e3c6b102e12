import { parseArn } from '../../../aws/arn.ts';

/**
 * `…:domainconfiguration/orders/34ga9`: AWS gives those that people make an id besides. That of the account's own endpoint
 * has none: `…:domainconfiguration/iot:Data-ATS`. `undefined`: the ARN is of something else.
 * https://docs.aws.amazon.com/iot/latest/developerguide/iot-endpoints-tls-config.html
 */
export const domainConfigurationNameIn = (text: string): string | undefined => {
  const { service, resource = '' } = parseArn(text) ?? {};
  return service === 'iot' ? /^domainconfiguration\/([^/]+)(?:\/[^/]+)?$/.exec(resource)?.[1] : undefined;
};
