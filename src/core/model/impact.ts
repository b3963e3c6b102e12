/** Who may notice a change. A set, not an order: the gate looks each one up. */
export const impacts = [
  'none',
  'breaks-plaintext',
  'breaks-old-tls',
  'redirects-clients',
  'changes-endpoints',
  'restarts',
  'interrupts',
] as const;
export type Impact = (typeof impacts)[number];
