import type { TaskDefinition } from '@aws-sdk/client-ecs';
import { saying, type Said } from '../../../../core/say/said.ts';
import type { Target } from '../../../../core/model/target.ts';
import type { Evaluated } from '../../../../families/advice.ts';
import { mountsIn, type Mount } from '../../facts/mounts.ts';
import { revisionIn } from '../../facts/task-definition.ts';
import type { MessageId } from './messages.ts';
import type { User, Users } from './users.ts';

/** Of a task definition what decides: its containers may carry secrets, and are not looked at. */
export type Definition = Pick<
  TaskDefinition,
  'networkMode' | 'requiresCompatibilities' | 'status' | 'volumes'
>;

export interface State {
  readonly definition: Definition;
  /** Of its family, the latest revision that is active; none, where all were deregistered. Read where it matters, as are users. */
  readonly latest?: { readonly arn: string; readonly volumes: Definition['volumes'] } | undefined;
  readonly users?: Users | undefined;
}

/** What is to be done about the volumes: in a new revision, or by the latest one that there is. */
export type Wanted =
  | { readonly set: readonly string[]; readonly services: readonly User[] }
  | { readonly run: string; readonly services: readonly User[] };

type Of<Kind extends Mount['is']> = Extract<Mount, { readonly is: Kind }>;
const kindOf = <Kind extends Mount['is']>(mounts: readonly Mount[], is: Kind): readonly Of<Kind>[] =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- just compared
  mounts.filter((one) => one.is === is) as Of<Kind>[];

/** Whether something is mounted in the clear, so that it matters who runs it. */
export const isInPlaintext = (volumes: Definition['volumes'] = []): boolean =>
  mountsIn(volumes).some(({ is }) => is === 'efs-in-plaintext' || is === 'driver-in-plaintext');

/** Whether all that it mounts by itself is known, and over TLS. */
const isEncrypted = (volumes: Definition['volumes'] = []): boolean => {
  const all = mountsIn(volumes);
  return (
    all.some(({ is }) => is === 'tls') && !isInPlaintext(volumes) && !all.some(({ is }) => is === 'not-told')
  );
};

const mostNamed = 5;
const listed = (all: readonly string[]): string => {
  const named = all.slice(0, mostNamed).join(', ');
  return all.length > mostNamed ? `${named} and ${all.length - mostNamed} more` : named;
};
const withHow = (mounts: readonly { readonly volume: string; readonly how: string }[]): string =>
  listed(mounts.map(({ volume, how }) => `${volume} (${how})`));
const nameOf = ({ cluster, service }: User): string => `${cluster}/${service}`;

const whoRunsIt = ({ services, clusters, isWhole }: Users): readonly Said<MessageId>[] => {
  const users = [
    ...(services.length > 0 ? [`services ${listed(services.map(nameOf))}`] : []),
    ...(clusters.length > 0 ? [`tasks in clusters ${listed(clusters)}`] : []),
  ].join('; ');
  const foreign = services.filter(({ by }) => by !== 'ECS').map(nameOf);
  return [
    ...saying<MessageId>('used-by', users !== '', { users }),
    ...saying<MessageId>('used-by-nobody', users === '' && isWhole),
    ...saying<MessageId>('users-not-all-read', !isWhole),
    ...saying<MessageId>('deployed-by-others', foreign.length > 0, { services: listed(foreign) }),
  ];
};

/** What else its volumes are, whatever is said of the task definition. */
const besides = (mounts: readonly Mount[]): readonly Said<MessageId>[] => {
  const elsewhere = kindOf(mounts, 'elsewhere');
  const instance = elsewhere.filter(({ by }) => by === 'instance');
  const drivers = elsewhere.filter(({ by }) => by === 'driver');
  const windows = kindOf(mounts, 'windows-file-server').map(({ fileSystem }) => fileSystem);
  return [
    ...saying<MessageId>('windows-file-servers', windows.length > 0, { fileSystems: listed(windows) }),
    ...saying<MessageId>('instance-decides', instance.length > 0, { volumes: withHow(instance) }),
    ...saying<MessageId>('driver-decides', drivers.length > 0, { volumes: withHow(drivers) }),
  ];
};

