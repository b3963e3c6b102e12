import { plaintextPorts } from './endpoints.ts';

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

/** Whether a text gives a plaintext address of the cluster. Another DNS name, or an address, is not found this way. */
export const namesPlaintextOf =
  (domains: ReadonlySet<string>) =>
  (text: string): boolean =>
    addressesIn(text).some(({ domain, port }) => domains.has(domain) && plaintextPorts.includes(port));
