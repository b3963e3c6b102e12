import type { Catalog } from '../core/catalog.ts';
import { WaxsealError } from '../core/errors.ts';
import type { Outcome } from '../core/outcome.ts';
import type { Ports } from '../core/ports.ts';
import { reconcile } from '../core/reconcile.ts';
import type { AskRecord } from '../core/records.ts';

const executionOf = (event: unknown): string => {
  const id: unknown =
    typeof event === 'object' && event !== null ? Reflect.get(event, 'executionId') : undefined;
  if (typeof id === 'string' && /^[\w-]{8,64}$/.test(id)) return id;
  throw new WaxsealError({
    code: 'bad-execution',
    says: 'The function was not called with the id of an execution.',
    todo: 'Only the approval runbook calls it; approve through SSM Automation or `waxseal approve`.',
  });
};

/**
 * Called by the approval runbook with nothing but its execution id: looks again at what that execution asks for. The
 * engine asks the approving service itself who approved, so that calling this is nobody's approval. Empty: no ask
 * names this execution (yet); the runbook's first step may be quicker than our own note of its id.
 */
export const lookAtApproved = async (
  event: unknown,
  { catalog, ports }: { readonly catalog: Catalog; readonly ports: Ports },
): Promise<readonly Outcome[]> => {
  const reference = executionOf(event);
  for await (const { value: ask } of ports.journal.list<AskRecord>('ask')) {
    if (ask.reference !== reference) continue;
    const unit = await catalog.remediation(ask.remediation);
    const resource = await catalog.resource(ask.target.type);
    return [
      await reconcile({ unit, resource, target: ask.target, cause: { by: 'approval', reference } }, ports),
    ];
  }
  return [];
};
