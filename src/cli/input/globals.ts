export const formats = ['text', 'json', 'terminal', 'markdown', 'html', 'csv', 'sarif'] as const;
export type Format = (typeof formats)[number];
/** Formats that only some commands know. */
export type Extra = Extract<Format, 'markdown' | 'html' | 'csv' | 'sarif'>;

/** Options that every command has. */
export interface Globals {
  readonly policy?: string;
  readonly journal?: string;
  /** `journal`, or `ssm:DOCUMENT`. */
  readonly approvals?: string;
  readonly regions: readonly string[];
  readonly format: Format;
  readonly colour: boolean;
  readonly verbose: boolean;
  /** Those typed that the next command needs as well: what is printed to be copied carries them. */
  readonly carried?: readonly string[];
}
