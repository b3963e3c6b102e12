import * as z from 'zod/mini';

/** In a schema: a name of something of AWS's, of which this version knows these. Another one is taken as well: it may be newer. */
export const nameAmong = (known: readonly string[]) => z.string().check(z.meta({ known: [...known] }));

const knownIn = (property: unknown): readonly string[] | undefined => {
  const known: unknown =
    typeof property === 'object' && property !== null ? Reflect.get(property, 'known') : undefined;
  return Array.isArray(known) ? known.filter((name) => typeof name === 'string') : undefined;
};

/** Which names the settings of a remediation know, by setting: those that are names, or lists of names. */
export const knownNames = (settings: z.ZodMiniType): ReadonlyMap<string, readonly string[]> => {
  const { properties = {} } = z.toJSONSchema(settings, { io: 'input', unrepresentable: 'any' });
  return new Map(
    Object.entries(properties).flatMap(([setting, property]) => {
      const items: unknown = typeof property === 'object' ? property.items : undefined;
      const known = knownIn(property) ?? knownIn(items);
      return known ? [[setting, known] as const] : [];
    }),
  );
};
