import { canonical } from '../../src/core/model/json.ts';
import type { Catalog } from '../../src/core/model/catalog.ts';
import { defaultPolicy } from '../../src/core/policy/default-policy.ts';
import type { Outcome } from '../../src/core/model/outcome.ts';
import { impacts, type Remediation } from '../../src/core/model/remediation.ts';
import type { Policy } from '../../src/core/policy/policy.ts';
import type { ApprovalService } from '../../src/core/model/ports.ts';
import { reconcile } from '../../src/core/engine/reconcile.ts';
import { undo } from '../../src/core/engine/undo.ts';
import type { Resource } from '../../src/core/model/resource.ts';
import type { Location, Target } from '../../src/core/model/target.ts';
import { loadAccount } from '../../src/sandbox/account.ts';
import type { Fault } from '../../src/sandbox/faults.ts';
import { startHost, type Host } from '../../src/sandbox/host.ts';
import { sandboxClouds, sandboxPorts, type SandboxPorts } from '../../src/sandbox/sandbox-ports.ts';
import type { Call } from '../../src/sandbox/world.ts';
import type { Case } from './case.ts';
import { expectOwnersPart, ownersPart } from './foreign.ts';

const approver = 'arn:aws:iam::111122223333:user/approver';

/** Everything allowed, every owner has opted in: what stops a write here is a fault, not the policy. */
const permissive = (remediation: string, settings: Case['settings'] = {}): Policy => ({
  ...defaultPolicy,
  mode: 'auto',
  rules: [{ name: 'case', settings: { [remediation]: settings } }],
  optIns: [{ impacts: [...impacts], owner: 'owner', reason: 'ready', since: '2020-01-01' }],
  approvals: { ...defaultPolicy.approvals, approvers: [approver] },
});

/** Agrees to everything, so that hazards do not stop the tester. */
const agreeing: ApprovalService = {
  open: async ({ id }) => id,
  decision: async () => ({ is: 'approved', by: [approver] }),
  signal: async () => {},
  withdraw: async () => {},
};

/** One case made real: its account, its target, and everything the engine needs. */
export interface Stand {
  readonly unit: Remediation;
  readonly target: Target;
  readonly location: Location;
  readonly host: Host;
  readonly ports: SandboxPorts;
  /** Raw, parsed by the unit's own schema. */
  readonly settings: unknown;
  /**
   * Looks, has everything that is asked for agreed to, and has the owner do what only an owner may do, until there is
   * nothing more to wait for.
   */
  readonly apply: () => Promise<Outcome>;
  /** Takes a run back, and lets AWS and the owner do what is theirs to do then. */
  readonly undo: (run: string) => Promise<Outcome>;
}

/** The only one of the type in the place, unless the case names one. */
const targetOf = async (
  resource: Resource,
  { target, gone }: Pick<Case, 'target' | 'gone'>,
  location: Location,
  host: Host,
): Promise<Target> => {
  const aws = sandboxClouds(host).look(location);
  if (gone && target !== undefined) {
    const id = gone === true ? resource.idOf(target) : gone.id;
    if (id === undefined)
      throw new Error('a case that is gone names its target by ARN, and its id where that says no more');
    return { ...location, type: resource.type, id, arn: target };
  }
  if (target !== undefined) {
    const found = await resource.resolve(target, location, aws);
    if (!found) throw new Error(`the account has no ${target}`);
    return found;
  }
  const all: Target[] = [];
  for await (const found of resource.list(location, aws)) all.push(found);
  const [only] = all;
  if (!only || all.length > 1) throw new Error(`the account has ${all.length} of the type: name the target`);
  return only;
};

const waits: ReadonlySet<Outcome['is']> = new Set(['settling', 'pending', 'approval-requested', 'deferred']);
const longestWait = 12;
const quarter = 15 * 60_000;

/** `altered`: the unit as the tester wants it, such as one with somebody else at work between its calls. */
export const standOf = async (
  unit: Remediation,
  resource: Resource,
  row: Case,
  change: (host: Host) => Host = (host) => host,
  faults: readonly Fault[] = [],
): Promise<Stand> => {
  const { partition, region } = row.location ?? {};
  const account = loadAccount({ ...row.account, ...(partition && { partition }), ...(region && { region }) });
  const host = change(startHost(account, { faults }));
  const location = { account: host.account, region: host.region, partition: host.partition };
  const target = await targetOf(resource, row, location, host);
  const catalog: Catalog = {
    listings: [],
    remediation: async () => unit,
    resource: async () => resource,
  };
  const policy = permissive(unit.meta.id, row.settings);
  const ports = sandboxPorts(host, { policy: () => policy, catalog, approvals: agreeing });
  const look = () => reconcile({ unit, resource, target, cause: { by: 'sweep' } }, ports);
  return {
    unit,
    target,
    location,
    host,
    ports,
    settings: unit.settings.parse(row.settings ?? {}),
    apply: async () => {
      let outcome = await look();
      for (let turn = 0; waits.has(outcome.is) && turn < longestWait; turn += 1) {
        if (outcome.is === 'settling') ownersPart(host, target);
        if (outcome.is !== 'approval-requested') host.advance(quarter);
        outcome = await look();
      }
      if (outcome.is === 'settling') expectOwnersPart(target);
      return outcome;
    },
    undo: async (run) => {
      let outcome = await undo({ run, actor: approver, reason: 'tried' }, catalog, ports);
      host.advance(quarter);
      ownersPart(host, target);
      host.advance(quarter);
      for (let turn = 0; outcome.is === 'settling' && turn < longestWait; turn += 1) {
        outcome = await look();
        host.advance(quarter);
      }
      return outcome;
    },
  };
};

/** The resources of an account, without Waxseal's own business in it. */
export const resourcesOf = (host: Host): string => {
  const { ssm: _ssm, config: _config, ...rest } = host.world();
  return canonical(rest);
};

/** Ours, from the `from`th on. */
export const ownCalls = (host: Host, from = 0): readonly Call[] =>
  host
    .calls()
    .slice(from)
    .filter(({ caller }) => caller === host.caller);
