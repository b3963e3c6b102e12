import { requestedNow } from './approval-requests.ts';
import { canonical } from '../model/json.ts';
import type { ApprovalRequest, Ports } from '../model/ports.ts';
import type { ApprovalRecord } from '../journal/records.ts';

/** One round of looks whose asks are put before people together. */
export interface Round {
  readonly ports: Ports;
  /** Opens what was gathered; what finds no room waits for a later round. Answers how many approval requests were opened. */
  open(): Promise<number>;
}

const chunks = <Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );

/** The same people decide, and the same service does the asking: only such approval requests can share one answer. */
const circleOf = ({ approvers, minimum, plan }: ApprovalRequest): string =>
  canonical({ approvers: [...approvers].toSorted(), minimum, partition: plan.target.partition });

/**
 * Gathers the approval requests of one round of the waker instead of opening each by itself, where the approving service takes
 * several together. A crash before the end loses nothing: each approval request is in the journal, and its finding wakes again.
 */
export const gathering = (ports: Ports): Round => {
  const { approvals } = ports;
  const { together } = approvals;
  if (!together) return { ports, open: () => Promise.resolve(0) };
  const gathered = new Map<string, ApprovalRequest>();

  const openSome = async (approvalRequests: readonly ApprovalRequest[]): Promise<number | undefined> => {
    const rows = await Promise.all(
      approvalRequests.map(({ id }) => ports.journal.read<ApprovalRecord>('approval-request', id)),
    );
    const open = rows.filter((row) => row?.value.status === 'open' && row.value.reference === undefined);
    const waiting = open.flatMap((row) => (row ? [row] : []));
    if (waiting.length === 0) return 0;
    const reference = await together.open(waiting.map(({ value }) => value));
    if (reference === undefined) return undefined;
    const ids = waiting.map(({ key }) => key);
    for (const { key, value, revision } of waiting) {
      const others = ids.filter((id) => id !== key);
      const asked: ApprovalRecord = {
        ...requestedNow(value, ports.now()),
        reference,
        ...(others.length > 0 && { with: others }),
      };
      await ports.journal.write({ kind: 'approval-request', key, value: asked }, revision);
    }
    return waiting.length;
  };

  return {
    ports: {
      ...ports,
      approvals: {
        ...approvals,
        open: (approvalRequest) => {
          gathered.set(approvalRequest.id, approvalRequest);
          return Promise.resolve(undefined);
        },
      },
    },
    open: async () => {
      let opened = 0;
      const circles = Map.groupBy(gathered.values(), circleOf);
      for (const circle of circles.values())
        for (const some of chunks(circle, together.most)) {
          const count = await openSome(some);
          if (count === undefined) return opened;
          opened += count;
        }
      return opened;
    },
  };
};
