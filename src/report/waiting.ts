import type { ApprovalRecord } from '../core/journal/records.ts';
import type { Item } from './items.ts';

/** What people were asked and have not answered. */
export interface Waiting {
  readonly approvalRequest: string;
  readonly item: Pick<Item, 'finding' | 'remediation' | 'target' | 'owner'>;
  readonly plan: string;
  readonly why: string;
  readonly reasons: readonly string[];
  readonly approvers: readonly string[];
  readonly opened: string;
  readonly expires: string;
}

/** What expires first comes first. */
export const waitingFor = (
  approvalRequests: readonly ApprovalRecord[],
  items: ReadonlyMap<string, Item>,
  now: string,
): readonly Waiting[] =>
  approvalRequests
    .filter(({ status, expires }) => status === 'open' && expires > now)
    .map(({ id, finding, remediation, target, plan, reasons, approvers, opened, expires }) => {
      const owner = items.get(finding)?.owner;
      return {
        approvalRequest: id,
        item: { finding, remediation, target, ...(owner !== undefined && { owner }) },
        plan: plan.id,
        why: plan.why.says,
        reasons,
        approvers,
        opened,
        expires,
      };
    })
    .toSorted((a, b) => (a.expires < b.expires ? -1 : 1));
