import type { Connection, Lag } from '@aws-sdk/client-direct-connect';
import type { Aws } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { isGone } from '../../facts/link.ts';
import { allConnections, allLags } from '../../parameters/links.ts';

/** Of the keys their states alone. `null`: AWS does not tell. */
const common = ({ macSecCapable, encryptionMode, macSecKeys = [] }: Connection | Lag) => ({
  capable: macSecCapable ?? null,
  mode: encryptionMode ?? null,
  keys: macSecKeys.map(({ state }) => state ?? 'state not told').toSorted(),
});
const portOf = ({ connectionId, portEncryptionStatus }: Connection) => ({
  id: connectionId ?? '(no id)',
  status: portEncryptionStatus ?? 'not told',
});

const connectionSeen = (one: Connection) => ({
  ...common(one),
  kind: 'connection',
  state: one.connectionState ?? 'unknown',
  bandwidth: one.bandwidth ?? 'bandwidth not told',
  lag: one.lagId ?? null,
  // Only what a partner hosts has a VLAN of the connection itself.
  host: one.vlan ? (one.partnerName ?? 'a partner') : null,
  hostCapable: one.partnerInterconnectMacSecCapable ?? null,
  ports: [portOf(one)],
});
export type Seen = Omit<ReturnType<typeof connectionSeen>, 'kind' | 'ports'> & {
  readonly kind: string;
  readonly ports: ReturnType<typeof connectionSeen>['ports'] | null;
};

const lagSeen = (one: Lag): Seen => ({
  ...common(one),
  kind: 'LAG',
  state: one.lagState ?? 'unknown',
  bandwidth: one.connectionsBandwidth ?? 'bandwidth not told',
  lag: null,
  host: null,
  hostCapable: null,
  ports:
    one.connections
      ?.filter(({ connectionState }) => !isGone(connectionState))
      .map(portOf)
      .toSorted((a, b) => (a.id < b.id ? -1 : 1)) ?? null,
});

const found = async <Item>(
  items: AsyncGenerator<Item>,
  isIt: (item: Item) => boolean,
): Promise<Item | undefined> => {
  for await (const item of items) if (isIt(item)) return item;
  return undefined;
};

/** Both are listed: asked for one that is not there, AWS answers what it answers of any mistake. */
export const readLink = async ({ type, id }: Target, aws: Aws): Promise<Seen | undefined> => {
  if (type === 'AWS::DirectConnect::Lag') {
    const lag = await found(allLags(aws), ({ lagId }) => lagId === id);
    return lag && lagSeen(lag);
  }
  const connection = await found(allConnections(aws), ({ connectionId }) => connectionId === id);
  return connection && connectionSeen(connection);
};
