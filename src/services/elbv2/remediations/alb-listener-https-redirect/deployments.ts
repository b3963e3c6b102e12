import { isRouteOf } from '../../facts/deployment-routes.ts';
import { openParts } from '../../facts/plaintext-rules.ts';
import { labels, say, unique, type Sayings, type Scene } from './scene.ts';

/** What deployments write themselves. No redirect there lasts, so nobody should be asked to approve one. */
export const shiftedSaid = ({ state: { name, listeners }, around }: Scene): Sayings => {
  const shifted = listeners.flatMap((listener) =>
    openParts([listener]).flatMap((part) => {
      const routes = around.deployments.routes.filter(({ on }) => isRouteOf(on, part, listener));
      return routes.length > 0 ? [{ part, routes }] : [];
    }),
  );
  return say('shifted-by-deployments', shifted.length > 0, {
    name,
    parts: labels(shifted.map(({ part }) => part)),
    deployments: unique(shifted.flatMap(({ routes }) => routes.map(({ by }) => by))),
  });
};

/** What deployments may write themselves. */
export const deploymentsSaid = ({ state: { name }, around: { deployments } }: Scene): Sayings => {
  const { external, unread } = deployments;
  return [
    ...say('shifted-by-others', external.length > 0, { name, services: external.join(', ') }),
    ...say('deployments-unread', unread.length > 0, { name, unread: unread.join(', ') }),
  ];
};
