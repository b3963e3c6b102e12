import { isWritable } from '../../facts/listener-actions.ts';
import { shiftedSaid } from './deployments.ts';
import { goalsOf, listed, say, shutOutBetween, unique, type Sayings, type Scene } from './scene.ts';

/** HTTPS would lead those who are sent to it in circles: nobody should be asked to approve that. */
export const trapsOf = ({ state: { name }, redirected }: Scene): Sayings =>
  redirected.flatMap(({ from, to: { listener, comparison } }) => {
    const traps = comparison?.traps ?? [];
    const data = { name, from: from.port, port: listener.port, traps: listed(traps) };
    return say('https-leads-back', traps.length > 0, data);
  });

/** Why no redirect may be written before people have changed something. */
export const obstaclesOf = (scene: Scene): Sayings => {
  const { state, around, open, redirected } = scene;
  const { name } = state;
  const unknown = open.flatMap(({ actions }) =>
    actions.length === 0 ? ['none'] : actions.flatMap((action) => (isWritable(action) ? [] : [action.name])),
  );
  const ports = new Set(redirected.map(({ from }) => from.port));
  const loops = around.fronts.filter((front) => ports.has(front.port) && front.protocols.includes('TLS'));
  return [
    ...shiftedSaid(scene),
    ...say('actions-not-known', unknown.length > 0, { name, actions: unique(unknown) }),
    ...say('http-on-443', ports.has(443), { name }),
    ...loops.flatMap((front) =>
      say('loop-behind-network-balancer', true, { name, front: front.name, port: front.port }),
    ),
    ...goalsOf(scene).flatMap(({ listener: { port }, uncovered, unread }) =>
      say('names-not-covered', uncovered.length > 0 && unread.length === 0, {
        name,
        port,
        hosts: uncovered.join(', '),
      }),
    ),
    ...redirected.flatMap(({ from: { port: from }, to: { listener } }) => {
      const { closed } = shutOutBetween(scene, from, listener.port);
      const data = { name, from, to: listener.port, sources: closed.join(', ') };
      return say('https-port-closed', closed.length > 0, data);
    }),
  ];
};
