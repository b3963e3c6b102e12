import { describe, expect, test } from 'vitest';
import { loadAccount } from '../../src/sandbox/account.ts';
import { catalog, listings } from '../../src/services/index.ts';
import { stage } from '../kit/account.ts';
import type { Contract } from '../kit/contract.ts';
import { contracts, promisedBy, type Contracts } from '../kit/contracts.ts';
import { expectOwnersPart, neighbourOf, otherValueOf, setByAnother } from '../kit/foreign.ts';
import { gaps, unasked } from '../kit/gaps.ts';
import { believed, oddWrites } from '../kit/junk-answers.ts';
import { turned } from '../kit/permute.ts';
import type { Promises, Shown } from '../kit/promises.ts';
import { wrongWithSession } from '../kit/session.ts';
import { turnedPolicy } from '../kit/turned-policy.ts';
import { differences } from '../simulation/flat.ts';
import { renamed, seeded } from '../kit/wire.ts';

/** What the services' tests share is said by every service, and what one leaves out is noticed by name. */

const units = await Promise.all(listings.map(({ id }) => catalog.remediation(id)));

test('nothing is left out', () => {
  expect(units.length).toBeGreaterThan(0);
  expect(gaps(units)).toEqual([]);
});

test('a service without a contract is a gap', () => {
  const { dms: _left, ...others } = contracts;
  expect(gaps(units, others).join()).toContain('say in test/services/dms/contract.ts');
});

test('an operation that the sandbox does not have is a gap', () => {
  const misspelt = { ...contracts, ecs: { sets: { 'ecs:ListCluster': 'clusterArns' } } };
  expect(gaps(units, misspelt).join()).toContain('the sandbox has no ecs:ListCluster');
});

const thrown = async (work: () => unknown): Promise<string> => {
  try {
    await work();
    return 'nothing was noticed';
  } catch (error) {
    return String(error);
  }
};
const met = (operation: string, output: object, of: Contracts): string => {
  const unsaid: string[] = [];
  turned(operation, output, (one) => unsaid.push(one), of);
  return unsaid.join();
};
const live = async (id: string) => {
  const at = await stage(id);
  return { ...at, ...(await at.live((_request, answer) => answer(), true)) };
};
const never = (): never => {
  throw new Error('asked for what nobody needs');
};
const seeding = async (of: Contracts): Promise<string> => {
  const { host } = await live('s3-bucket-tls-only');
  return thrown(() => seeded({ s3: {} }, host.world(), { use: never }, of));
};

interface Removal {
  readonly from: string;
  readonly seen: (of: Contracts) => string | Promise<string>;
  readonly says: string;
}
const byGaps = (from: string, says: string): Removal => ({
  from,
  says,
  seen: (of) => gaps(units, of).join(),
});