/** What whoever registers the new revision must know. */
const beforeDeploying = (
  mounts: readonly Mount[],
  { networkMode, requiresCompatibilities = [] }: Definition,
  region: string,
): readonly Said<MessageId>[] => {
  const efs = kindOf(mounts, 'efs-in-plaintext').filter(({ port }) => port !== undefined);
  const ports = efs.map(({ volume }) => volume);
  // Each volume has a tunnel of its own, those that have TLS already as well.
  const byPort = Map.groupBy([...efs, ...kindOf(mounts, 'tls')], ({ port }) => port);
  const same = efs.filter(({ port }) => (byPort.get(port) ?? []).length > 1).map(({ volume }) => volume);
  const isOfTask = networkMode === 'awsvpc';
  const onFargateOnly =
    requiresCompatibilities.length > 0 && requiresCompatibilities.every((one) => one === 'FARGATE');
  return [
    ...saying<MessageId>('instances-need-volume-plugin', !onFargateOnly, { region }),
    ...saying<MessageId>('port-is-taken-once', ports.length > 0 && !isOfTask, { volumes: listed(ports) }),
    ...saying<MessageId>('port-not-mounted', ports.length > 0 && isOfTask && !onFargateOnly, {
      volumes: listed(ports),
    }),
    ...saying<MessageId>('same-port', same.length > 0 && isOfTask, { volumes: listed(same) }),
  ];
};

const unknownUsers: Users = { services: [], clusters: [], isWhole: false };

const inPlaintext = (
  { definition, latest, users = unknownUsers }: State,
  mounts: readonly Mount[],
  { arn, region }: Target,
): Evaluated<MessageId> => {
  const { status = 'ACTIVE' } = definition;
  const efs = kindOf(mounts, 'efs-in-plaintext');
  const drivers = kindOf(mounts, 'driver-in-plaintext');
  const notTold = kindOf(mounts, 'not-told');
  const ofDrivers = listed(
    drivers.map(({ volume, driver, server }) => `${volume} (${driver}, server ${server})`),
  );
  const ofEfs = listed(efs.map(({ volume, fileSystem }) => `${volume} (${fileSystem})`));
  const revision = revisionIn(arn) ?? arn;
  const volumes = efs.length > 0 ? ofEfs : ofDrivers;
  const isUsed = users.services.length > 0 || users.clusters.length > 0;
  const isLatest = latest?.arn === arn;
  const newer = isLatest ? undefined : latest;
  const newerName = revisionIn(newer?.arn ?? '') ?? '';
  if (status !== 'ACTIVE' && !isUsed)
    return users.isWhole
      ? { is: 'not-applicable', message: 'serves-nobody', data: { revision, status } }
      : { is: 'unknown', message: 'use-not-read', data: { revision, status, volumes } };

  const notes = [
    ...whoRunsIt(users),
    ...saying<MessageId>('driver-too', efs.length > 0 && drivers.length > 0, { volumes: ofDrivers }),
    ...saying<MessageId>('besides-not-told', notTold.length > 0, { volumes: withHow(notTold) }),
    ...beforeDeploying(mounts, definition, region),
    ...saying<MessageId>('file-system-afterwards', efs.length > 0, {
      fileSystems: listed([...new Set(efs.map(({ fileSystem }) => fileSystem))]),
    }),
    ...besides(mounts),
  ];
  if (newer && !isUsed && users.isWhole)
    return {
      is: 'advised',
      message: 'old-and-unused',
      data: { revision, volumes, latest: newerName, region },
      advises: [],
    };
  const set = 'taskDefinition';
  const { services } = users;
  if (newer && isEncrypted(newer.volumes))
    return {
      is: 'advised',
      message: 'newer-is-encrypted',
      data: { revision, volumes, latest: newerName },
      advises: [{ set, on: arn, before: revision, after: { run: newer.arn, services } }],
      notes,
    };
  if (efs.length === 0)
    return { is: 'advised', message: 'driver-in-plaintext', data: { revision, volumes }, advises: [], notes };
  const after = { set: efs.map(({ volume }) => volume), services };
  return {
    is: 'advised',
    message: status === 'ACTIVE' ? 'mounts-in-plaintext' : 'deregistered-still-runs',
    data: { revision, volumes, status },
    advises: [{ set, on: arn, before: revision, after }],
    notes,
  };
};

/** Pure. What a task definition mounts without TLS, who runs it, and what whoever changes it must know. */
export const adviceOf = (state: State, target: Target): Evaluated<MessageId> => {
  const { volumes = [] } = state.definition;
  const mounts = mountsIn(volumes);
  const revision = revisionIn(target.arn) ?? target.arn;
  if (isInPlaintext(volumes)) return inPlaintext(state, mounts, target);
  const notTold = kindOf(mounts, 'not-told');
  if (notTold.length > 0)
    return { is: 'unknown', message: 'cannot-be-told', data: { revision, volumes: withHow(notTold) } };
  if (mounts.length === 0) return { is: 'not-applicable', message: 'mounts-nothing', data: { revision } };
  return { is: 'good', notes: besides(mounts) };
};
