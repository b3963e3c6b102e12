import { readFileSync } from 'node:fs';
import { ssmExecutions } from '../../src/adapters/approvals/executions-ssm.ts';
import type { Policy } from '../../src/core/policy/policy.ts';
import { deliver } from '../../src/entry-points/deliver.ts';
import { sandboxApprovals, sandboxNames, sandboxSsm } from '../../src/sandbox/sandbox-ports.ts';
import { account, auto, enter, eventAbout } from './deliveries.ts';

const runbook = (file: string): string =>
  readFileSync(new URL(`../../runbooks/${file}.yaml`, import.meta.url), 'utf8');

export const undoRunbook = { document: 'Waxseal-Undo', version: '1' } as const;
export const bert = 'arn:aws:sts::111122223333:assumed-role/other-approver/bert';
export const eve = 'arn:aws:sts::111122223333:assumed-role/passer-by/eve';
export const ann = 'arn:aws:sts::111122223333:assumed-role/approver/ann';

export const approvers: Policy = {
  ...auto,
  mode: 'ask',
  approvals: {
    ...auto.approvals,
    approvers: ['approver', 'other-approver'].map((role) => `arn:aws:iam::111122223333:role/${role}`),
  },
};

/** An account whose SSM has both runbooks, and somebody else's. */
export const withRunbooks = (policy: Policy = approvers) => {
  const documents = [
    [sandboxNames.document, 'approve-and-apply'],
    [undoRunbook.document, 'undo'],
    ['Somebody-Elses', 'approve-and-apply'],
    ['Somebody-Elses-Undo', 'undo'],
  ] as const;
  const scene = enter({
    policy,
    account: {
      ...account,
      ssm: { Documents: documents.map(([Name, file]) => ({ Name, Content: runbook(file) })) },
    },
  });
  const { host, entryPoint } = scene;
  const client = sandboxSsm(host);
  return {
    ...scene,
    approvals: ssmExecutions(client, sandboxNames),
    undoing: ssmExecutions(client, undoRunbook),
    ask: () => deliver(eventAbout('invoices'), entryPoint),
    execution: () => host.world().ssm.Executions.at(-1)?.id ?? '',
    approve: () =>
      sandboxApprovals(host, ann).signal(host.world().ssm.Executions.at(-1)?.id ?? '', 'approve', 'ok'),
    agree: (id: string, who = bert) => sandboxApprovals(host, who).signal(id, 'approve', 'ok'),
    refuse: (id: string, comment: string) => sandboxApprovals(host, bert).signal(id, 'reject', comment),
    start: (DocumentName: string, Parameters: Readonly<Record<string, readonly string[]>>): string => {
      const input = { DocumentName, DocumentVersion: '1', Parameters };
      const answer = host.write({ operation: 'ssm:StartAutomationExecution', input, caller: ann });
      return String(Reflect.get(answer, 'AutomationExecutionId'));
    },
  };
};
