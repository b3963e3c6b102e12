/** A certificate that something serves or proves itself with, as AWS describes it. */
export interface CertificateSeen {
  /** Its ARN; of one that has none, that of what serves it with an ending. */
  readonly id: string;
  /** What people call it: its domain, its name. */
  readonly name: string;
  /** Such as `ACM, imported`. */
  readonly kind: string;
  /** ISO 8601. Left out: AWS does not say, or none is issued yet. */
  readonly ends?: string;
  /** Whether AWS renews it without anybody. */
  readonly renews: 'yes' | 'no' | 'unknown';
  /** For people: who renews it, or what keeps it from being renewed. */
  readonly why: string;
  /** ARNs of what uses it. Left out: AWS does not say. */
  readonly serves?: readonly string[];
}
