import { type Columns, csvOf } from '../csv.ts';
import type { Unlisted } from '../model.ts';
import type { Edge, Node, TransitMap } from './graph.ts';

interface Row {
  readonly from?: Node;
  readonly to?: Node;
  readonly hop?: Edge;
  readonly ends?: boolean;
  /** Of what could not be read or listed: nothing is known of its hops. */
  readonly unknown?: Readonly<Record<string, string>>;
}

const columns: Columns<Row> = {
  from: ({ from }) => from?.name,
  fromId: ({ hop }) => hop?.from,
  fromKind: ({ from }) => from?.kind,
  fromAccount: ({ from }) => from?.account,
  fromRegion: ({ from }) => from?.region,
  fromOwner: ({ from }) => from?.owner,
  to: ({ to }) => to?.name,
  toId: ({ hop }) => hop?.to,
  toKind: ({ to }) => to?.kind,
  toAccount: ({ to }) => to?.account,
  toRegion: ({ to }) => to?.region,
  toOwner: ({ to }) => to?.owner,
  state: ({ hop }) => hop?.state,
  tlsEndsHere: ({ ends }) => (ends ? 'yes' : undefined),
  port: ({ hop }) => hop?.port,
  speaks: ({ hop }) => hop?.speaks,
  oldest: ({ hop }) => hop?.oldest,
  certificates: ({ hop }) => hop?.certificates?.join(' | '),
  identified: ({ hop }) => (hop?.identified ? 'yes' : undefined),
  why: ({ hop }) => hop?.why,
  findings: ({ hop }) => hop?.findings.map(({ finding }) => finding).join(' | '),
};

/** One record for each hop, and for what could not be read or listed: there may be more. */
export const hopCsv = ({ nodes, edges, ends, unread }: TransitMap, unlisted: readonly Unlisted[]): string => {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const ending = new Set(ends);
  const rows: readonly Row[] = [
    ...edges.map((hop, index): Row => {
      const [from, to] = [byId.get(hop.from), byId.get(hop.to)];
      return { hop, ends: ending.has(index), ...(from && { from }), ...(to && { to }) };
    }),
    ...unread.map(({ id, says }): Row => ({ unknown: { fromId: id, state: 'unknown', why: says } })),
    ...unlisted.map(({ account: fromAccount, region: fromRegion, type, says }): Row => {
      const place = { fromKind: type, fromAccount, fromRegion };
      return { unknown: { ...place, state: 'unknown', why: says } };
    }),
  ];
  return csvOf(
    Object.keys(columns),
    rows.map((row) => Object.entries(columns).map(([name, cell]) => row.unknown?.[name] ?? cell(row))),
  );
};
