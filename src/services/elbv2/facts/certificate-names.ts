/**
 * Whether a certificate for these names serves a host. A wildcard stands for exactly one label; a host condition
 * with the same wildcard is served by it.
 * Source: https://www.rfc-editor.org/rfc/rfc9525#section-6.3
 */
export const servesHost = (names: readonly string[], host: string): boolean => {
  const wanted = host.toLowerCase();
  const parent = wanted.slice(wanted.indexOf('.') + 1);
  return names.some((name) => {
    const given = name.toLowerCase();
    if (given === wanted) return true;
    return given.startsWith('*.') && given.slice(2) === parent && isLabel(wanted);
  });
};

/** A label and a dot, and no `*` or `?` in the label: such a host condition may match many labels, which no wildcard serves. */
const isLabel = (host: string): boolean => /^[^.*?]+\./.test(host);
