import * as z from 'zod/mini';
import { openSqliteJournal } from '../../src/adapters/journal/sqlite.ts';
import type { Catalog, Job } from '../../src/core/model/catalog.ts';
import type { Journal } from '../../src/core/journal/journal.ts';
import type { Plan } from '../../src/core/model/plan.ts';
import type { Policy } from '../../src/core/policy/policy.ts';
import type { ApprovalService, ApprovalState, Ports } from '../../src/core/model/ports.ts';
import { remediation, type Aws, type Remediation } from '../../src/core/model/remediation.ts';
import type { Resource } from '../../src/core/model/resource.ts';

/**
 * The smallest world that the engine can work in, without AWS: a thing with dials, each of which must be 1. Every call
 * that leaves the engine goes through `at`, so that a test can let the process die, or the world change, at any of them.
 */

export class Crash extends Error {}

export interface Toy {
  readonly dials: Record<string, number | null>;
  readonly writes: string[];
  readonly ports: Ports;
  readonly job: Job;
  readonly catalog: Catalog;
  /** Called with the name of each call before (`get a`) and after (`get a done`) it. */
  at: (call: string) => void;
  policy: Policy;
  decision: ApprovalState;
  hazards: boolean;
  readonly pass: (minutes: number) => void;
  /** What a new process sees: the same journal and world, nothing else. */
  readonly restart: () => void;
}

export const target = {
  account: '111122223333',
  region: 'eu-west-1',
  partition: 'aws',
  type: 'Toy',
  id: 'toy',
  arn: 'arn:aws:toy:eu-west-1:111122223333:toy',
};

const policy: Policy = {
  mode: 'auto',
  killSwitch: false,
  ownerTags: [],
  rules: [],
  exemptions: [],
  optIns: [],
  approvals: { approvers: [], minimum: 1, expiresAfterDays: 7, rejectionHoldsDays: 30 },
  lines: {},
};

const messages = {
  off: { says: 'Dials are off.' },
  hot: { says: 'The thing is hot.', todo: 'Let it cool.' },
} as const;

const unitOf = (toy: Toy): Remediation =>
  remediation({
    meta: {
      id: 'toy-dials-on',
      version: 1,
      concerns: { hop: 'in', matter: 'plaintext' },
      title: 'Dials are on',
      summary: 'Turns every dial to 1.',
      resourceType: 'Toy',
      configRules: [],
      controls: [],
      services: [],
      reversible: true,
      permissions: { read: [], write: [], undo: [] },
      messages,
      docs: [],
    },
    settings: z.strictObject({}),
    fields: {
      dial: {
        get: async (on: string) => {
          toy.at(`get ${on}`);
          return { value: toy.dials[on] ?? null };
        },
        put: async (on: string, value: number | null) => {
          toy.at(`put ${on}`);
          toy.dials[on] = value;
          toy.writes.push(`${on}=${value}`);
          toy.at(`put ${on} done`);
        },
      },
    },
    read: async () => {
      toy.at('read');
      return { dials: { ...toy.dials }, hot: toy.hazards };
    },
    plan: ({ dials, hot }) => {
      const off = Object.entries(dials).filter(([, value]) => value !== 1);
      if (off.length === 0) return { is: 'compliant' as const };
      const changes = off.map(([on, before]) => ({
        set: 'dial' as const,
        on,
        before,
        after: 1,
        impact: ['none'] as const,
      }));
      const hazards = hot ? [{ message: 'hot' as const }] : [];
      return { is: 'non-compliant' as const, message: 'off' as const, changes, hazards };
    },
  });

const resource: Resource = {
  type: 'Toy',
  permissions: [],
  idOf: () => 'toy',
  resolve: async () => target,
  list: async function* list() {
    yield target;
  },
  root: () => target.arn,
  tags: async () => ({}),
};

const noAws: Aws = {
  use: () => {
    throw new Error('the toy has no AWS');
  },
};

const watched = (journal: Journal, toy: Toy): Journal => ({
  ...journal,
  read: async (kind, key) => {
    toy.at(`read ${kind}`);
    return journal.read(kind, key);
  },
  write: async (row, expected) => {
    toy.at(`write ${row.kind}`);
    const revision = await journal.write(row, expected);
    toy.at(`write ${row.kind} done`);
    return revision;
  },
});

/** The process makes its last call: that one and all that follow throw, until it is started again. */
export const dieAt = (toy: Toy, call: string): void => {
  let dead = false;
  toy.at = (now) => {
    dead ||= now === call;
    if (dead) throw new Crash(now);
  };
};

/** A plan of the toy's, with nothing in it that a test does not say. */
export const toyPlan = (more: Partial<Plan> = {}): Plan => ({
  id: 'p1',
  kind: 'remediate',
  remediation: 'toy-dials-on',
  version: 1,
  target,
  changes: [],
  why: { id: 'off', says: 'Dials are off.' },
  hazards: [],
  notes: [],
  ...more,
});

export const toyOf = (dials: Record<string, number | null>): Toy => {
  let now = Date.parse('2026-11-21T10:00:00Z'); // any fixed moment
  let ids = 0;
  const stored = openSqliteJournal(':memory:');
  const approvals: ApprovalService = {
    open: async (approvalRequest) => {
      toy.at('open approval request');
      return `ref-${approvalRequest.id}`;
    },
    decision: async () => toy.decision,
    signal: async () => {},
    withdraw: async () => {
      toy.decision = { is: 'expired' };
    },
  };
  const toy: Toy = {
    dials,
    writes: [],
    at: () => {},
    policy,
    decision: { is: 'waiting' },
    hazards: false,
    pass: (minutes) => {
      now += minutes * 60_000;
    },
    restart: () => {
      toy.at = () => {};
    },
    get ports(): Ports {
      return {
        now: () => new Date(now),
        pause: async () => {},
        newId: () => String(ids++).padStart(6, '0'),
        journal: watched(stored, toy),
        clouds: { look: () => noAws, write: async () => noAws },
        policy: async () => toy.policy,
        surroundings: async () => ({ tags: {} }),
        evidence: async () => ({ is: 'unknown' }),
        approvals,
        notify: async () => toy.at('notify'),
        explain: (error) => {
          if (error instanceof Crash) throw error;
          return { code: 'toy', says: String(error), todo: '', retry: true };
        },
      };
    },
    get job(): Job {
      return { unit: unitOf(toy), resource, target, cause: { by: 'event', reference: 'e-1' } };
    },
    get catalog(): Catalog {
      return {
        listings: [],
        remediation: async () => unitOf(toy),
        resource: async () => resource,
      };
    },
  };
  return toy;
};
