import { parseArn } from '../../../aws/arn.ts';
import { parseListenerArn } from '../../elbv2/facts/balancer-arn.ts';

/**
 * What an HTTP API calls by way of a VPC link.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html
 */
export type Backend = { readonly is: 'listener' | 'cloud-map'; readonly arn: string };

/** `undefined`: no such URI. One of a WebSocket API is a URL; that of Cloud Map may have parameters. */
export const backendOf = (uri: string): Backend | undefined => {
  if (parseListenerArn(uri)) return { is: 'listener', arn: uri };
  const [arn = ''] = uri.split('?');
  const { service, resource = '' } = parseArn(arn) ?? {};
  return service === 'servicediscovery' && /^service\/[^/]+$/.test(resource)
    ? { is: 'cloud-map', arn }
    : undefined;
};
