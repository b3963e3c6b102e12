interface Endpoint {
  readonly Address?: string | undefined;
}
interface Shown {
  readonly ReplicationGroupId?: string | undefined;
  readonly MemberClusters?: readonly string[] | undefined;
  readonly ConfigurationEndpoint?: Endpoint | undefined;
  readonly NodeGroups?:
    | readonly {
        readonly PrimaryEndpoint?: Endpoint | undefined;
        readonly ReaderEndpoint?: Endpoint | undefined;
        readonly NodeGroupMembers?: readonly { readonly ReadEndpoint?: Endpoint | undefined }[] | undefined;
      }[]
    | undefined;
}

/** The names that AWS shows of a group. */
const shownOf = ({ ConfigurationEndpoint, NodeGroups = [] }: Shown): readonly string[] =>
  [
    ConfigurationEndpoint,
    ...NodeGroups.flatMap(({ PrimaryEndpoint, ReaderEndpoint, NodeGroupMembers = [] }) => [
      PrimaryEndpoint,
      ReaderEndpoint,
      ...NodeGroupMembers.map(({ ReadEndpoint }) => ReadEndpoint),
    ]),
  ].flatMap((one) => (one?.Address === undefined || one.Address === '' ? [] : [one.Address.toLowerCase()]));

/**
 * Every name that leads to a group which takes TLS beside plaintext, sorted: those that AWS shows, those of its nodes, and those from
 * before the first step, which lead there until the last one and are shown by nobody: they are made of the same parts. Empty: AWS
 * shows none. https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/enable-python-best-practices.html
 */
export const hostsOf = (group: Shown): readonly string[] => {
  const { ReplicationGroupId = '', MemberClusters = [] } = group;
  const id = ReplicationGroupId.toLowerCase();
  const nodes = MemberClusters.map((name) => name.toLowerCase());
  const shown = shownOf(group);
  // `master.orders.abc123.euw1.cache.amazonaws.com`: what stands behind the group's own name is the account's and the Region's.
  const [behind] = shown.flatMap((name) => {
    const [, own, rest] = /^[^.]+\.([^.]+)\.(.+)$/.exec(name) ?? [];
    return own === id && rest !== undefined ? [rest] : [];
  });
  if (behind === undefined) return [...new Set(shown)].toSorted();
  const [unique = '', ...region] = behind.split('.');
  const before = (name: string, ...kind: readonly string[]): string =>
    [name, unique, ...kind, ...region].join('.');
  return [
    ...new Set([
      ...shown,
      ...['master', 'replica', 'clustercfg', ...nodes].map((one) => `${one}.${id}.${behind}`),
      before(id, 'clustercfg'),
      before(id, 'ng', '0001'),
      before(`${id}-ro`, 'ng', '0001'),
      ...nodes.map((one) => before(one, '0001')),
    ]),
  ].toSorted();
};
