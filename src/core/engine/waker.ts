import { canary } from './canary.ts';
import type { Catalog } from '../model/catalog.ts';
import { gathering } from '../approvals/gathering.ts';
import type { Row } from '../journal/journal.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Ports } from '../model/ports.ts';
import { reconcile } from './reconcile.ts';
import { lookBack } from './look-back.ts';
import type { Finding } from '../journal/records.ts';

/**
 * What is due, the most overdue first of each kind. Fixes that are watched come after findings and have room of their own: no
 * backlog of the ones keeps the others waiting.
 */
const inTurnOf = async (limit: number, ports: Ports): Promise<readonly Row[]> => {
  const now = ports.now().toISOString();
  const [findings, watched] = [
    await ports.journal.due(now, limit, 'finding'),
    await ports.journal.due(now, limit, 'canary'),
  ];
  return [...findings, ...watched];
};

/**
 * Looks again at everything unfinished whose time has come: the only timer there is. Each finding is looked at by
 * itself; one that fails does not keep the others waiting. At most `limit` findings, and as many keys of watched fixes. Answers the
 * outcomes, in the order of looking.
 */
export const wake = async (catalog: Catalog, ports: Ports, limit = 100): Promise<readonly Outcome[]> => {
  const outcomes: Outcome[] = [];
  const round = gathering(ports);
  for (const { kind, key } of await inTurnOf(limit, ports)) {
    try {
      if (kind === 'canary') outcomes.push(...(await canary(key, catalog, ports)));
      const row = kind === 'finding' ? await ports.journal.read<Finding>('finding', key) : undefined;
      if (!row) continue;
      const { remediation, target } = row.value;
      const unit = await catalog.remediation(remediation);
      outcomes.push(...(await lookBack(key, unit, ports)));
      const resource = await catalog.resource(target.type);
      outcomes.push(await reconcile({ unit, resource, target, cause: { by: 'wake' } }, round.ports));
    } catch (error) {
      // A remediation that this build no longer has, a damaged row, or a journal that is away.
      outcomes.push({ is: 'failed', failure: ports.explain(error) });
    }
  }
  try {
    await round.open();
  } catch (error) {
    // Nobody was asked; the approval requests wait in the journal and the next round tries again.
    outcomes.push({ is: 'failed', failure: ports.explain(error) });
  }
  await ports.notifyGathered?.();
  return outcomes;
};
