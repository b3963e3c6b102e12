import { setTimeout } from 'node:timers/promises';
import { explain } from '../../adapters/aws/aws-errors.ts';
import { cloudsOf } from '../../adapters/aws/clients.ts';
import { evidenceBy, signalsBy } from '../../adapters/aws/evidence.ts';
import { optionalReads } from '../../adapters/aws/optional-reads.ts';
import { probeFrom } from '../../adapters/deployment/probe-from.ts';
import { newIdAt } from '../../adapters/deployment/deployed-ports.ts';
import { surroundingsFromTags } from '../../adapters/aws/surroundings.ts';
import type { Catalog } from '../../core/model/catalog.ts';
import type { Journal } from '../../core/journal/journal.ts';
import type { Ports } from '../../core/model/ports.ts';
import { type Approvals, approvalService } from './approvals.ts';
import type { Caller, Host } from './host.ts';
import type { PolicySource } from '../input/policy-source.ts';

const pause: Ports['pause'] = (milliseconds) => setTimeout(milliseconds);

interface Needs {
  readonly host: Host;
  readonly catalog: Catalog;
  readonly journal: Journal;
  readonly policy: PolicySource;
  readonly approvals: Approvals;
  readonly caller: () => Promise<Caller>;
  /** Of the deployment whose runbooks answer. */
  readonly region: () => Promise<string>;
}

/** The engine's ports for a person at a terminal: own credentials, the journal given, approvals kept in it. */
export const portsFor = async ({
  host,
  catalog,
  journal,
  policy,
  approvals,
  caller,
  region,
}: Needs): Promise<Ports> => {
  const now = (): Date => host.now();
  const callerArn = async (): Promise<string> => (await caller()).arn;
  const rules: Ports['policy'] = async () => policy.load();
  const clouds = cloudsOf({ env: host.env });
  const reading = { clouds, now, pause };
  const own: Ports = {
    now,
    pause,
    newId: () => newIdAt(now()),
    journal,
    clouds,
    ...optionalReads(host.env, { clouds, now }),
    policy: rules,
    surroundings: surroundingsFromTags(catalog),
    // With the credentials at hand, when the policy speaks of evidence.
    evidence: evidenceBy(reading),
    signals: signalsBy(reading),
    // An account in memory has endpoints with names that mean something else, or nothing, outside.
    ...(host.parts ? {} : probeFrom(host.env, { now, otherwise: 'public' })),
    approvals: await approvalService(approvals, {
      journal,
      now,
      caller: callerArn,
      region,
      rules: async () => (await rules()).approvals,
    }),
    // Whoever is at the terminal sees the answer.
    notify: () => Promise.resolve(),
    explain,
  };
  const {
    catalog: _catalog,
    caller: _caller,
    isDeployed: _isDeployed,
    lookup: _lookup,
    ...brought
  } = host.parts ?? {};
  // The policy is always the file's: it is what the command line is about.
  return { ...own, ...brought, policy: rules };
};
