import { takesStatus } from '../../../../aws/health-check-matcher.ts';
import { sourcesOn } from '../../../ec2/facts/ingress-sources.ts';
import { redirectToHttps } from '../../facts/listener-actions.ts';
import { headersAskedBy, type Part } from '../../facts/plaintext-rules.ts';
import { say, type Sayings, type Scene, type Settings } from './scene.ts';

/** What the redirects answer that take the place of these parts; an owner's own keeps its status. */
const statusesOf = (parts: readonly Part[], port: number): readonly number[] => {
  const codes = parts.map(({ actions }) => redirectToHttps(actions, port).RedirectConfig.StatusCode);
  return [...new Set(codes.map((code) => Number(code.replace('HTTP_', ''))))].toSorted((a, b) => a - b);
};

/**
 * Health checks of network balancers that would not take a redirect for an answer. Checks of others cannot be seen from the
 * balancer: of Route 53 (which takes 2xx and 3xx, unless it searches the body for a string, which a redirect does not have), of
 * network balancers that know this one by its addresses, of monitors and canaries. Access logs show them (src/evidence). Global Accelerator goes by the health of the balancer's own targets.
 * Sources: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health-checks.html
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html
 * https://docs.aws.amazon.com/global-accelerator/latest/dg/about-endpoint-groups-health-check-options.html
 */
const checksSaid = ({ state: { name }, around, redirected }: Scene): Sayings =>
  redirected.flatMap(({ from, open, to }) => {
    const statuses = statusesOf(open, to.listener.port);
    return around.fronts.flatMap(({ name: front, check }) => {
      if (check?.port !== from.port) return [];
      const refused = statuses.filter((status) => !takesStatus(check.matcher, status));
      const data = { name, front, ...check, matcher: check.matcher || 'nothing that we could read' };
      return say('health-check-refuses-redirect', refused.length > 0, {
        ...data,
        status: refused.join(', '),
      });
    });
  });

/** What may speak HTTP to the balancer for clients that speak HTTPS, or has to be told of the other port. */
export const frontsSaid = (scene: Scene, { frontedBy }: Settings): Sayings => {
  const { state, around, redirected } = scene;
  const { name } = state;
  const ports = redirected.map(({ from }) => from.port);
  const unsure = frontedBy === 'unknown';
  const cloudFront = ports.filter((port) =>
    sourcesOn(around.permissions ?? [], port).some((source) =>
      // Which lists are CloudFront's may be hidden from us: then each may be.
      around.cloudFrontLists === null ? source.startsWith('pl-') : around.cloudFrontLists.includes(source),
    ),
  );
  const passing = redirected.flatMap(({ from, to }) =>
    around.fronts
      .filter(({ port, protocols }) => port === from.port && !protocols.includes('TLS'))
      .map(({ name: front, port }) => ({ front, port, to: to.listener.port })),
  );
  const headers = headersAskedBy(redirected.map(({ from }) => from));
  // Where security groups cannot be read, that is said as such.
  const accelerated = around.accelerators ?? around.permissions !== null;
  return [
    ...checksSaid(scene),
    ...passing.flatMap((data) => say('behind-network-balancer', true, { name, ...data })),
    ...cloudFront.flatMap((port) => say('behind-cloudfront', true, { name, port })),
    ...say('global-accelerator', accelerated, {
      name,
      ports: [...new Set(redirected.map(({ to }) => to.listener.port))].join(', '),
    }),
    ...say('headers-of-a-front', headers.length > 0, { name, headers: headers.join(', ') }),
    ...say('front-not-excluded', unsure && cloudFront.length === 0, { name }),
    ...say('vpc-origins', unsure && around.vpcOrigins !== false, { name }),
  ];
};
