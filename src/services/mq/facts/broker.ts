import { parseArn } from '../../../aws/arn.ts';

/** Ids that Amazon MQ gives; names are the owner's. */
export const isBrokerId = (text: string): boolean => /^b-[0-9a-f-]{36}$/.test(text);

/** `arn:aws:mq:eu-west-1:111122223333:broker:orders:b-1234…` → the id. `undefined`: the ARN is of something else. */
export const brokerIdIn = (text: string): string | undefined => {
  const { service, resource = '' } = parseArn(text) ?? {};
  return service === 'mq' ? /^broker:[^:]+:(b-[0-9a-f-]{36})$/.exec(resource)?.[1] : undefined;
};

/** One address that clients connect to. */
export interface BrokerEndpoint {
  readonly scheme: string;
  readonly host: string;
  readonly port: number;
}

/** `amqp+ssl://b-1234….mq.eu-west-1.amazonaws.com:5671`. `undefined`: it is not written so. */
export const brokerEndpointOf = (text: string): BrokerEndpoint | undefined => {
  const [, scheme, host, port] = /^([a-z+]+):\/\/([^:/]+):(\d+)$/.exec(text) ?? [];
  return scheme !== undefined && host !== undefined ? { scheme, host, port: Number(port) } : undefined;
};

/** Schemes of TLS, as Amazon MQ writes them: https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/data-protection.html */
const withTls: ReadonlySet<string> = new Set([
  'amqps',
  'amqp+ssl',
  'https',
  'mqtt+ssl',
  'ssl',
  'stomp+ssl',
  'wss',
]);
export const isTls = (scheme: string): boolean => withTls.has(scheme);
