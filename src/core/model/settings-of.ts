import * as z from 'zod/mini';

/** A setting of a remediation, for whoever writes a policy. */
export interface Setting {
  readonly name: string;
  /** What it means, where its schema says so (`z.describe`). */
  readonly means?: string;
  /** Words, where only they are allowed, or what kind of value it is. */
  readonly takes: string;
  /** What is so where no rule says otherwise. */
  readonly default: unknown;
}

type Shape = z.core.JSONSchema._JSONSchema;

/** `z.int()` ends where numbers stop being exact, of which nobody needs to be told. */
const within = ({ minimum, maximum }: z.core.JSONSchema.BaseSchema): string => {
  const from = minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER ? ` from ${minimum}` : '';
  return maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER ? `${from} to ${maximum}` : from;
};

const takenBy = (shape: Shape): string => {
  if (typeof shape === 'boolean') return 'anything';
  const { type, enum: words, anyOf, items, additionalProperties: values } = shape;
  if (words) return words.join(', ');
  if (anyOf) return anyOf.map(takenBy).join(' or ');
  if (Array.isArray(type)) return type.map((one) => takenBy({ ...shape, type: one })).join(' or ');
  if (type === 'string') return 'text';
  if (type === 'boolean') return 'true, false';
  if (type === 'null') return 'null';
  if (type === 'integer') return `a whole number${within(shape)}`;
  if (type === 'number') return `a number${within(shape)}`;
  if (type === 'array' && typeof items === 'object' && !Array.isArray(items))
    return `a list, each: ${takenBy(items)}`;
  if (type === 'object' && typeof values === 'object') return `a map, each value: ${takenBy(values)}`;
  throw new Error(`Say in src/core/model/settings-of.ts what a policy writes for ${JSON.stringify(shape)}.`);
};

/** Every setting of a remediation, in the order of its file. */
export const settingsOf = ({ settings }: { readonly settings: z.ZodMiniType }): readonly Setting[] => {
  const { properties = {} } = z.toJSONSchema(settings, { io: 'input' });
  return Object.entries(properties).map(([name, property]) => {
    const { default: without, description: means } = typeof property === 'object' ? property : {};
    return { name, ...(means !== undefined && { means }), takes: takenBy(property), default: without };
  });
};
