import { isArnIn, parseArn } from '../../../aws/arn.ts';
import type { Location } from '../../../core/model/target.ts';

/**
 * The name, and six characters behind it that Secrets Manager chooses: no ARN is made, only Secrets Manager knows it. People
 * give no name with an exclamation mark; those that services give begin with whose they are (`rds!db-…`).
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/service-linked-secrets.html
 */
const resource = /^secret:[A-Za-z0-9/_+=.@!-]+-[A-Za-z0-9]{6}$/;

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html */
export const isSecretArn = (text: string): boolean => {
  const arn = parseArn(text);
  return arn?.service === 'secretsmanager' && resource.test(arn.resource);
};

/** Whether this ARN is of a secret in this place: by a name alone nobody is meant elsewhere. */
export const isSecretHere = (text: string, place: Location): boolean =>
  isSecretArn(text) && isArnIn(text, place);