/** Each member of a contract: a service that has it, and what is said when it is gone. */
const members: Readonly<Record<keyof Contract, Removal>> = {
  prefix: byGaps('elbv2', 'by which word the sandbox knows its operations: prefix'),
  sets: {
    from: 's3',
    seen: (of) => met('s3:ListBuckets', { Buckets: [] }, of),
    says: 'whether Buckets of s3:ListBuckets is a set',
  },
  ordered: {
    from: 'elbv2',
    seen: (of) => {
      const Rules = [{ Actions: [{ Type: 'forward' }] }];
      return met('elasticloadbalancingv2:DescribeRules', { Rules }, of);
    },
    says: 'whether Rules.Actions of elasticloadbalancingv2:DescribeRules is a set',
  },
  unpaged: {
    from: 'elbv2',
    seen: (of) => believed(['elasticloadbalancingv2:DescribeTags'], of).join(),
    says: 'that elasticloadbalancingv2:DescribeTags has no pages: unpaged',
  },
  asGood: {
    from: 'elbv2',
    seen: (of) => {
      const operation = 'elasticloadbalancingv2:ModifyListener';
      const input = { SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06' };
      const call = { operation, input, caller: '', region: '', at: '', done: true };
      return oddWrites([call], new Set(), of).join();
    },
    says: 'that it is as good: asGood',
  },
  named: {
    from: 's3',
    seen: async (of) => {
      const { unit, outcome, host } = await live('s3-bucket-tls-only');
      return wrongWithSession(unit.meta, outcome, host.writes(), of).join();
    },
    says: 'what s3:PutBucketPolicy names: named',
  },
  neighbours: byGaps('rds', 'what somebody else could do beside a field of AWS::RDS::DBInstance: neighbours'),
  otherValues: byGaps('elbv2', 'what somebody else could make of ruleActions: otherValues'),
  neverAbsent: {
    from: 'elbv2',
    seen: async (of) => {
      const id = 'elb-listener-tls-policy';
      const { host, target } = await live(id);
      const change = { set: 'sslPolicy', on: target.arn, before: 'old', after: 'new', impact: [] };
      const value = otherValueOf(id, change, host, target, of);
      return thrown(() => setByAnother(id, { set: change.set, value }, async () => never()));
    },
    says: 'that sslPolicy is never absent: neverAbsent',
  },
  ownersPart: {
    from: 'rds',
    seen: async (of) => {
      const { target } = await stage('rds-instance-force-tls');
      return thrown(() => expectOwnersPart(target, of));
    },
    says: 'what only an owner can do where AWS::RDS::DBInstance does not settle: ownersPart',
  },
  seed: { from: 's3', seen: seeding, says: 'how its records come to be over HTTP: seed' },
  globalNames: {
    from: 's3',
    seen: seeding,
    says: 'which of its names are unique in the world: globalNames',
  },
  writers: byGaps('rds', 'what the writer does who "tunes the group": writers'),
  resolvedBy: byGaps('s3', 'which operations alone find AWS::S3::Bucket: resolvedBy'),
  attempted: byGaps('elbv2', 'where journalled changes of elb-listener-tls-policy show: attempted'),
  promises: byGaps('s3', 'of s3-bucket-tls-only what its fixes may change: promises.mayFix'),
  withoutEvidence: {
    from: 'sqs',
    seen: (of) => unasked(units, of).join(),
    says: 'why sqs-queue-tls-only asks nothing of logs: withoutEvidence',
  },
  asks: {
    from: 's3',
    seen: (of) => unasked(units, of).join(),
    says: 'what s3-bucket-tls-only asks of logs, with a state of its own: asks',
  },
  standsFor: byGaps('cloudfront', 'which unit stands for the family document: standsFor'),
  aims: byGaps('rds', 'whose session policies the reference is asked about for AWS::RDS::DBInstance: aims'),
};

const without = (service: string, change: (contract: Contract) => Contract): Contracts => ({
  ...contracts,
  [service]: change(contracts[service] ?? {}),
});
/** What is left lacks what its type demands: that is what is tried. */
const less = <Of extends object>(whole: Of, member: string): Of => {
  const left = { ...whole };
  Reflect.deleteProperty(left, member);
  return left;
};

describe('a contract that lacks a member is told so by name', () => {
  test.each(Object.entries(members))('%s', async (member, { from, seen, says }) => {
    expect(await seen(contracts)).not.toContain(`test/services/${from}/contract.ts`);
    const told = await seen(without(from, (contract) => less(contract, member)));
    expect(told).toContain(`say in test/services/${from}/contract.ts ${says}`);
  });
});

/** Each member of what a remediation promises. */
const promises: Readonly<Record<keyof Promises, string>> = {
  readBefore: 'which read shows what each of its writes replaces',
  mayFix: 'what its fixes may change',
  isRemediated: 'how it shows that its resource is as it should be',
  meddlers: 'which writers meddle with its resource',
  scene: 'an account with a non-compliant resource that it remediates',
  disaster: 'what must never come to be',
  isConsequence: 'what AWS itself changes when it writes',
  goesWithIt: 'what an undo of it may take away with what it made',
  longLook: 'whether its look before a write takes several calls',
};

describe('a remediation that lacks a promise cannot be simulated', () => {
  const id = 'rds-instance-force-tls';
  test.each(Object.entries(promises))('%s', (member, what) => {
    const of = without('rds', (contract) => {
      const own = contract.promises?.[id];
      return own ? { ...contract, promises: { ...contract.promises, [id]: less(own, member) } } : contract;
    });
    const says = `say in test/services/rds/contract.ts of ${id} ${what}: promises.${member}`;
    expect(() => promisedBy(id, of)).toThrow(says);
    expect(gaps(units, of)).toEqual([says]);
  });
});

test('a service that cannot be seeded says why', async () => {
  const { host } = await live('rds-instance-force-tls');
  await expect(seeded({ rds: {} }, host.world(), { use: never })).rejects.toThrow(
    'no row with rds can have wire: A server knows no parameters',
  );
});

test('a type and a remediation that no service has are told by name', async () => {
  const { host, target } = await live('s3-bucket-tls-only');
  const elsewhere = { ...target, type: 'AWS::None::Such' };
  expect(() => neighbourOf(host, elsewhere)).toThrow('beside a field of AWS::None::Such');
  expect(() => promisedBy('none-such')).toThrow('no src/services/*/remediations/none-such.ts');
});

describe('a journalled change shows where its contract says', () => {
  const written = units.filter(({ fields }) => Object.keys(fields).length > 0);
  test.each(written.map(({ meta }) => meta.id))('%s', async (id) => {
    const { attempted, isConsequence, scene, file } = promisedBy(id);
    const { outcome, host } = await live(id);
    const changes = 'plan' in outcome && outcome.plan ? outcome.plan.changes : [];
    const made = differences(loadAccount(scene.account).world, host.world());
    const shows = changes.map((change) => attempted(change, change.after));
    const covers = (one: Shown | undefined, path: string): boolean =>
      one !== undefined && ('path' in one ? one.path === path : path.startsWith(one.under));
    const paths = made.map(({ path }) => path).filter((path) => !isConsequence(path));
    expect(
      paths.filter((path) => !shows.some((one) => covers(one, path))),
      file,
    ).toEqual([]);
    expect(
      shows.filter((one) => !paths.some((path) => covers(one, path))),
      file,
    ).toEqual([]);
    expect(shows).not.toEqual([]);
  });
});

describe('answers are turned', () => {
  const of = {
    some: {
      sets: { 'some:List': ['Items', 'Items.Tags', turnedPolicy('Policy')] },
      ordered: { 'some:List': 'Items.Steps' },
    },
  };
  const at = new Date('2026-01-01');
  const Items = [{ Tags: [1, 2], Steps: ['a', 'b'], at }, { Tags: [3] }];

  test('sets wherever they stand, and nothing else', () => {
    const unsaid: string[] = [];
    const output = turned('some:List', { Items, NextToken: 'x' }, (one) => unsaid.push(one), of);
    expect(output).toEqual({
      Items: [{ Tags: [3] }, { Tags: [2, 1], Steps: ['a', 'b'], at }],
      NextToken: 'x',
    });
    expect(unsaid).toEqual([]);
  });
  test('policies in texts', () => {
    const [Action, AWS] = [
      ['s3:Get*', 's3:Put*'],
      ['one', 'two'],
    ];
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: { Action, Principal: { AWS } } });
    const output = turned('some:List', { Policy }, never, of);
    expect(output).toEqual({
      Policy:
        '{"Statement":[{"Principal":{"AWS":["two","one"]},"Action":["s3:Put*","s3:Get*"]}],"Version":"2012-10-17"}',
    });
  });
  test('a list of which nobody has said anything stays, and is told by its path', () => {
    const unsaid: string[] = [];
    const given = { Items: [{ Others: [[1, 2]] }] };
    expect(turned('some:List', given, (one) => unsaid.push(one), of)).toEqual(given);
    expect(new Set(unsaid)).toEqual(
      new Set(['say in test/services/some/contract.ts whether Items.Others of some:List is a set']),
    );
  });
});

test('names that are unique in the world get an ending', async () => {
  const { host } = await live('s3-bucket-tls-only');
  expect(renamed('arn:aws:s3:::orders/*', host.world(), 'x')).toBe('arn:aws:s3:::orders-x/*');
});
