/** The values used last, at most so many; what falls out is let go of, and made anew should it be asked for again. */
export interface Recent<Value> {
  readonly use: (key: string, make: () => Value) => Value;
  /** Without letting go of it: it is the caller's, who has no use for it. */
  readonly forget: (key: string) => void;
  readonly all: () => readonly (readonly [key: string, value: Value])[];
}

export const recent = <Value>(most: number, letGo: (value: Value) => void = () => {}): Recent<Value> => {
  const kept = new Map<string, { readonly value: Value }>();
  let last: string | undefined;
  return {
    use: (key, make) => {
      const known = kept.get(key);
      // Most look-ups are of one location: it stands last already.
      if (known && key === last) return known.value;
      last = key;
      const found = known ?? { value: make() };
      // A map keeps the order of insertion: what was used last stands last.
      kept.delete(key);
      kept.set(key, found);
      for (const [oldest, { value }] of kept) {
        if (kept.size <= most) break;
        kept.delete(oldest);
        letGo(value);
      }
      return found.value;
    },
    forget: (key) => void kept.delete(key),
    all: () => [...kept].map(([key, { value }]) => [key, value]),
  };
};
