import { saying, type Said } from '../../../../core/say/said.ts';
import type { Target } from '../../../../core/model/target.ts';
import { environmentHazards } from '../../../../dependants/words.ts';
import { listed } from '../../../../families/parameter/plan.ts';
import type { Open } from '../../../../families/parameter/state.ts';
import { takesTls, tlsPortParameter } from '../../facts/db2.ts';
import { isDefaultGroup } from '../../facts/names.ts';
import type { Dependants } from '../../parameters/dependants.ts';
import type { Instance } from '../../parameters/instance-reading.ts';
import type { OwnId } from './messages.ts';

type Db2 = Open<Instance, Dependants>;

/** `null`: nobody has said which. */
const tlsPortOf = ({ besides }: Db2): string | null =>
  Object.entries(besides).find(([name]) => name.toUpperCase() === tlsPortParameter)?.[1] ?? null;

/**
 * Where nobody has a port for TLS, refusing plaintext refuses everybody. Nor is there one before the reboot that the group
 * waits for: then nobody can have tried it, and the same reboot would close the port in the clear.
 */
export const obstacle = (state: Db2, { region }: Target): Said<OwnId> | undefined => {
  const { thing, group, parameter } = state;
  const tlsPort = tlsPortOf(state);
  const data = { instance: thing.name, group: group.name, family: group.family, region };
  if (!takesTls(parameter?.value ?? '') || tlsPort === null)
    return { message: isDefaultGroup(group.name) ? 'default-group' : 'no-tls-port', data };
  return group.applyStatus === 'pending-reboot'
    ? { message: 'tls-port-awaits-reboot', data: { ...data, tlsPort } }
    : undefined;
};

/** Who may be shut out. */
export const hazards = (state: Db2): readonly Said<OwnId>[] => {
  const { thing, around } = state;
  const { dmsEndpoints, glueConnections, unseen } = around;
  const data = {
    instance: thing.name,
    port: thing.port ?? '(unknown)',
    tlsPort: tlsPortOf(state) ?? '(unknown)',
  };
  const named = (message: OwnId, names: readonly string[]): readonly Said<OwnId>[] =>
    saying(message, names.length > 0, { ...data, names: listed(names) });
  return [
    { message: 'clients-change-port', data },
    ...named('dms-without-tls', dmsEndpoints),
    ...named('glue-without-tls', glueConnections),
    ...environmentHazards({ instance: thing.name }, around),
    ...saying<OwnId>('dependants-unseen', unseen.length > 0, { ...data, what: listed(unseen) }),
  ];
};
