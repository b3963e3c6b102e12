/** Formats that only some commands know. */
export const extras = ['markdown', 'html', 'csv', 'sarif', 'asff', 'ocsf', 'mermaid', 'dot', 'ics'] as const;
export type Extra = (typeof extras)[number];
export const formats = ['text', 'json', 'terminal', ...extras] as const;
export type Format = (typeof formats)[number];

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
