/** The latest of several beginnings; `null`: one is not known. */
export const latestOf = (moments: readonly (string | null)[]): string | null =>
  moments.reduce((one, other) => (one === null || other === null ? null : one > other ? one : other), '');
