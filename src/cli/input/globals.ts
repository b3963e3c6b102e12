export const formats = ['text', 'json', 'terminal', 'markdown', 'html', 'csv'] as const;
export type Format = (typeof formats)[number];
/** Formats that only some commands know. */
export type Extra = Extract<Format, 'markdown' | 'html' | 'csv'>;

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
}
