/** A security policy as its page describes it; no call does. */
interface Described {
  readonly name: string;
  readonly protocols: readonly string[];
  readonly ciphers: readonly string[];
  readonly kinds: readonly string[];
}

const tls13 = ['TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384'];
const chacha = ['TLS_CHACHA20_POLY1305_SHA256'];
/** With RSA for the exchange of keys. */
const plainRsa = ['AES128-SHA', 'AES256-SHA'];
const plainRsaBesides = ['AES128-GCM-SHA256', 'AES128-SHA256', 'AES256-GCM-SHA384', 'AES256-SHA256'];
const ephemeral = ['RSA', 'ECDSA'].flatMap((signature) =>
  [
    'AES128-GCM-SHA256',
    'AES128-SHA256',
    'AES128-SHA',
    'AES256-GCM-SHA384',
    'AES256-SHA384',
    'AES256-SHA',
  ].map((rest) => `ECDHE-${signature}-${rest}`),
);
const tls12 = [...ephemeral, ...plainRsa, ...plainRsaBesides];

const policy = (name: string, protocols: readonly string[], ciphers: readonly string[]): Described => ({
  name: `IoTSecurityPolicy_${name}`,
  protocols,
  ciphers: ciphers.toSorted(),
  kinds: [],
});

/**
 * Those of 2015 and 2016 differ by port: a cipher that one port takes counts. GovCloud has one of its own, which is its
 * default, and lacks the others that take TLS 1.3.
 * https://docs.aws.amazon.com/iot/latest/developerguide/transport-security.html#tls-policy-table
 * https://docs.aws.amazon.com/iot/latest/developerguide/iot-endpoints-tls-config.html
 */
export const securityPoliciesIn = (partition: string): readonly Described[] => [
  policy('TLS12_1_0_2015_01', ['TLSv1.2'], [...tls12, 'DHE-RSA-AES256-SHA']),
  policy('TLS12_1_0_2016_01', ['TLSv1.2'], tls12),
  policy('TLS12_1_2_2022_10', ['TLSv1.2'], tls12),
  ...(partition === 'aws-us-gov'
    ? [policy('TLS13_1_2_2022_01', ['TLSv1.2', 'TLSv1.3'], [...tls13, ...ephemeral, ...plainRsa])]
    : [
        policy('TLS13_1_2_2022_10', ['TLSv1.2', 'TLSv1.3'], [...tls13, ...chacha, ...tls12]),
        policy('TLS13_1_3_2022_10', ['TLSv1.3'], [...tls13, ...chacha]),
      ]),
];

/**
 * In China a domain configuration has the policy of its Region, and nobody chooses another.
 * https://docs.amazonaws.cn/en_us/iot/latest/developerguide/iot-endpoints-tls-config.html
 */
export const canChoosePolicy = (partition: string): boolean => partition !== 'aws-cn';
