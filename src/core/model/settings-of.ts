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

const kinds: Readonly<Record<string, string>> = { string: 'text', array: 'a list', number: 'a number' };

/** Every setting of a remediation, in the order of its file. */
export const settingsOf = ({ settings }: { readonly settings: z.ZodMiniType }): readonly Setting[] => {
  const { properties = {} } = z.toJSONSchema(settings, { io: 'input' });
  return Object.entries(properties).map(([name, property]) => {
    const {
      enum: words,
      type,
      default: without,
      description: means,
    } = typeof property === 'object' ? property : {};
    return {
      name,
      ...(means !== undefined && { means }),
      takes: words?.join(', ') ?? kinds[String(type)] ?? String(type),
      default: without,
    };
  });
};
