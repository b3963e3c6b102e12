const protocolsOf = (value: string): readonly string[] =>
  value.split(',').map((one) => one.trim().toUpperCase());

/** Whether clients with TLS get in. */
export const takesTls = (value: string): boolean => protocolsOf(value).includes('SSL');

/**
 * Which protocols Db2 listens for. `TCPIP` is the port in the clear, `SSL` another one, which `SSL_SVCENAME` names.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Db2.Concepts.SSL.html
 */
const db2 = {
  name: 'DB2COMM',
  engine: 'Db2',
  upgradeTo: 'a version that Amazon RDS still supports',
  onByDefault: () => false,
  wanted: () => 'SSL',
  isOn: (value: string) => protocolsOf(value).every((protocol) => protocol === 'SSL'),
  isOff: (value: string) =>
    protocolsOf(value).every((protocol) => protocol === 'TCPIP' || protocol === 'SSL'),
};

/** By engine or by family of a DB parameter group: `db2-se`, `db2-ae-11.5`. */
export const db2ParameterOf = (engine: string): typeof db2 | undefined =>
  engine.startsWith('db2-') ? db2 : undefined;

/** The parameter that names the port for TLS. */
export const tlsPortParameter = 'SSL_SVCENAME';
