import { reconcile } from '../src/core/engine/reconcile.ts';
import { callsSince, firstStage, ids } from './first-scenario.ts';

/**
 * How many calls AWS gets for one whole fix of each remediation: look, write, look again. `undefined`: its first scenario
 * has nothing that is fixed without people.
 */
const callsOfFirstFix = async (id: string): Promise<number | undefined> => {
  const { host, ports, jobs } = firstStage(id);
  for await (const job of jobs) {
    const before = host.calls().length;
    const { is } = await reconcile({ ...job, cause: { by: 'event' } }, ports);
    if (is === 'remediated' || is === 'settling') return callsSince(host, before).length;
  }
  return undefined;
};

export const callsPerFix = async (): Promise<Readonly<Record<string, number>>> => {
  const counted = await Promise.all(ids.map(async (id) => [id, await callsOfFirstFix(id)] as const));
  return Object.fromEntries(counted.flatMap(([id, calls]) => (calls === undefined ? [] : [[id, calls]])));
};
