import { parseArn } from '../../../aws/arn.ts';

/** What traffic is passed on to, and who evaluates it. */
export interface Behind {
  /** As a sentence names it. */
  readonly named: string;
  /**
   * Global Accelerator asks it by the health check of the endpoint group. Load balancers check their own targets.
   * https://docs.aws.amazon.com/global-accelerator/latest/dg/about-endpoint-groups-health-check-options.html
   */
  readonly isAsked: boolean;
}

/** Units of load balancers, by the kind in the ARN. */
const balancers: Readonly<Record<string, readonly [kind: string, units: string]>> = {
  app: ['Application Load Balancer', 'alb-listener-https-redirect and elb-listener-tls-policy evaluate it'],
  net: [
    'Network Load Balancer',
    'elb-listener-tls-policy evaluates its TLS listeners; its TCP listeners pass on as well',
  ],
};

const unseen = 'no remediation sees what it speaks: probe it';

/**
 * By its id: the ARN of a load balancer, of an instance i-…, of an Elastic IP address eipalloc-….
 * https://docs.aws.amazon.com/global-accelerator/latest/api/API_EndpointDescription.html
 */
export const behindOf = (id: string, region: string): Behind => {
  const { service, account = '', resource = '' } = parseArn(id) ?? {};
  const [, kind = '', name = ''] = resource.split('/');
  const balancer = service === 'elasticloadbalancing' ? balancers[kind] : undefined;
  if (balancer) {
    const [what, units] = balancer;
    return { named: `${what} ${name} of account ${account} in ${region} (${units})`, isAsked: false };
  }
  if (id.startsWith('i-')) return { named: `instance ${id} in ${region} (${unseen})`, isAsked: true };
  if (id.startsWith('eipalloc-'))
    return { named: `Elastic IP address ${id} in ${region} (${unseen})`, isAsked: true };
  return { named: `${id} in ${region} (${unseen})`, isAsked: false };
};
