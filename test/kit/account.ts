import type { Outcome } from '../../src/core/model/outcome.ts';
import { defaultPolicy } from '../../src/core/policy/default-policy.ts';
import { impacts, type Remediation } from '../../src/core/model/remediation.ts';
import { reconcile } from '../../src/core/engine/reconcile.ts';
import type { Policy } from '../../src/core/policy/policy.ts';
import type { ApprovalService } from '../../src/core/model/ports.ts';
import type { Resource } from '../../src/core/model/resource.ts';
import type { Location, Target } from '../../src/core/model/target.ts';
import { catalog } from '../../src/services/index.ts';
import { loadAccount } from '../../src/sandbox/account.ts';
import { startHost, type Host } from '../../src/sandbox/host.ts';
import { sharedAnswers } from '../../src/adapters/aws/shared-answers.ts';
import { sandboxClouds, sandboxPorts } from '../../src/sandbox/sandbox-ports.ts';
import type { Request } from '../../src/sandbox/world.ts';
import { promisedBy } from './contracts.ts';

const approver = 'arn:aws:iam::111122223333:user/approver';

/** Everything is allowed: whatever is not written here was held back by the code, not by the policy. */
const permissive: Policy = {
  ...defaultPolicy,
  mode: 'auto',
  optIns: [{ impacts: [...impacts], owner: 'owner', reason: 'ready', since: '2020-01-01' }],
  approvals: { ...defaultPolicy.approvals, approvers: [approver] },
};
/** The same, but no owner has opted in: what may break a client is asked about. */
const cautious: Policy = { ...permissive, optIns: [] };
const agreeing: ApprovalService = {
  open: async ({ id }) => id,
  decision: async () => ({ is: 'approved', by: [approver] }),
  signal: async () => {},
  withdraw: async () => {},
};

/** Nobody ever answers. */
const silent: ApprovalService = { ...agreeing, decision: async () => ({ is: 'waiting' }) };

export type Answering = (request: Request, answer: () => object) => object;

/** What one whole life of a finding came to: looked at, agreed to, applied. */
export interface Lived {
  readonly outcome: Outcome;
  readonly host: Host;
  /** Reads and writes, so that a test can see that it ended for another reason than patience. */
  readonly calls: number;
}

/** The scene of a remediation's contract, to be lived through as often as wanted. Clients are made once for each remediation: making them is the slow part. */
export const stage = async (id: string) => {
  const { scene } = promisedBy(id);
  const rules = scene.settings ? [{ name: 'scene', settings: { [id]: scene.settings } }] : [];
  const unit: Remediation = await catalog.remediation(id);
  const resource: Resource = await catalog.resource(unit.meta.resourceType);
  let host = startHost(loadAccount(scene.account));
  let answering: Answering = (_request, answer) => answer();
  let calls = 0;
  // More calls than any honest life makes: whoever asks on for ever is stopped here, without a clock.
  const most = 5000;
  // What one life saw around a resource is not there in the next.
  let surroundings = sharedAnswers(() => host.now().getTime());
  const clouds = sandboxClouds(
    {
      caller: host.caller,
      now: () => host.now(),
      meanwhile: (operation) => host.meanwhile(operation),
      call: (request) => {
        calls += 1;
        if (calls > most) throw new Error('asked without end');
        return structuredClone(answering(request, () => host.call(request)));
      },
    },
    host.caller,
    {},
    { shares: { of: (client) => surroundings.of(client) } },
  );
  const location: Location = { account: host.account, region: host.region, partition: host.partition };
  const target: Target | undefined = await resource.resolve(scene.target, location, clouds.look(location));
  if (!target) throw new Error(`no ${scene.target}`);

  const fresh = (given: Answering): void => {
    host = startHost(loadAccount(scene.account));
    answering = given;
    surroundings = sharedAnswers(() => host.now().getTime());
    calls = 0;
  };
  return {
    unit,
    resource,
    target,
    location,
    clouds,
    resolve: async (answers: Answering, called = scene.target) => {
      fresh(answers);
      return resource.resolve(called, location, clouds.look(location));
    },
    list: async (answers: Answering): Promise<readonly Target[]> => {
      fresh(answers);
      const found: Target[] = [];
      for await (const one of resource.list(location, clouds.look(location))) found.push(one);
      return found;
    },
    /** `agreed`: owners have opted in and approvers say yes; else nobody has said anything. */
    live: async (answers: Answering, agreed: boolean): Promise<Lived> => {
      fresh(answers);
      const approvals = agreed ? agreeing : silent;
      const policy = { ...(agreed ? permissive : cautious), rules };
      const options = { policy: () => policy, catalog, approvals, clouds };
      const ports = sandboxPorts(host, options);
      const look = () => reconcile({ unit, resource, target, cause: { by: 'sweep' } }, ports);
      let outcome = await look();
      const looks = agreed ? 2 : 0;
      for (let turn = 0; outcome.is === 'approval-requested' && turn < looks; turn += 1)
        outcome = await look();
      await ports.journal.close();
      return { outcome, host, calls };
    },
  };
};
export type Stage = Awaited<ReturnType<typeof stage>>;
