import type { Job } from '../model/catalog.ts';
import { WaxsealError } from '../model/errors.ts';
import type { Reason } from '../model/outcome.ts';
import type { Policy, Ruling } from '../policy/policy.ts';
import type { Ports } from '../model/ports.ts';
import type { Aws } from '../model/remediation.ts';
import { asksForOus, ruling } from '../policy/ruling.ts';
import type { Surroundings } from '../model/surroundings.ts';
import type { Target } from '../model/target.ts';

/** What is known of a resource besides its state: what surrounds it, and what the policy says about it. */
export interface Around {
  readonly surroundings: Surroundings;
  readonly policy?: Policy;
  readonly ruling?: Ruling;
  readonly unreadable: readonly Reason[];
}

/** What one look at the live resource showed. */
export interface Look extends Around {
  /** As the unit has read it, for its own `plan` alone. `undefined`: the resource is gone. */
  readonly state: unknown;
}

/** Reads the resource, what surrounds it and the policy. Decides nothing, and never writes. */
export const look = async (job: Job, ports: Ports): Promise<Look> => {
  const { unit, target } = job;
  const aws = { ...ports.clouds.look(target), now: () => ports.now() };
  const [state, known] = await Promise.all([unit.read(target, aws), around(job, aws, ports)]);
  return { state, ...known };
};

const around = async ({ unit, target }: Job, aws: Aws, ports: Ports): Promise<Around> => {
  const policy = await readable('The policy', ports.policy(), ports);
  const ownerTags = isReason(policy) ? [] : policy.ownerTags;
  const made = isReason(policy) ? undefined : policy.ownership;
  const found = await readable('Tags', ports.surroundings(target, aws, ownerTags, made), ports);
  const ou =
    !isReason(policy) && asksForOus(policy)
      ? await readable('The organizational unit of the account', ouOf(target, ports), ports)
      : undefined;
  const seen: Surroundings = isReason(found) ? { tags: {} } : found;
  const surroundings: Surroundings = ou && !isReason(ou) ? { ...seen, ...ou } : seen;
  const unreadable = [policy, found, ...(ou ? [ou] : [])].filter(isReason);
  if (isReason(policy)) return { surroundings, unreadable };
  const rules = ruling(policy, { target, remediation: unit.meta.id, surroundings }, ports.now());
  return { surroundings, unreadable, policy, ruling: rules };
};

/** A passing failure is thrown, so that the whole look is tried again; a lasting one closes the gate instead. */
const readable = async <T>(what: string, reading: Promise<T>, ports: Ports): Promise<T | Reason> => {
  try {
    return await reading;
  } catch (error) {
    const failure = ports.explain(error);
    if (failure.retry) throw error;
    return { check: 'unreadable', says: `${what} could not be read: ${failure.says}`, todo: failure.todo };
  }
};
const isReason = (value: object): value is Reason => 'check' in value && 'says' in value;

const ouOf = async ({ account }: Target, ports: Ports): Promise<{ readonly ou: string }> => {
  if (ports.ouPath) return { ou: await ports.ouPath(account) };
  throw new WaxsealError({
    code: 'organization-unread',
    says: 'The policy speaks of organizational units, and this installation does not read AWS Organizations.',
    todo: 'Set WAXSEAL_ORGANIZATION, or write account ids instead of ous.',
  });
};
