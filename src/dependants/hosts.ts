/** DNS names compare in any letter case and with or without the dot at their end. */
const dnsName = (text: string): string => text.toLowerCase().replace(/\.+$/, '');

/**
 * Whether a text names one of the hosts: alone, with a port or an instance (`host,1433`, `host\\name`), or anywhere in a URL.
 * Whole names only: `preorders.example` is not `orders.example`. Another DNS name (a CNAME), or an address, is not found this way.
 */
export const namesHost =
  (hosts: readonly string[]) =>
  (text: string): boolean =>
    (text.match(/[\w.-]+/g) ?? []).some((word) => hosts.some((host) => dnsName(word) === dnsName(host)));

export const once = (names: readonly (string | undefined)[]): readonly string[] =>
  [...new Set(names.map((name) => name ?? '(no name)'))].toSorted();

/** `function resize (secret orders)`; nothing of one that refers to nothing. */
export const referring = (who: string, to: readonly (string | undefined)[]): readonly string[] => {
  const names = [...new Set(to.filter((one) => one !== undefined))].toSorted();
  return names.length > 0 ? [`${who} (${names.join(', ')})`] : [];
};
