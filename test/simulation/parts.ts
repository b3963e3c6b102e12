import { ssmApprovals } from '../../src/adapters/approvals/ssm.ts';
import { parsePolicy } from '../../src/adapters/policy/file.ts';
import type { Journal } from '../../src/core/journal/journal.ts';
import type { Policy } from '../../src/core/policy/policy.ts';
import type { ApprovalService, Clouds } from '../../src/core/model/ports.ts';
import { gathering } from '../../src/adapters/aws/gathering.ts';
import { perClient } from '../../src/adapters/aws/remembering.ts';
import { sharedAnswers } from '../../src/adapters/aws/shared-answers.ts';
import type { Host } from '../../src/sandbox/host.ts';
import { sandboxClouds, sandboxNames, sandboxSsm } from '../../src/sandbox/sandbox-ports.ts';
import { atWork } from './at-work.ts';
import type { Engine } from '../../src/sandbox/scenario/engine.ts';
import { engine as real } from '../kit/engine.ts';
import { mapJournal } from './journal-map.ts';

/** What a run is made of. A planted bug is a function from these to others. */
export interface Parts {
  readonly engine: Engine;
  readonly journal: () => Journal;
  readonly clouds: (host: Host) => Clouds;
  /** `policy`: what Waxseal itself goes by; a person only answers. */
  readonly approvals: (
    host: Host,
    caller: string,
    policy?: () => Pick<Policy, 'approvals'>,
  ) => ApprovalService;
  /** The account as Waxseal's clients meet it. */
  readonly account: (host: Host) => Host;
}

const policies = new Map<string, Policy>();
const policyOf: Engine['parsePolicy'] = (text, name, listings) => {
  const known = policies.get(text);
  if (known) return known;
  const policy = parsePolicy(text, name, listings);
  policies.set(text, policy);
  return policy;
};

/** The same policies are read thousands of times. */
const engine: Engine = { ...real, parsePolicy: policyOf };

/**
 * Real clients are costly to build and know nothing of a run: one set serves every run of this thread, one after the
 * other, and each call goes to the account of the run that is played now.
 */
let stage: Host | undefined;
const playing = (): Host => {
  if (!stage) throw new Error('no run is being played');
  return stage;
};
const whoever: Pick<Host, 'call' | 'meanwhile' | 'caller' | 'now'> = {
  now: () => playing().now(),
  call: (request) => playing().call(request),
  meanwhile: (operation) => playing().meanwhile(operation),
  get caller() {
    return stage?.caller ?? '';
  },
};
const shared = new Map<string, Clouds>();
/** What the looks of one process have between them, by process: of the run that is played, and of no other. */
const between = new Map<number, ReturnType<typeof newBetween>>();
const newBetween = () => ({
  shares: sharedAnswers(() => playing().now().getTime()),
  gathered: perClient(gathering),
});
const ofThisProcess = () => {
  const process = atWork.getStore() ?? 0;
  const own = between.get(process) ?? newBetween();
  between.set(process, own);
  return own;
};
const ofThisRun = {
  shares: { of: (client: object) => ofThisProcess().shares.of(client) },
  gathered: { of: (client: object) => ofThisProcess().gathered.of(client) },
};
const ssm = new Map<string, ReturnType<typeof sandboxSsm>>();

const kept = <Value>(known: Map<string, Value>, key: string, make: () => Value): Value => {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
};

export const parts: Parts = {
  engine,
  journal: mapJournal,
  clouds: (host) => {
    stage = host;
    between.clear();
    return kept(shared, host.caller, () => sandboxClouds(whoever, host.caller, {}, ofThisRun));
  },
  approvals: (host, caller, policy) => {
    stage = host;
    const client = kept(ssm, `${host.region} ${caller}`, () => sandboxSsm({ ...host, ...whoever }, caller));
    return ssmApprovals({
      client,
      document: sandboxNames.document,
      version: sandboxNames.version,
      function: sandboxNames.function,
      role: `arn:${host.partition}:iam::${host.account}:role/waxseal-approvals`,
      ...(policy && { rules: async () => policy().approvals }),
    });
  },
  account: (host) => host,
};
