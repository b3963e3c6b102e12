import {
  DescribeNetworkInterfacesCommand,
  EC2Client,
  type Filter,
  type NetworkInterface,
} from '@aws-sdk/client-ec2';
import type { Question } from '../../core/model/evidence.ts';
import { allPages } from '../pages.ts';
import type { Asking } from '../source.ts';

/** A network interface that clients connect to. */
export interface Server {
  readonly id: string;
  readonly subnet: string;
  readonly vpc: string;
  readonly addresses: ReadonlySet<string>;
}

const textsIn = ({ given = {} }: Question, name: string): readonly string[] => [given[name] ?? []].flat();

/** Ports, as a question names them. */
const portsIn = (question: Question) => ({
  plaintext: new Set(textsIn(question, 'plaintextPorts')),
  tls: new Set(textsIn(question, 'tlsPorts')),
});

const isPort = (port: string): boolean => /^\d{1,5}$/.test(port);

/** Whether a question names ports, and none that may be either: else nobody came to nothing. */
export const namesPorts = (question: Question): boolean => {
  const { plaintext, tls } = portsIn(question);
  const isEither = [...plaintext].some((port) => tls.has(port));
  return plaintext.size > 0 && !isEither && [...plaintext, ...tls].every(isPort);
};

/** What a question says of whose interfaces are meant. */
export const namedIn = (question: Question) => ({
  interfaces: textsIn(question, 'interfaces'),
  addresses: textsIn(question, 'addresses'),
  description: textsIn(question, 'description'),
  vpc: textsIn(question, 'vpc'),
});

const filter = (Name: string, Values: readonly string[]): readonly Filter[] =>
  Values.length > 0 ? [{ Name, Values: [...Values] }] : [];

/** How EC2 is asked for the interfaces of a question; nothing where it does not say enough to mean only those of one resource. */
const filtersOf = (question: Question): readonly Filter[] => {
  const { interfaces, addresses, description, vpc } = namedIn(question);
  if (interfaces.length > 0) return filter('network-interface-id', interfaces);
  const named = [...filter('addresses.private-ip-address', addresses), ...filter('description', description)];
  // Other networks have the same addresses, and things of the same name.
  return vpc.length > 0 && named.length > 0 ? [...named, ...filter('vpc-id', vpc)] : [];
};

const interfacesBy = async (
  filters: readonly Filter[],
  { target, look }: Asking,
): Promise<readonly NetworkInterface[]> =>
  allPages(async (NextToken) => {
    const answer = await look(target)
      .use(EC2Client)
      .send(new DescribeNetworkInterfacesCommand({ Filters: [...filters], NextToken }));
    return { items: answer.NetworkInterfaces, next: answer.NextToken };
  });

const addressesOf = ({ PrivateIpAddresses = [], Ipv6Addresses = [] }: NetworkInterface): readonly string[] =>
  [
    ...PrivateIpAddresses.map(({ PrivateIpAddress }) => PrivateIpAddress),
    ...Ipv6Addresses.map(({ Ipv6Address }) => Ipv6Address),
  ].filter((address) => address !== undefined);

/** Functions that probe private addresses for us, as `infra/stacks/probe-vpc.ts` names them. */
export const probesIn = async (vpcs: readonly string[], asking: Asking): Promise<Watched['probes']> => {
  const found = await interfacesBy(
    [...filter('description', ['AWS Lambda VPC ENI-waxseal-probe-*']), ...filter('vpc-id', vpcs)],
    asking,
  );
  return new Map(
    found.flatMap((one) => {
      const since = one.Attachment?.AttachTime?.getTime();
      // Before, the address may have been somebody else's.
      return since === undefined ? [] : addressesOf(one).map((address) => [address, since] as const);
    }),
  );
};

/** Which interfaces a resource has now. `lasting`: it keeps them, so that nobody has connected to another one before. */
export interface Servers {
  readonly found: readonly Server[];
  readonly missing: readonly string[];
  readonly lasting: boolean;
}

export const serversOf = async (asking: Asking): Promise<Servers> => {
  const { question } = asking;
  const { interfaces: named } = namedIn(question);
  const Filters = filtersOf(question);
  if (Filters.length === 0) return { found: [], missing: [], lasting: false };
  const interfaces = await interfacesBy(Filters, asking);
  const found = interfaces.flatMap((one): readonly Server[] => {
    const { NetworkInterfaceId: id, SubnetId: subnet = '', VpcId: vpc = '' } = one;
    if (id === undefined) return [];
    return [{ id, subnet, vpc, addresses: new Set(addressesOf(one)) }];
  });
  const missing = named.filter((name) => !found.some(({ id }) => id === name));
  return { found, missing, lasting: named.length > 0 };
};

/** What a resource's interfaces answer to, by what a flow log calls them. */
export interface Watched {
  /** Of a record: which interface it is of, or, of a transit gateway, which VPC it goes to. */
  readonly field: 'interface-id' | 'tgw-dst-vpc-id';
  readonly places: ReadonlyMap<string, ReadonlySet<string>>;
  /** All addresses of the resource: its members may speak with each other. */
  readonly own: ReadonlySet<string>;
  readonly plaintext: ReadonlySet<string>;
  readonly tls: ReadonlySet<string>;
  /** Addresses of functions that probe for us, each with the moment since when it is theirs. */
  readonly probes: ReadonlyMap<string, number>;
}

export const watchedOf = (
  servers: readonly Server[],
  all: readonly Server[],
  field: Watched['field'],
  { question }: Pick<Asking, 'question'>,
  probes: Watched['probes'],
): Watched => {
  const places = new Map<string, ReadonlySet<string>>();
  for (const { id, vpc, addresses } of servers) {
    const name = field === 'interface-id' ? id : vpc;
    places.set(name, new Set([...(places.get(name) ?? []), ...addresses]));
  }
  const own = new Set(all.flatMap(({ addresses }) => [...addresses]));
  return { field, places, own, probes, ...portsIn(question) };
};
