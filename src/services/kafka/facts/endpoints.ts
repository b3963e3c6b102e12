import type { Endpoint } from '../../../core/model/endpoint.ts';

/** What GetBootstrapBrokers answers: lists of `host:port`, by the way in which clients come. */
type Strings = Readonly<Record<string, unknown>>;

/**
 * Ports on which brokers speak plaintext, and those on which the same clients come with TLS: from within AWS, by IPv6, and from
 * the internet. https://docs.aws.amazon.com/msk/latest/developerguide/port-info.html
 */
export const plaintextPorts: readonly string[] = ['9092', '20092'];
export const tlsPorts: readonly string[] = [
  '9094',
  '9096',
  '9098',
  '9194',
  '9196',
  '9198',
  '20094',
  '20096',
  '20098',
];

/** Endpoints in networks of others, by multi-VPC connectivity, are told by those who have them. */
const isOwn = (name: string): boolean =>
  name.startsWith('BootstrapBrokerString') && !name.includes('VpcConnectivity');

const parsed = (text: string): { readonly host: string; readonly port: number } | undefined => {
  const [, host, port] = /^([\w.-]+):(\d{1,5})$/.exec(text.trim()) ?? [];
  return host === undefined || port === undefined ? undefined : { host, port: Number(port) };
};

/** Each broker at each of its ports, sorted. */
export const endpointsIn = (strings: Strings): readonly Endpoint[] => {
  const found = Object.entries(strings).flatMap(([name, text]): readonly Endpoint[] =>
    isOwn(name) && typeof text === 'string'
      ? text.split(',').flatMap((one): readonly Endpoint[] => {
          const at = parsed(one);
          if (!at) return [];
          return [{ ...at, protocol: 'kafka', ...(!name.includes('Public') && { internal: true }) }];
        })
      : [],
  );
  return found.toSorted((a, b) => (`${a.host} ${a.port}` < `${b.host} ${b.port}` ? -1 : 1));
};
