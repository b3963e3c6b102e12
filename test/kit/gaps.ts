import type { Remediation } from '../../src/core/model/remediation.ts';
import { roomOf } from '../../src/sandbox/services.ts';
import {
  contracts,
  prefixOf,
  serviceOfType,
  services,
  unsaid,
  unsaidOf,
  type Contracts,
} from './contracts.ts';
import { onlyEvaluated, referencesOf } from './reference-units.ts';

/** Operations that a contract speaks of and the sandbox does not have. */
const unheard = (service: string, of: Contracts): readonly string[] => {
  const { sets = {}, ordered = {}, resolvedBy = [], ownersPart = {} } = of[service] ?? {};
  const named = [
    ...Object.keys(sets),
    ...Object.keys(ordered),
    ...resolvedBy,
    ...Object.values(ownersPart).map(({ operation }) => operation),
  ];
  return named
    .filter((operation) => {
      const [prefix = '', name = ''] = operation.split(':');
      return !roomOf(prefix)?.operations[name];
    })
    .map((operation) => `${unsaid(service, 'another operation')}: the sandbox has no ${operation}`);
};

/** Families that are written by some unit, and that no unit stands for: told of the first that is of it. */
const unstood = (units: readonly Pick<Remediation, 'meta'>[], of: Contracts): readonly string[] => {
  const stand = referencesOf(of);
  const lacking = new Map(
    units
      .toReversed()
      .flatMap(({ meta: { family, resourceType } }) =>
        family === undefined || onlyEvaluated.has(family) || stand[family] !== undefined
          ? []
          : [[family, resourceType] as const],
      ),
  );
  return [...lacking].map(([family, type]) =>
    unsaid(serviceOfType(type) ?? '<service>', `which unit stands for the family ${family}: standsFor`),
  );
};

/** Everything that the services' rooms need and their contracts lack, each with the file to say it in. */
export const gaps = (
  units: readonly Pick<Remediation, 'meta' | 'fields'>[],
  of: Contracts = contracts,
): readonly string[] => [
  ...unstood(units, of),
  ...services.flatMap((service) => {
    if (!of[service]) return [`${unsaid(service, 'what its tests share')}, and run npm run generate`];
    return roomOf(prefixOf(service, of))
      ? unheard(service, of)
      : [unsaid(service, 'by which word the sandbox knows its operations: prefix')];
  }),
  ...units.flatMap(({ meta: { id, resourceType }, fields }) => {
    const service = serviceOfType(resourceType) ?? '<service>';
    const { neighbours, aims, otherValues, resolvedBy } = of[service] ?? {};
    return [
      ...unsaidOf(id, of),
      ...(neighbours?.[resourceType]
        ? []
        : [unsaid(service, `what somebody else could do beside a field of ${resourceType}: neighbours`)]),
      ...(aims?.[resourceType]
        ? []
        : [unsaid(service, `whose session policies the reference is asked about for ${resourceType}: aims`)]),
      ...(resolvedBy ? [] : [unsaid(service, `which operations alone find ${resourceType}: resolvedBy`)]),
      ...Object.keys(fields)
        .filter((field) => !otherValues?.[field])
        .map((field) => unsaid(service, `what somebody else could make of ${field}: otherValues`)),
    ];
  }),
];

/** Remediations that write and ask nothing of recorded traffic, and whose contract does not say why. */
export const unasked = (
  units: readonly Pick<Remediation, 'meta' | 'evidence'>[],
  of: Contracts = contracts,
): readonly string[] =>
  units.flatMap(({ meta: { id, resourceType, family }, evidence }) => {
    const service = serviceOfType(resourceType) ?? '<service>';
    const { withoutEvidence, asks } = of[service] ?? {};
    if (evidence)
      return asks?.[id] ? [] : [unsaid(service, `what ${id} asks of logs, with a state of its own: asks`)];
    return (family !== undefined && onlyEvaluated.has(family)) || withoutEvidence?.[id]
      ? []
      : [unsaid(service, `why ${id} asks nothing of logs: withoutEvidence`)];
  });
