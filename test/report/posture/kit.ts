import type { Entry } from '../../../src/core/journal/records.ts';
import type { Outcome, OutcomeName } from '../../../src/core/model/outcome.ts';
import type { Plan } from '../../../src/core/model/plan.ts';
import type { Concerns } from '../../../src/core/model/remediation.ts';
import type { Item } from '../../../src/report/items.ts';
import { transitMap, type HopState, type TransitMap } from '../../../src/report/map/graph.ts';
import type { Posed } from '../../../src/report/posture/posed.ts';
import { standingOf } from '../../../src/report/standing.ts';

export const at = '2026-03-01T12:00:00.000Z';
export const [one, two] = ['111122223333', '444455556666'] as const;

const known: Readonly<Record<string, Concerns>> = {
  'takes-tls': { hop: 'in', matter: 'plaintext' },
  'acm-certificate-valid': { hop: 'none', matter: 'certificate' },
  'iam-server-certificate-valid': { hop: 'none', matter: 'certificate' },
  'elb-listener-acm-certificate': { hop: 'in', matter: 'certificate' },
  'private-ca-healthy': { hop: 'none', matter: 'certificate' },
  'elb-listener-tls-policy': { hop: 'in', matter: 'old-tls' },
  'vpn-tunnel-strength': { hop: 'in', matter: 'old-tls' },
  'alb-listener-mutual-tls': { hop: 'in', matter: 'identity' },
};

export const target = (id: string, account: string = one) => ({
  account,
  region: 'eu-west-1',
  partition: 'aws',
  type: 'AWS::S3::Bucket',
  id,
  arn: `arn:aws:s3:::${id}`,
});

export const plan = (id: string, remediation: string, why = 'w'): Plan => ({
  id: 'p'.repeat(32),
  kind: 'remediate',
  remediation,
  version: 1,
  target: target(id),
  changes: [],
  why: { id: why, says: 'W.' },
  hazards: [],
  notes: [],
});

export const item = (
  id: string,
  remediation: string,
  outcome: OutcomeName,
  more: Partial<Item> = {},
  account: string = one,
): Item => ({
  finding: `${target(id).arn} ${remediation}`,
  remediation,
  target: target(id, account),
  standing: standingOf[outcome],
  outcome,
  accepts: 'unknown',
  lastSeen: at,
  impacts: [],
  because: [],
  ...more,
});

export const entry = (
  id: string,
  remediation: string,
  when: string,
  outcome: Outcome,
  cause: Entry['cause'] = { by: 'sweep' },
): Entry => ({
  finding: `${target(id).arn} ${remediation}`,
  remediation,
  target: target(id),
  at: when,
  cause,
  outcome,
});
export const open = (id: string, remediation: string, why?: string): Outcome => ({
  is: 'reported',
  plan: plan(id, remediation, why),
  because: [],
});
export const fixed = (id: string, remediation: string, run = 'run-1'): Outcome => ({
  is: 'remediated',
  plan: plan(id, remediation),
  run,
});

/** Hops as they are drawn: `a > b plaintext`; `internet` and `outside` are whom they are called. */
export const mapOf = (
  hops: readonly (readonly [from: string, to: string, state: HopState, finding?: string])[],
): TransitMap => {
  const arn = (name: string): string =>
    name === 'internet' ? 'the internet' : name === 'outside' ? 'elsewhere.example' : target(name).arn;
  const kind = (name: string): string =>
    name === 'internet' ? 'clients' : name === 'outside' ? 'elsewhere' : 'S3';
  const names = [...new Set(hops.flatMap(([from, to]) => [from, to]))];
  const of = (state: HopState): number => hops.filter((hop) => hop[2] === state).length;
  return {
    ...transitMap({ at, items: [], stops: [], seen: [], concerns: () => undefined }),
    nodes: names.map((name) => ({
      id: arn(name),
      name,
      kind: kind(name),
      ...(kind(name) === 'S3' && { account: name.startsWith('b-') ? two : one }),
    })),
    edges: hops.map(([from, to, state, remediation]) => ({
      from: arn(from),
      to: arn(to),
      state,
      findings:
        remediation === undefined
          ? []
          : [
              {
                remediation,
                finding: `${arn(to)} ${remediation}`,
                standing: 'open' as const,
                matter: 'plaintext' as const,
              },
            ],
    })),
    counts: {
      plaintext: of('plaintext'),
      unknown: of('unknown'),
      encrypted: of('encrypted'),
      enforced: of('enforced'),
    },
  };
};

export const posed = (more: Partial<Posed> = {}): Posed => ({
  at,
  looked: more.map !== undefined,
  items: [],
  unlisted: [],
  entries: [],
  findings: [],
  concerns: (id) => known[id],
  ...more,
});
