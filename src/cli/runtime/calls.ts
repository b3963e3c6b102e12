import { groupsOf } from '../../core/engine/documents.ts';
import type { Ports } from '../../core/model/ports.ts';
import type { Plan } from '../../core/model/plan.ts';
import type { Aws, Remediation } from '../../core/model/remediation.ts';

/** One API call that a plan leads to. */
export interface Call {
  readonly service: string;
  readonly operation: string;
  readonly input: unknown;
  /** Made for this field, but how is known only when the calls before it have been answered. */
  readonly later?: { readonly set: string; readonly on: string };
}

/** Answered in place of AWS. */
const nothing = { output: { $metadata: {} }, response: {} };

/**
 * Clients that note what would be sent and send nothing: their credentials are made up, and the call ends before it
 * is even serialised.
 */
const noting = async (region: string, calls: Call[]): Promise<Aws> => {
  const { cloudsOf } = await import('../../adapters/aws/clients.ts');
  const clouds = cloudsOf({
    credentials: { accessKeyId: 'NOT-SENT', secretAccessKey: 'not-sent' },
    configure: (client) =>
      client.middlewareStack.add(
        (_next, context) =>
          async ({ input }) => {
            const service = String(context['clientName']).replace(/Client$/, '');
            calls.push({ service, operation: String(context['commandName']).replace(/Command$/, ''), input });
            return nothing;
          },
        { step: 'initialize', name: 'waxsealNotes', priority: 'high' },
      ),
  });
  const location = { account: '', region, partition: 'aws' };
  return clouds.write(location, { run: 'plan', remediation: 'plan', kind: 'remediate' });
};

/**
 * The API calls that a plan would make, in order: each `put` is run against clients that only take notes, one for all
 * changes that share a document.
 * What a call of AWS would answer is not known here, so a `put` that needs the answer is noted up to that point.
 */
export const callsOf = async (unit: Remediation, plan: Plan, ports: Ports): Promise<readonly Call[]> => {
  const calls: Call[] = [];
  const look = ports.clouds.look(plan.target);
  const aws = await noting(plan.target.region, calls);
  for (const { whole, parts } of groupsOf(unit, plan)) {
    if (!whole) continue;
    const before = calls.length;
    try {
      const seen = await whole.get(look);
      const next = parts.reduce((value: unknown, part) => part.into(value), seen.value);
      await whole.put(next, seen, aws);
    } catch {
      // A field that reads on, or is of something that an earlier call makes: never left out without a word.
      if (calls.length === before)
        for (const { change } of parts)
          calls.push({
            service: '',
            operation: '',
            input: null,
            later: { set: change.set, on: change.on },
          });
    }
  }
  return calls;
};

const longest = 48;

/** Names and ARNs are what somebody compares and copies: whole, whatever their length. */
const isName = (text: string): boolean => /^[\w.:/+=@-]+$/.test(text);

const short = (value: unknown): string => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'undefined');
  return text.length > longest && !isName(text) ? `<${text.length} characters>` : text;
};

/** `S3 PutBucketPolicy Bucket=… Policy=<235 characters>`: what is long and no name is named by its length. */
export const callLine = ({ service, operation, input, later }: Call): string => {
  if (later) return `then ${later.set} of ${later.on}: how is known when the calls before are answered`;
  const parts = input !== null && typeof input === 'object' ? Object.entries(input) : [];
  const shown = parts
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${short(value)}`);
  return [service, operation, ...shown].join(' ');
};
