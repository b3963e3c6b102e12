import type { Job } from '../model/catalog.ts';
import type { Endpoint, Plaintext } from '../model/endpoint.ts';
import type { Reason } from '../model/outcome.ts';
import type { Ports } from '../model/ports.ts';
import type { Aws } from '../model/remediation.ts';

/** What probes of a resource met after a fix, as reasons: they are journalled and told with its outcome. */

type Met = Plaintext['is'] | 'pending';

const checks = {
  accepted: 'probe-accepted',
  refused: 'probe-refused',
  unknown: 'probe-unknown',
  pending: 'probe-pending',
} as const satisfies Readonly<Record<Met, string>>;

const words: Readonly<Record<Met, (where: string) => string>> = {
  accepted: (where) => `A probe of ${where} was let in with plaintext.`,
  refused: (where) => `A probe of ${where} was refused plaintext.`,
  unknown: (where) => `A probe of ${where} showed nothing about plaintext.`,
  pending: (where) => `A probe of ${where} cannot be made yet.`,
};

const todos: Readonly<Partial<Record<Met, string>>> = {
  accepted:
    'AWS shows the fix. See what else answers there: another listener, a proxy, a fix that has not arrived everywhere. It is probed again.',
};

const reason = (where: string, { is, says, again }: Plaintext, waits: boolean): Reason => {
  const met = is === 'unknown' && again && waits ? 'pending' : is;
  const todo = todos[met];
  return {
    check: checks[met],
    says: `${words[met](where)} ${says}`.trim(),
    ...(todo !== undefined && { todo }),
  };
};

export const isAccepted = ({ check }: Reason): boolean => check === checks.accepted;

export const isPending = ({ check }: Reason): boolean => check === checks.pending;

/** A fix is proven at a few places; whoever wants to see all asks `waxseal probe`. */
const most = 5;

/**
 * One probe after the other. Nothing here fails a run: what cannot be asked is unknown, and is told.
 * `waits`: what cannot be asked yet may be asked again; else it is unknown as well.
 */
export const probed = async (
  { resource, target }: Job,
  aws: Aws,
  waits: boolean,
  ports: Pick<Ports, 'probe' | 'explain'>,
): Promise<readonly Reason[]> => {
  if (!ports.probe || !resource.endpoints) return [];
  let endpoints: readonly Endpoint[];
  try {
    endpoints = await resource.endpoints(target, aws);
  } catch (error) {
    return [reason(target.arn, { is: 'unknown', says: ports.explain(error).says }, waits)];
  }
  const met: Reason[] = [];
  for (const endpoint of endpoints.slice(0, most)) {
    const where = `${endpoint.host}:${endpoint.port}`;
    const asking = ports.probe(endpoint, target);
    const answer = await asking.catch((error: unknown): Plaintext => ({
      is: 'unknown',
      says: ports.explain(error).says,
    }));
    met.push(reason(where, answer, waits));
  }
  const left = endpoints.length - met.length;
  if (left > 0)
    met.push(reason(`${left} more endpoints`, { is: 'unknown', says: 'They were not asked.' }, waits));
  // What matters most is read first, and sometimes alone.
  return met.toSorted((a, b) => Number(isAccepted(b)) - Number(isAccepted(a)));
};
