import { config } from './services/config.ts';
import { s3 } from './services/s3.ts';
import { ssm } from './services/ssm.ts';
import { sts } from './services/sts.ts';
import type { Operations } from './world.ts';

/** Every service that the sandbox knows, by the prefix of its IAM actions. */
export const services: Readonly<Record<string, Operations>> = { config, s3, ssm, sts };

/** The SDK's client name → the service. */
const clients: Readonly<Record<string, string>> = {
  ConfigServiceClient: 'config',
  S3Client: 's3',
  SSMClient: 'ssm',
  STSClient: 'sts',
};
export const serviceOf = (client: string): string => clients[client] ?? client.replace(/Client$/, '');

/** By the verb, as AWS names its operations; the sandbox has no other opinion about what only reads. */
export const onlyReads = (operation: string): boolean =>
  /^(Get|List|Describe|Head)/.test(operation.split(':').at(-1) ?? '');
