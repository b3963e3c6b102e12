/** How much of a YAML file is read: apart from its reader, which brings a parser. */
export interface YamlLimits {
  /** Bytes. */
  readonly largest: number;
  /** Levels. */
  readonly deepest: number;
}

const mebibyte = 1024 * 1024;

/** Bytes; a policy with a thousand exemptions is about a fifth of this. */
export const largestPolicy = mebibyte;
export const policyLimits: YamlLimits = { largest: largestPolicy, deepest: 32 };
/** Files of accounts and scenarios, in which whole policy documents stand. */
export const fileLimits: YamlLimits = { largest: 16 * mebibyte, deepest: 64 };
