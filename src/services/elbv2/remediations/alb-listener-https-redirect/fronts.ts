import { sourcesOn } from '../../../ec2/facts/ingress-sources.ts';
import { headersAskedBy } from '../../facts/plaintext-rules.ts';
import { say, type Sayings, type Scene, type Settings } from './scene.ts';

/** What may speak HTTP to the balancer for clients that speak HTTPS, or has to be told of the other port. */
export const frontsSaid = ({ state, around, redirected }: Scene, { frontedBy }: Settings): Sayings => {
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
