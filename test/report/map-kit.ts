import type { Onward } from '../../src/core/model/onward.ts';
import type { Concerns } from '../../src/core/model/remediation.ts';
import type { OutcomeName } from '../../src/core/model/outcome.ts';
import type { Item } from '../../src/report/items.ts';
import type { Stop } from '../../src/report/map/graph.ts';
import { standingOf } from '../../src/report/standing.ts';

export const at = '2026-03-01T12:00:00.000Z';
export const target = (id: string, type = 'AWS::S3::Bucket') => ({
  account: '111122223333',
  region: 'eu-west-1',
  partition: 'aws',
  type,
  id,
  arn: `arn:aws:s3:::${id}`,
});
export const item = (id: string, remediation: string, outcome: OutcomeName, why?: string): Item => ({
  finding: `${id} ${remediation}`,
  remediation,
  target: target(id),
  standing: standingOf[outcome],
  outcome,
  accepts: 'unknown',
  lastSeen: at,
  impacts: [],
  because: [],
  ...(why !== undefined && { why }),
});
export const stop = (id: string, more: Partial<Stop> = {}): Stop => ({
  target: target(id),
  root: target(id).arn,
  hosts: [],
  onward: [],
  ...more,
});
export const to = (id: string, more: Partial<Onward> = {}): Onward => ({ to: target(id).arn, ...more });

export const known: Readonly<Record<string, Concerns & { readonly enforced: boolean }>> = {
  'takes-tls': { hop: 'in', matter: 'plaintext', enforced: false },
  'new-tls': { hop: 'in', matter: 'old-tls', enforced: false },
  'aws-takes-tls': { hop: 'in', matter: 'plaintext', enforced: true },
  'sends-new-tls': { hop: 'out', matter: 'old-tls', enforced: false },
  'sends-tls': { hop: 'out', matter: 'plaintext', enforced: false },
  'nodes-tls': { hop: 'within', matter: 'plaintext', enforced: false },
  certificate: { hop: 'in', matter: 'certificate', enforced: false },
  'no-open-ports': { hop: 'let-in', matter: 'plaintext', enforced: false },
  aside: { hop: 'none', matter: 'plaintext', enforced: false },
};
