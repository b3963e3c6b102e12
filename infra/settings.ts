import * as z from 'zod/mini';

/** What a deployment is. Read from the CDK context key `waxseal`, in `cdk.json` or by `--context`. */
const schema = z.strictObject({
  /** `dry-run` deploys no role that can write, and nothing that asks; the templates then simply lack them. */
  mode: z._default(z.enum(['dry-run', 'write']), 'dry-run'),
  /** One KMS key of the customer's own for everything that is stored. Costs extra; see docs/cost.md. */
  customerKey: z._default(z.boolean(), false),
  /** The folder of the bundled functions. */
  code: z._default(z.string(), 'dist/handlers'),
});
export type Settings = z.infer<typeof schema>;

/** Throws with the path of what is wrong. Accepts JSON text too, as `--context waxseal='{…}'` gives it. */
export const settingsFrom = (given: unknown): Settings => {
  const value: unknown = typeof given === 'string' ? JSON.parse(given) : given;
  const parsed = schema.safeParse(value ?? {});
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(
    ({ path, message, code }) => `${path.join('.') || 'waxseal'}: ${message || code}`,
  );
  throw new Error(`The context key "waxseal" is wrong. ${wrong.join('; ')}`);
};
