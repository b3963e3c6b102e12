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

/** A question that several looks put at one moment can be sent as one: each gets its own part of a live answer. */
export interface Gathered {
  /** The list in the question, alone in it. */
  readonly asks: string;
  /** Things that one question may name. */
  readonly most: number;
  /** The list in the answer, and the member by which each item names the thing. */
  readonly answers: string;
  readonly by: string;
}
