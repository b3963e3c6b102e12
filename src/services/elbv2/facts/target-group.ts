/** What people call it. */
export const targetGroupNameIn = (arn: string): string => arn.split('/')[1] ?? arn;

/** Protocols between a balancer and its targets that encrypt. QUIC has TLS 1.3 in it: https://www.rfc-editor.org/rfc/rfc9001 */
const encrypted = new Set(['HTTPS', 'TLS', 'QUIC']);
export const isEncrypted = (protocol: string): boolean => encrypted.has(protocol);
