import { partOf, type Change, type Remediation } from '../../src/core/model/remediation.ts';
import type { Target } from '../../src/core/model/target.ts';
import { AwsFault } from '../../src/sandbox/faults.ts';
import type { Host } from '../../src/sandbox/host.ts';
import type { Neighbour } from './contract.ts';
import { contracts, serviceOfRemediation, serviceOfType, unsaid, type Contracts } from './contracts.ts';

/** Somebody else at work beside us, as the services' contracts have it. */

/** Throws for a resource type that nobody has thought about: a new one needs its own kind of neighbour. */
export const neighbourOf = (host: Host, target: Target, of: Contracts = contracts): Neighbour => {
  const service = serviceOfType(target.type) ?? '<service>';
  const make = of[service]?.neighbours?.[target.type];
  if (make) return make(host, target);
  throw new Error(
    unsaid(service, `what somebody else could do beside a field of ${target.type}: neighbours`),
  );
};

/**
 * What somebody else makes of a field before we put it: where something stood and can be taken away nothing, else
 * another value than the one that was there and the one that we want.
 */
export const otherValueOf = (
  remediation: string,
  change: Change,
  host: Host,
  target: Target,
  of: Contracts = contracts,
): unknown => {
  const { set, before } = change;
  const service = serviceOfRemediation(remediation);
  const { otherValues, neverAbsent = [] } = of[service] ?? {};
  if (before !== null && !neverAbsent.includes(set)) return null;
  const other = otherValues?.[set];
  if (other) return other(change, host, target) ?? change.after;
  throw new Error(unsaid(service, `what somebody else could make of ${set}: otherValues`));
};

/** Somebody else sets a field to what they like. */
export const setByAnother = async (
  remediation: string,
  { value, set }: { readonly value: unknown; readonly set: string },
  put: (value: unknown) => Promise<void>,
): Promise<void> => {
  try {
    await put(value);
  } catch (error) {
    if (value !== null) throw error;
    const what = `that ${set} is never absent: neverAbsent`;
    throw new Error(unsaid(serviceOfRemediation(remediation), what), { cause: error });
  }
};

/** Why AWS does not let the other writer do it: some policies lock everybody out. `undefined`: it is done. */
export const refusalOf = (work: () => void): string | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof AwsFault) return `${error.name}: ${error.message}`;
    throw error;
  }
};

/** Throws where a resource does not settle, and nobody has said that an owner has a part in it. */
export const expectOwnersPart = ({ type }: Target, of: Contracts = contracts): void => {
  const service = serviceOfType(type) ?? '<service>';
  if (of[service]?.ownersPart?.[type]) return;
  throw new Error(unsaid(service, `what only an owner can do where ${type} does not settle: ownersPart`));
};

/** What only an owner may do before a change holds, as the contract of the type's service says. */
export const ownersPart = (host: Host, target: Target, of: Contracts = contracts): void => {
  const part = of[serviceOfType(target.type) ?? '']?.ownersPart?.[target.type];
  const input = part?.input(host.world(), target);
  if (part && input) host.write({ operation: part.operation, input });
};

type Meddle = (change: Change) => Promise<void> | void;

/** The same unit, but `meddle` happens once, right before the engine reads the field that it is about to put. */
export const meddledWith = (unit: Remediation, change: Change, meddle: Meddle): Remediation => {
  let done = false;
  const once = async (name: string, isIt: boolean): Promise<void> => {
    if (done || name !== change.set || !isIt) return;
    done = true;
    await meddle(change);
  };
  const fields = Object.entries(unit.fields).map(([name, field]) => {
    const get: typeof field.get = async (on, target, aws) => {
      await once(name, on === change.on);
      return field.get(on, target, aws);
    };
    if (!field.part) return [name, { ...field, get }] as const;
    const { document } = field.part;
    const getWhole: typeof document.get = async (whole, target, aws) => {
      await once(name, whole === document.name(change.on, target));
      return document.get(whole, target, aws);
    };
    return [name, partOf({ ...field.part, document: { ...document, get: getWhole } })] as const;
  });
  return { ...unit, fields: Object.fromEntries(fields) };
};
