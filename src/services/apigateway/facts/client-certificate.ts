/**
 * `soon`: within 30 days. API Gateway makes client certificates for 365 days and renews none.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/getting-started-client-side-ssl-authentication.html
 */
export type Life = 'long' | 'soon' | 'over';

export interface ClientCertificate {
  readonly id: string;
  readonly life: Life;
  /** The day on which it ends. */
  readonly until: string;
}

const thirtyDays = 30 * 24 * 60 * 60 * 1000;

/** How long it lives from now on. One without an end that AWS shows is none that can be relied on. */
export const lifeOf = (end: Date | undefined, now: Date): Life => {
  if (end === undefined || end <= now) return 'over';
  return end.getTime() - now.getTime() < thirtyDays ? 'soon' : 'long';
};

/**
 * A stage takes a certificate of Certificate Manager too, by its ARN; no operation of API Gateway shows it then.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-acm-client-certificates.html
 */
export const isOfCertificateManager = (id: string): boolean => /^arn:[^:]+:acm:/.test(id);
