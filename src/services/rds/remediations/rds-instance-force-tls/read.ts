import type { Aws } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { readParameter, type Reading } from '../../../../families/parameter/read.ts';
import type { State } from '../../../../families/parameter/state.ts';
import { tlsParameterOf } from '../../facts/engines.ts';
import { dbParameterGroups } from '../../parameters/db-parameter-groups.ts';
import { blueGreenOf } from '../../parameters/blue-green.ts';
import type { Around } from '../../parameters/dependant-hazards.ts';
import { dependantsOf } from '../../parameters/dependants.ts';
import { findInstance, type Instance } from '../../parameters/instance-reading.ts';

export const reading: Reading<Instance, Around> = {
  groups: dbParameterGroups,
  find: findInstance(tlsParameterOf),
  around: async ({ thing: { name, address }, tls }, aws, { arn }) => {
    const [dependants, blueGreen] = await Promise.all([
      dependantsOf({ name, address: address ?? undefined, engine: tls.engine }, aws),
      blueGreenOf(arn, aws),
    ]);
    return { ...dependants, blueGreen };
  },
};

/** Everything that the decision needs; `undefined`: the instance is gone. */
export const read = (target: Target, aws: Aws): Promise<State<Instance, Around> | undefined> =>
  readParameter(reading, target, aws);
