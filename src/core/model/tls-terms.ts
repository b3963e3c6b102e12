/** On what terms a resource takes clients in over TLS, as AWS describes it now. */
export interface TlsTerms {
  /** Where each port has its own. Left out: at all of them. */
  readonly port?: number;
  /** The oldest version that gets in: `TLS 1.2`. Left out: AWS does not say. */
  readonly oldest?: string;
  /** ARN of the certificate that it shows, or its id where it has none. Of several, the one for clients that name no other. */
  readonly certificate?: string;
}
