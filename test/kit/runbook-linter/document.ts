/** A runbook as it was parsed from YAML or JSON: anything may be missing from it or be something else. */
export type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {});
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

export interface Step {
  readonly name: string;
  readonly action: string;
  readonly raw: Fields;
  readonly inputs: Fields;
}
export const stepOf = (value: unknown): Step => {
  const raw = fieldsOf(value);
  return { name: textOf(raw['name']), action: textOf(raw['action']), raw, inputs: fieldsOf(raw['inputs']) };
};
