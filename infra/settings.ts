import * as z from 'zod/mini';

/**
 * Characters of the lists that become environment variables. All variables of a function may have 4 KB together, and the
 * others need the rest. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
const listsLimit = 2_800;

/** What a deployment is. Read from the CDK context key `waxseal`, in `cdk.json` or by `--context`. */
const fields = z.strictObject({
  /** `dry-run` deploys no role that can write, and nothing that asks; the templates then simply lack them. */
  mode: z._default(z.enum(['dry-run', 'write']), 'dry-run'),
  /** One KMS key of the customer's own for everything that is stored. Costs extra; see docs/cost.md. */
  customerKey: z._default(z.boolean(), false),
  /** An AWS Config aggregator in the hub's account and Region, which the sweep then asks instead of each account. */
  aggregator: z.optional(z.string().check(z.regex(/^[\w-]{1,256}$/))),
  /** Without an aggregator: what the sweep asks, as `account/region`. Default: only where it runs. */
  locations: z._default(z.array(z.string().check(z.regex(/^\d{12}\/[a-z]{2,8}(-[a-z]+)+-\d{1,2}$/))), []),
  /** SSM change calendars, by ARN, that must be open for any fix. An undo does not wait for them. */
  calendars: z._default(z.array(z.string().check(z.regex(/^arn:[a-z-]+:ssm:/))), []),
  /** How many approvals may wait for people at once; the rest wait in the journal. */
  approvalsOpen: z._default(z.number().check(z.int(), z.minimum(1), z.maximum(400)), 20),
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
        z.array(z.string().check(z.regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/))).check(z.maxLength(50)),
        [],
      ),
      /** Log groups, by name; `*` at the end stands for whatever follows. */
      logGroups: z._default(
        z.array(z.string().check(z.regex(/^[\w./#-]{1,510}\*?$/))).check(z.minLength(1), z.maxLength(50)),
        ['/aws/rds/*', '/waxseal/evidence/*'],
      ),
    }),
  ),
  /**
   * Where AWS Organizations is asked for the place of an account, when the policy speaks of `ous`: `own`, this account,
   * which Organizations is delegated to, or the ARN of a role of the management account.
   */
  organization: z.optional(
    z.union([
      z.literal('own'),
      z.string().check(z.regex(/^arn:[a-z-]+:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/)),
    ]),
  ),
  /** Deploys the AWS Config rules that feed the remediations, where Security Hub or rules of one's own do not. */
  conformancePack: z._default(z.boolean(), false),
  /**
   * Accounts whose AWS Config may call the hub's function for custom rules, besides the hub's own. Each is a statement of
   * the function's policy, which holds some fifty.
   */
  evaluates: z._default(z.array(z.string().check(z.regex(/^\d{12}$/))).check(z.maxLength(50)), []),
  /**
   * A managed policy, by name and path, that every role gets as its permissions boundary, but for those that write: theirs
   * are narrower. It must be in each account.
   */
  permissionsBoundary: z.optional(z.string().check(z.regex(/^([\w+=,.@-]+\/)*[\w+=,.@-]{1,128}$/))),
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

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const says = `The context key "waxseal" is not JSON: ${text.slice(0, 80)}.`;
    throw new Error(`${says} Give it in single quotes, such as '{"mode":"dry-run"}'.`, { cause });
  }
};

/** Throws with the path of what is wrong. Accepts JSON text too, as `--context waxseal='{…}'` gives it. */
export const settingsFrom = (given: unknown): Settings => {
  const value: unknown = typeof given === 'string' ? jsonOf(given) : given;
  const parsed = schema.safeParse(value ?? {});
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(
    ({ path, message, code }) => `${path.join('.') || 'waxseal'}: ${message || code}`,
  );
  throw new Error(`The context key "waxseal" is wrong. ${wrong.join('; ')}`);
};
