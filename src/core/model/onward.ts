/** A way on: where a resource sends what it takes, or what it asks for itself, as AWS describes it now. */
export interface Onward {
  /** An ARN, an id (`i-0a1b2c3d`), or a name of the domain name system or an address, without a port. */
  readonly to: string;
  readonly port?: number;
  /** As it is configured: `HTTP`, `TLS`. */
  readonly speaks?: string;
  /**
   * Whether that is encrypted: `enforced` where AWS sees to it. Left out: the configuration does not tell, and it depends on what
   * the other side demands.
   */
  readonly encrypted?: boolean | 'enforced';
  /** The oldest version of TLS that it offers there: `TLS 1.2`. Left out: not told, or none. */
  readonly oldest?: string;
  /** What is told of it, where the configuration alone does not say enough. */
  readonly why?: string;
  /** ARN of what findings about this way are about, where it is not the resource itself: a target group. */
  readonly at?: string;
}
