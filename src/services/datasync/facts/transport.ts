/** How DataSync talks to the server: protocol and port, which one call sets together, since neither works without the other. */
export interface Transport {
  readonly protocol: string;
  readonly port: number;
}

/** `HTTPS:443`, as plans and the journal have it. */
export const written = ({ protocol, port }: Transport): string => `${protocol}:${port}`;

/** `undefined`: no protocol and port are written there. */
export const readTransport = (text: string): Transport | undefined => {
  const [, protocol, port] = /^([A-Z]+):(\d{1,5})$/.exec(text) ?? [];
  return protocol === undefined ? undefined : { protocol, port: Number(port) };
};

/** Where the same server speaks TLS: where plain HTTP has its own port, HTTPS has its own; any other port stays. */
export const overTls = ({ port }: Transport): Transport => ({
  protocol: 'HTTPS',
  port: port === 80 ? 443 : port,
});
