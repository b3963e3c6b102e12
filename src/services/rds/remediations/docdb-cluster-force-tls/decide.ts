import type { Verdict } from '../../../../core/model/remediation.ts';
import { saying, type Said } from '../../../../core/say/said.ts';
import { dependantHazards, environmentNotes } from '../../../../dependants/words.ts';
import { isBefore } from '../../../../families/parameter/groups.ts';
import type { Open } from '../../../../families/parameter/state.ts';
import { serviceOf } from '../../facts/clusters.ts';
import { firstWithoutPatches, firstWithVersions } from '../../facts/docdb.ts';
import type { Cluster } from '../../parameters/cluster-reading.ts';
import type { Dependants } from '../../parameters/dependants.ts';
import type { OwnId } from './messages.ts';

/** Who connects, and where the cluster is. */
interface Around extends Dependants {
  readonly region: string;
}
type Opened = Open<Cluster, Around>;

/** Aurora, Neptune; or an engine that nobody knows here. */
export const outside = ({ name, engine }: Cluster): Verdict<OwnId, never> => {
  const data = { cluster: name, engine: engine || '(nothing)' };
  return serviceOf(engine) === undefined
    ? { is: 'unknown', message: 'engine-unknown', data }
    : { is: 'not-applicable', message: 'other-service', data };
};

/** Before 4.0 there is no value that demands TLS 1.2. */
export const obstacle = ({ thing, tls }: Opened): Said<OwnId> | undefined => {
  const { name: cluster, version } = thing;
  const data = { cluster, version, upgradeTo: tls.upgradeTo };
  return isBefore(version, firstWithVersions) ? { message: 'engine-too-old', data } : undefined;
};

/** Who may be shut out. */
export const hazards = ({ thing, parameter, around }: Opened): readonly Said<OwnId>[] => {
  const { region } = around;
  const of = { cluster: thing.name };
  const isPlain = parameter?.value === 'disabled';
  return [
    { message: isPlain ? 'clients-without-tls' : 'clients-with-old-tls', data: of },
    ...saying<OwnId>('patch-unread', isBefore(thing.version, firstWithoutPatches), { ...of, region }),
    ...dependantHazards(of, around),
  ];
};

/** Worth knowing; the gate does not ask because of it. */
export const notes = ({ thing, around }: Opened): readonly Said<OwnId>[] => {
  const { name: cluster, global } = thing;
  return [
    ...saying<OwnId>('in-global-database', global !== null, { cluster, global: global ?? '' }),
    ...environmentNotes({ cluster }, around),
  ];
};
