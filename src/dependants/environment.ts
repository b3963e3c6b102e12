import { isSaidToLibpq, tlsIn } from '../signs/tls.ts';

/** Whom an environment may lead to. */
export interface Led {
  readonly isMeant: (text: string) => boolean;
  /** Its name for people: what libpq is told counts for those that libpq speaks with. */
  readonly engine?: string | undefined;
}
type Variables = readonly { readonly name: string; readonly value: string }[];

/**
 * Whether variables of an environment give the way to a resource without demanding TLS. What they hold is looked at here and goes no
 * further: there are secrets among it.
 */
export const leadsWithoutTls = ({ isMeant, engine = '' }: Led, variables: Variables): boolean =>
  variables.some(
    ({ value }) =>
      isMeant(value) &&
      tlsIn(value) !== 'demands' &&
      !(/PostgreSQL|Redshift/.test(engine) && isSaidToLibpq(value, variables)),
  );

/**
 * The name of the secret or parameter that an ARN stands for, as environments refer to them; whatever else it is, is nobody's to print.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html
 */
export const referredBy = (value: string): string | undefined => {
  const [, service, name] =
    /^arn:[\w-]+:(secretsmanager|ssm):[\w-]+:\d{12}:(?:secret:|parameter\/)([\w/+=.@-]+)(?::|$)/.exec(
      value.trim(),
    ) ?? [];
  if (name === undefined) return undefined;
  return service === 'ssm' ? `parameter ${name}` : `secret ${name}`;
};
