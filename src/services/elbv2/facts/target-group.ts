import { parseArn, type Arn } from '../../../aws/arn.ts';

/** `targetgroup/<name>/<id>`: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awselasticloadbalancingv2.html */
export const parseTargetGroupArn = (text: string): Arn | undefined => {
  const arn = parseArn(text);
  return arn?.service === 'elasticloadbalancing' && /^targetgroup\/[^/]+\/[^/]+$/.test(arn.resource)
    ? arn
    : undefined;
};

/** What people call it. */
export const targetGroupNameIn = (arn: string): string => arn.split('/')[1] ?? arn;

/** Protocols between a balancer and its targets that encrypt. QUIC has TLS 1.3 in it: https://www.rfc-editor.org/rfc/rfc9001 */
const encrypted = new Set(['HTTPS', 'TLS', 'QUIC']);
export const isEncrypted = (protocol: string): boolean => encrypted.has(protocol);
