/**
 * TCP ports on which clients speak plaintext, or begin with it (https://www.iana.org/assignments/service-names-port-numbers/).
 * Databases and mail can turn to TLS on the same port; who it is open to is no less the question.
 */
const names: Readonly<Record<number, string>> = {
  20: 'FTP data',
  21: 'FTP',
  23: 'Telnet',
  25: 'SMTP',
  80: 'HTTP',
  110: 'POP3',
  143: 'IMAP',
  389: 'LDAP',
  1433: 'SQL Server',
  1521: 'Oracle',
  3306: 'MySQL',
  4333: 'mSQL',
  5432: 'PostgreSQL',
  6379: 'Redis',
  11_211: 'Memcached',
  27_017: 'MongoDB',
};

export const plaintextPorts: readonly number[] = Object.keys(names).map(Number);

/** For people. */
export const portName = (port: number): string => {
  const name = names[port];
  return name === undefined ? `${port}` : `${port} (${name})`;
};

const numbersIn = (text: string): readonly number[] =>
  text.split(',').flatMap((word) => {
    const [from = '', to = from] = word.trim().split('-');
    if (!/^\d{1,5}$/.test(from) || !/^\d{1,5}$/.test(to)) return [];
    const [first, last] = [Number(from), Math.min(Number(to), 65_535)];
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  });

const sorted = (ports: readonly number[]): number[] => [...new Set(ports)].toSorted((a, b) => a - b);

/**
 * Which ports the parameters of AWS Config's rules mean; `undefined`: they name none. What RESTRICTED_INCOMING_TRAFFIC
 * (`blockedPort1` to `blockedPort5`, `blockedPorts`) and VPC_SG_PORT_RESTRICTION_CHECK (`restrictPorts`) name is taken as it is; what
 * VPC_SG_OPEN_ONLY_TO_AUTHORIZED_PORTS lets everybody reach is taken out.
 * https://docs.aws.amazon.com/config/latest/developerguide/restricted-common-ports.html
 * https://docs.aws.amazon.com/config/latest/developerguide/vpc-sg-port-restriction-check.html
 * https://docs.aws.amazon.com/config/latest/developerguide/vpc-sg-open-only-to-authorized-ports.html
 */
export const portsOfRule = (parameters: Readonly<Record<string, string>>): number[] | undefined => {
  const { authorizedTcpPorts, protocolType = '' } = parameters;
  if (authorizedTcpPorts !== undefined) {
    const authorized = new Set(numbersIn(authorizedTcpPorts));
    return plaintextPorts.filter((port) => !authorized.has(port));
  }
  // Nothing here is about UDP.
  if (protocolType.toUpperCase() === 'UDP') return undefined;
  const named = Object.entries(parameters).filter(([name]) =>
    /^(blockedPort[1-5]|blockedPorts|restrictPorts)$/.test(name),
  );
  const ports = sorted(named.flatMap(([, text]) => numbersIn(text)));
  return ports.length === 0 ? undefined : ports;
};
