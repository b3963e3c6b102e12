import { plaintextPorts } from './endpoints.ts';

/** The part of a DMS endpoint that says which brokers it was given. */
interface DmsEndpoint {
  readonly EndpointIdentifier?: string | undefined;
  readonly KafkaSettings?: { readonly Broker?: string | undefined } | undefined;
}

/** The parts of a Glue connection that may. One of schema 2 may name brokers for each compute environment. */
interface GlueConnection {
  readonly Name?: string | undefined;
  readonly ConnectionProperties?: Properties | undefined;
  readonly SparkProperties?: Properties | undefined;
  readonly AthenaProperties?: Properties | undefined;
  readonly PythonProperties?: Properties | undefined;
}
type Properties = Readonly<Record<string, string>>;

interface Address {
  readonly domain: string;
  readonly port: string;
}

/** Each `host:port` in a text, without the broker: what follows is the cluster's own. DNS compares in any letter case. */
const addressesIn = (text: string): readonly Address[] =>
  [...text.toLowerCase().matchAll(/[\w-]+\.([\w.-]+?)\.?:(\d{1,5})(?!\d)/g)].map(
    ([, domain = '', port = '']) => ({ domain, port }),
  );

/** The names that brokers of a cluster have in common, from the lists that GetBootstrapBrokers answers: it names a few of them. */
export const domainsIn = (lists: readonly (string | undefined)[]): ReadonlySet<string> =>
  new Set(lists.flatMap((list) => addressesIn(list ?? '').map(({ domain }) => domain)));

const isPlaintext = (domains: ReadonlySet<string>, text: string | undefined): boolean =>
  addressesIn(text ?? '').some(({ domain, port }) => domains.has(domain) && plaintextPorts.includes(port));

const named = (name: string | undefined): string => name ?? '(no name)';

/** Those that were given plaintext addresses of the cluster, sorted. Another DNS name, or an address, is not found this way. */
export const plaintextDmsEndpoints = (
  domains: ReadonlySet<string>,
  endpoints: readonly DmsEndpoint[],
): readonly string[] =>
  endpoints
    .filter(({ KafkaSettings }) => isPlaintext(domains, KafkaSettings?.Broker))
    .map(({ EndpointIdentifier }) => named(EndpointIdentifier))
    .toSorted();

export const plaintextGlueConnections = (
  domains: ReadonlySet<string>,
  connections: readonly GlueConnection[],
): readonly string[] =>
  connections
    .filter(({ ConnectionProperties, SparkProperties, AthenaProperties, PythonProperties }) =>
      [ConnectionProperties, SparkProperties, AthenaProperties, PythonProperties].some((properties) =>
        Object.values(properties ?? {}).some((text) => isPlaintext(domains, text)),
      ),
    )
    .map(({ Name }) => named(Name))
    .toSorted();
