import { lists } from '../../../sandbox/kit/pages.ts';
import { recordsOf } from '../../../sandbox/kit/records.ts';
import { tagList } from '../../../sandbox/kit/tags.ts';
import { refuse, type Operations, type Refusal } from '../../../sandbox/world.ts';
import type { Connection, Lag } from './records.ts';

const api = 'https://docs.aws.amazon.com/directconnect/latest/APIReference/';

/** Whatever was wrong with a call has one name. */
const refused = (message: string, operation: string): Refusal =>
  refuse('DirectConnectClientException', 400, message, `${api}API_${operation}.html`);

/** What is `null` is not answered. */
const told = (record: object): object =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null));

const spelling = { key: 'key', value: 'value' };
const shownConnection = ({ Region: region, Tags, ...one }: Connection) =>
  told({ ...one, region, tags: tagList(Tags, spelling) });
const shownLag = ({ Region: region, Tags, TellsConnections, ...one }: Lag, all: readonly Connection[]) =>
  told({
    ...one,
    region,
    tags: tagList(Tags, spelling),
    connections: TellsConnections
      ? all.filter(({ lagId, Region }) => lagId === one.lagId && Region === region).map(shownConnection)
      : null,
  });

interface ById {
  readonly connectionId: string;
}
const connections = recordsOf<Connection, ById>({
  all: ({ directconnect }) => directconnect.Connections,
  with: (world, Connections) => ({ ...world, directconnect: { ...world.directconnect, Connections } }),
  is: (one, { connectionId }, { region }) => one.connectionId === connectionId && one.Region === region,
  missing: ({ connectionId }) =>
    refused(`Could not find Connection with ID ${connectionId}`, 'UpdateConnection'),
});

/** What the sandbox plays of it. */
export const directconnect: Operations = {
  // API_DescribeConnections.html
  DescribeConnections: lists({
    as: 'connections',
    token: 'nextToken',
    wrong: (message) => refused(message, 'DescribeConnections'),
    items: (world, { connectionId: id }: { readonly connectionId?: string }, { region }) => {
      const here = world.directconnect.Connections.filter(({ Region }) => Region === region);
      const wanted = here.filter(({ connectionId }) => id === undefined || connectionId === id);
      if (id !== undefined && wanted.length === 0)
        return refused(`Could not find Connection with ID ${id}`, 'DescribeConnections');
      return wanted.map(shownConnection);
    },
  }),
  // API_DescribeLags.html
  DescribeLags: lists({
    as: 'lags',
    token: 'nextToken',
    wrong: (message) => refused(message, 'DescribeLags'),
    items: (world, { lagId: id }: { readonly lagId?: string }, { region }) => {
      const { Lags, Connections } = world.directconnect;
      const wanted = Lags.filter(
        ({ Region, lagId }) => Region === region && (id === undefined || lagId === id),
      );
      if (id !== undefined && wanted.length === 0)
        return refused(`Could not find Lag with ID ${id}`, 'DescribeLags');
      return wanted.map((one) => shownLag(one, Connections));
    },
  }),
  // API_UpdateConnection.html: the encryption mode of a dedicated connection.
  UpdateConnection: connections.changes(
    (one, { encryptionMode }: ById & { readonly encryptionMode: string }) => {
      if (!one.macSecCapable) return refused('The connection does not support MACsec', 'UpdateConnection');
      return { item: { ...one, encryptionMode } };
    },
  ),
};
