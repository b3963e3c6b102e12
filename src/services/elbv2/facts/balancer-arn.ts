import { formatArn, parseArn, type Arn } from '../../../aws/arn.ts';

/**
 * ARNs of load balancers and of what belongs to them: `loadbalancer/app/<name>/<id>`,
 * `listener/app/<name>/<id>/<listener>`, `targetgroup/<name>/<id>`. Those of Classic Load Balancers have no type and are no such ARNs.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awselasticloadbalancingv2.html
 */
const parts = (text: string, shape: RegExp): Arn | undefined => {
  const arn = parseArn(text);
  return arn?.service === 'elasticloadbalancing' && shape.test(arn.resource) ? arn : undefined;
};

export const parseBalancerArn = (text: string): Arn | undefined =>
  parts(text, /^loadbalancer\/(app|net|gwy)\/[^/]+\/[^/]+$/);
export const parseListenerArn = (text: string): Arn | undefined =>
  parts(text, /^listener\/(app|net|gwy)\/[^/]+\/[^/]+\/[^/]+$/);
export const parseTargetGroupArn = (text: string): Arn | undefined =>
  parts(text, /^targetgroup\/[^/]+\/[^/]+$/);

/** The ARN of the balancer that a listener or a rule belongs to. */
export const balancerArnOf = (text: string): string => {
  const arn = parseArn(text);
  if (!arn) return text;
  const [, ...path] = arn.resource.split('/');
  return formatArn({ ...arn, resource: ['loadbalancer', ...path.slice(0, 3)].join('/') });
};
