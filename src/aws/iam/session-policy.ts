import { deflateRawSync } from 'node:zlib';
import type { Book } from './book.ts';
import type { Aim } from './service.ts';

/** Characters of a session policy. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export const sessionPolicyLimit = 2048;

/** One statement of an identity policy as we write them: allows only, no `Not…`. */
interface Grant {
  readonly Effect: 'Allow';
  readonly Action: readonly string[] | string;
  readonly Resource: readonly string[] | string;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export type SessionPolicy =
  | { readonly policy: string }
  /** Why there is none; the write must then not be begun. */
  | { readonly wrong: string };

const shortest = (list: readonly string[]): readonly string[] | string =>
  list.length === 1 ? (list[0] ?? list) : list;

const sorted = (list: Iterable<string>): readonly string[] => [...new Set(list)].toSorted();

/** What sessions are cut by. */
type ArnsOf = Pick<Book, 'arnsOf'>;

type Cut = { readonly action: string; readonly resources: readonly string[]; readonly wrong?: string };

const cut = (action: string, aim: Aim, book: ArnsOf): Cut => {
  const arns = book.arnsOf(action, aim);
  if (!arns)
    return {
      action,
      resources: [],
      wrong: `no service says what ${action} can be limited to`,
    };
  const resources = sorted(arns);
  if (resources.length > 0) return { action, resources };
  return { action, resources, wrong: `nothing at ${aim.arn} is of a kind that ${action} works on` };
};

/** Bucket ARNs carry no account: a bucket of the same name elsewhere is kept out by condition. */
const conditionFor = (resources: readonly string[], { account }: Aim): Pick<Grant, 'Condition'> =>
  resources.some((arn) => /^arn:[^:]+:s3:::/.test(arn))
    ? { Condition: { StringEquals: { 'aws:ResourceAccount': account } } }
    : {};

/** Actions that share their resources share a statement: every character counts. */
const grantsOf = (cuts: readonly Cut[], aim: Aim): readonly Grant[] => {
  const together = Map.groupBy(cuts, ({ resources }) => resources.join(' '));
  return [...together.values()].map((same) => {
    const resources = same[0]?.resources ?? [];
    return {
      Effect: 'Allow',
      Action: shortest(sorted(same.map(({ action }) => action))),
      Resource: shortest(resources),
      ...conditionFor(resources, aim),
    };
  });
};

/**
 * The policy of one write session: exactly these actions, on nothing but this aim. What the role may do beyond it, the
 * session may not. https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session
 */
export const sessionPolicy = (actions: readonly string[], aim: Aim, book: ArnsOf): SessionPolicy => {
  if (actions.length === 0) return { wrong: 'no action is declared for it' };
  const cuts = sorted(actions).map((action) => cut(action, aim, book));
  const wrong = cuts.find((one) => one.wrong !== undefined)?.wrong;
  if (wrong !== undefined) return { wrong };
  const policy = JSON.stringify({ Version: '2012-10-17', Statement: grantsOf(cuts, aim) });
  if (policy.length <= sessionPolicyLimit) return { policy };
  return { wrong: `the policy would have ${policy.length} characters; AWS takes ${sessionPolicyLimit}` };
};

/**
 * A guess at `PackedPolicySize`, in percent. AWS documents that there is a second, packed limit on session policies
 * and tags, but neither the format nor the number of bytes: we take deflate, and half of the plain limit.
 */
export const packedSizeEstimate = (policy: string): number =>
  Math.ceil((100 * deflateRawSync(policy, { level: 9 }).length) / (sessionPolicyLimit / 2));

/**
 * A role session name: letters, digits and `_=,.@-`, 2 to 64 of them. CloudTrail shows it, so that its lines join
 * the journal's. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export const sessionName = (run: string): string => {
  const name = run.replaceAll(/[^A-Za-z0-9_=,.@-]/g, '-').slice(0, 64);
  return name.length < 2 ? `run-${name}` : name;
};
