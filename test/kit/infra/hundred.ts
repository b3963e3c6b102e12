import type { Unit } from '../../../infra/units.ts';
import { unitsOf } from '../../../infra/units.ts';
import { catalog } from '../../../src/services/index.ts';

const real = await unitsOf(catalog);

/** A hundred remediations, made of the real ones: each with a type, controls and a service of a plausible length. */
export const hundred: readonly Unit[] = Array.from({ length: 100 }, (_, n): Unit => {
  const like = real[n % real.length];
  if (!like) throw new Error('there is no remediation to copy');
  return {
    ...like,
    id: `${like.id}-${n}`,
    resourceType: `AWS::ManagedService${n}::EncryptedEndpoint`,
    controls: [`ManagedService${n}.5`, `ManagedService${n}.17`],
    // Forty services, as many as there may be one day.
    services: [`service-${n % 40}`],
  };
});
