import * as z from 'zod/mini';
import { keysIn, problemsOf } from '../src/adapters/policy/read.ts';

/**
 * Characters of the lists that become environment variables. All variables of a function may have 4 KB together, and the
 * others need the rest. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
const listsLimit = 2_800;

const open = 'must be a whole number from 1 to 400';
const groups = 'must name from 1 to 50 log groups';
const databases = 'must name from 1 to 10 databases';

/** What a deployment is. Read from the CDK context key `waxseal`, in `cdk.json` or by `--context`. */
const fields = z.strictObject({
  /** `dry-run` deploys no role that can write, and nothing that asks; the templates then simply lack them. */
  mode: z._default(z.enum(['dry-run', 'write']), 'dry-run'),
  /** One KMS key of the customer's own for everything that is stored. Costs extra; see docs/cost.md. */
  customerKey: z._default(z.boolean(), false),
  /** An AWS Config aggregator in the hub's account and Region, which the sweep then asks instead of each account. */
  aggregator: z.optional(
    z.string().check(z.regex(/^[\w-]{1,256}$/, 'must be the name of an AWS Config aggregator')),
  ),
  /** Without an aggregator: what the sweep asks, as `account/region`. Default: only where it runs. */
  locations: z._default(
    z.array(
      z
        .string()
        .check(
          z.regex(
            /^\d{12}\/[a-z]{2,8}(-[a-z]+)+-\d{1,2}$/,
            'must be an account and a Region, such as 111122223333/eu-west-1',
          ),
        ),
    ),
    [],
  ),
  /** SSM change calendars, by ARN, that must be open for any fix. An undo does not wait for them. */
  calendars: z._default(
    z.array(z.string().check(z.regex(/^arn:[a-z-]+:ssm:/, 'must be the ARN of an SSM change calendar'))),
    [],
  ),
  /** How many approvals may wait for people at once; the rest wait in the journal. */
  approvalsOpen: z._default(z.number().check(z.int(open), z.minimum(1, open), z.maximum(400, open)), 20),
  /** Who is told what happened; see docs/events.md. `security-hub` and `reevaluate` write to those services. */
  notify: z._default(z.array(z.enum(['events', 'digest', 'security-hub', 'reevaluate'])), [
    'events',
    'digest',
  ]),
  /** Asks CloudTrail in each account who wrote: `cloudtrail:LookupEvents` for the read role. See docs/ownership.md. */
  trail: z._default(z.boolean(), false),
  /**
   * A role of its own by which logs are read for evidence, where the policy says `evidence`. Only these buckets and log groups:
   * whatever else lies in the account is nobody's business. See docs/evidence.md.
   */
  evidence: z.optional(
    z.strictObject({
      /** Buckets that logs lie in, by name. */
      logBuckets: z._default(
        z
          .array(
            z.string().check(z.regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be the name of a bucket')),
          )
          .check(z.maxLength(50, 'must name at most 50 buckets')),
        [],
      ),
      /** Log groups, by name; `*` at the end stands for whatever follows. */
      logGroups: z._default(
        z
          .array(
            z
              .string()
              .check(
                z.regex(/^[\w./#-]{1,510}\*?$/, 'must be the name of a log group, with * at most at its end'),
              ),
          )
          .check(z.minLength(1, groups), z.maxLength(50, groups)),
        ['/aws/rds/*', '/aws/vendedlogs/waxseal/*'],
      ),
      /** Access logs of S3 are asked by Athena, too: of this workgroup, in tables of these databases of the Glue catalog. */
      athena: z.optional(
        z.strictObject({
          workgroup: z
            .string()
            .check(z.regex(/^[a-zA-Z0-9._-]{1,128}$/, 'must be the name of a workgroup of Athena')),
          databases: z
            .array(
              z
                .string()
                .check(z.regex(/^[a-z0-9_]{1,128}$/, 'must be the name of a database of a-z, 0-9 and _')),
            )
            .check(z.minLength(1, databases), z.maxLength(10, databases)),
        }),
      ),
    }),
  ),
  /**
   * Whether fixes are probed: `public` from the functions, for which what has a private address is unknown, or `vpc`: private
   * addresses too, by the function of `waxseal-probe-vpc` in each VPC where it is deployed. See docs/probe.md.
   */
  probe: z._default(z.enum(['off', 'public', 'vpc']), 'off'),
  /**
   * Where AWS Organizations is asked for the place of an account, when the policy speaks of `ous`: `own`, this account,
   * which Organizations is delegated to, or the ARN of a role of the management account.
   */
  organization: z.optional(
    z
      .string()
      .check(
        z.regex(
          /^(own|arn:[a-z-]+:iam::\d{12}:role\/[\w+=,.@/-]{1,512})$/,
          'must be own, or the ARN of a role of the management account',
        ),
      ),
  ),
  /** Deploys the AWS Config rules that feed the remediations, where Security Hub or rules of one's own do not. */
  conformancePack: z._default(z.boolean(), false),
  /**
   * Accounts whose AWS Config may call the hub's function for custom rules, besides the hub's own. Each is a statement of
   * the function's policy, which holds some fifty.
   */
  evaluates: z._default(
    z
      .array(z.string().check(z.regex(/^\d{12}$/, 'must be an account of 12 digits')))
      .check(z.maxLength(50, 'must name at most 50 accounts')),
    [],
  ),
  /**
   * A managed policy, by name and path, that every role gets as its permissions boundary, but for those that write: theirs
   * are narrower. It must be in each account.
   */
  permissionsBoundary: z.optional(
    z
      .string()
      .check(
        z.regex(
          /^([\w+=,.@-]+\/)*[\w+=,.@-]{1,128}$/,
          'must be the name of a managed policy, with its path if it has one',
        ),
      ),
  ),
  /** The folder of the bundled functions. */
  code: z._default(z.string(), 'dist/handlers'),
});
const schema = fields.check(
  z.refine(
    ({ locations, calendars }) => [...locations, ...calendars].join(',').length <= listsLimit,
    `locations and calendars are too long for a function’s environment (${listsLimit} characters): name an aggregator instead of locations`,
  ),
);
export type Settings = z.infer<typeof schema>;

/** What whoever deploys has to set right: said in words, without a stack. */
class WrongSettings extends Error {}

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const says = `The context key "waxseal" is not JSON: ${text.slice(0, 80)}.`;
    throw new WrongSettings(`${says} Give it in single quotes, such as '{"mode":"dry-run"}'.`, { cause });
  }
};

/** Throws with the path of what is wrong. Accepts JSON text too, as `--context waxseal='{…}'` gives it. */
export const settingsFrom = (given: unknown): Settings => {
  const value: unknown = typeof given === 'string' ? jsonOf(given) : given;
  const parsed = schema.safeParse(value ?? {});
  if (parsed.success) return parsed.data;
  const known = z.toJSONSchema(fields, { io: 'input' });
  const yaml = { data: value, at: () => ({ line: 1, column: 1 }), source: () => undefined };
  const wrong = parsed.error.issues
    .flatMap((issue) => problemsOf(issue, yaml, [], (path) => keysIn(known, path)))
    .map(({ path, says, todo }) => [path || 'It', says, todo].filter(Boolean).join(' '));
  throw new WrongSettings(`The context key "waxseal" is wrong. ${wrong.join(' ')}`);
};

/** Settings of a command line: what is wrong with them is its whole answer. */
export const settingsOrExit = (given: unknown): Settings => {
  try {
    return settingsFrom(given);
  } catch (error) {
    if (!(error instanceof WrongSettings)) throw error;
    console.error(error.message);
    process.exit(2);
  }
};
