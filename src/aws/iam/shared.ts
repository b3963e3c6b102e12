/**
 * An answer that all looks share for a while, also those that act: about what surrounds resources, never about one that
 * is written.
 */
export interface Shared {
  readonly seconds: number;
  /** Only where everything there is is asked for: a question that names something is asked live. */
  readonly ofAll?: true;
  /** Why a look may act by it. */
  readonly because: string;
}
