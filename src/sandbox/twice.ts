/** The first name that stands a second time; undefined where each stands once. */
export const twice = (names: readonly string[]): string | undefined =>
  names.find((name, index) => names.indexOf(name) < index);
