import { signsInText } from './in-text.ts';
import type { RuleId, Severity, Sign } from './rule.ts';
import { isSaidToLibpq } from './tls.ts';

/** A name and a value, as environments, properties and parameters hold them. */
export interface Setting {
  readonly name: string;
  readonly value: string;
}

/** A sign in the value of a setting; `at` counts from the value's beginning. */
export interface SettingSign<S extends Setting> extends Sign {
  readonly of: S;
}

const off = /^(?:false|0|no|off|disabled?|none|null|prefer(?:red)?|allow|optional)$/i;
const on = /^(?:true|1|yes|on|enabled?|required?|always)$/i;

/** Addresses and ports at which the program itself listens. */
const listened = /^(?:ASPNETCORE|DOTNET)_(?:URLS|HTTP_PORTS)$/;

/** What one name and its value say together. */
const byName: readonly (readonly [name: RegExp, value: RegExp, RuleId, Severity])[] = [
  [/^NODE_TLS_REJECT_UNAUTHORIZED$|^PYTHONHTTPSVERIFY$/, /^0$/, 'verification-off', 'high'],
  [
    /^(?:GIT_SSL_NO_VERIFY|CURL_INSECURE|.*_?(?:INSECURE_)?SKIP_(?:TLS_|SSL_)?VERIFY|.*TRUST_ALL(?:_CERT\w*)?)$/i,
    on,
    'verification-off',
    'high',
  ],
  [
    /(?:^|[_.-])(?:SSL|TLS)[_.-]?(?:CERT\w*[_.-])?VERIFY(?:[_.-]?\w*)?$|(?:^|[_.-])VERIFY[_.-]?(?:SSL|TLS|CERT\w*)$/i,
    off,
    'verification-off',
    'high',
  ],
  [
    /^(?:REQUESTS_CA_BUNDLE|AWS_CA_BUNDLE|CURL_CA_BUNDLE|SSL_CERT_FILE|NODE_EXTRA_CA_CERTS)$/,
    /^(?:\/dev\/null)?$/,
    'verification-off',
    'high',
  ],
  [/(?:^|[_.-])INSECURE[_.-]?(?:SSL|TLS)$/i, /^(?:true|1|yes|on)$/i, 'verification-off', 'high'],
  [/^PIP_TRUSTED_HOST$/, /\S/, 'verification-off', 'high'],
  [/^RUBYOPT$/, /VERIFY_NONE/, 'verification-off', 'high'],
  [/^PGSSLMODE$/, /^disable$/i, 'postgresql-without-tls', 'high'],
  [/^PGSSLMODE$/, /^(?:allow|prefer)$/i, 'postgresql-without-tls', 'medium'],
  [/(?:^|[_.-])SECURITY[_.]PROTOCOL$/i, /^(?:SASL_)?PLAINTEXT$/i, 'kafka-without-tls', 'high'],
  [/(?:^|\/)(?:force-)?ssl-redirect$/, /^false$/i, 'server-without-tls', 'medium'],
  // https://opentelemetry.io/docs/specs/otel/protocol/exporter/
  [/^OTEL_EXPORTER_OTLP_(?:\w+_)?INSECURE$/, /^true$/i, 'service-without-tls', 'high'],
  [/^DOCKER_HOST$/, /:2375$/, 'docker-without-tls', 'high'],
  // What ASP.NET Core listens at; somebody in front may end TLS. https://learn.microsoft.com/aspnet/core/fundamentals/servers/kestrel/endpoints
  [listened, /\bhttp:\/\/(?!localhost|127\.|\[::1\])|^[\d;\s]*\d/i, 'server-without-tls', 'low'],
  [/^AWS_USE_SSL$/i, off, 'sdk-without-tls', 'high'],
  [
    /(?:^|\.)(?:SSL|TLS)_?(?:MIN_?(?:IMUM_?)?)?(?:PROTOCOLS?|VERSION)$/i,
    /\b(?:SSLv[23]|TLSv?1(?:[._][01])?)(?![._]?\d)/i,
    'old-tls',
    'medium',
  ],
];

/** Ports at which a protocol speaks plaintext, by what the name says is there. */
const plaintextPorts: readonly (readonly [name: RegExp, port: string, RuleId, Severity])[] = [
  [/FTP/i, '21', 'plaintext-file-transfer', 'medium'],
  [/TELNET/i, '23', 'plaintext-file-transfer', 'high'],
  [/LDAP/i, '389', 'ldap-without-tls', 'medium'],
  [/MQTT/i, '1883', 'messaging-without-tls', 'medium'],
  [/AMQP|RABBIT/i, '5672', 'messaging-without-tls', 'medium'],
  [/STOMP/i, '61613', 'messaging-without-tls', 'medium'],
];

/** Names whose addresses nobody connects to, or whose scheme speaks of the hop to a proxy (CONNECT keeps TLS end to end). */
const notes =
  /(?:^|\.)(?:https?|no|all|ftp)_proxy$|(?:^|[_.])(?:ISSUER|HOMEPAGE|WEBSITE|EXAMPLES?|DOCS?|DESCRIPTION|NAMESPACE|XMLNS|SCHEMA)(?:_UR[IL])?$|(?:^|[_.-])LICEN[CS]ES?(?:[_.]\w+)*$|^(?:repository|bugs|author)\.url$/i;

/** `ORDERS_REDIS_HOST` and `ORDERS_REDIS_TLS` speak of one thing. */
const stem = (name: string): string =>
  name
    .replace(/[_.-]?(?:(?:USE|REQUIRE|ENABLE|START)[_.-]?)?(?:SSL|TLS|SECURE)[\w.]*$|[_.-]?[A-Za-z]+$/i, '')
    .toLowerCase();

/** Whether a setting beside this one names a server: then the switch is not about something else. */
const hasServer = (name: string, all: readonly Setting[]): boolean => {
  const own = name.replace(/[_.-]?(?:USE[_.-]?)?(?:SSL|TLS).*$/i, '').toLowerCase();
  return all.some(
    (other) =>
      other.name !== name &&
      /(?:HOST|PORT|SERVER|ENDPOINT|URL|URI|ADDRESS|BROKERS?)$/i.test(other.name) &&
      stem(other.name) === own &&
      own !== '',
  );
};

const tlsNamed =
  /^(?!.*INSECURE).*(?:^|[_.-])(?:(?:USE|REQUIRE|ENABLE)[_.-]?)?(?:SSL|TLS)(?:[_.-]?(?:MODE|ENABLED?|REQUIRED?|ON))?$/i;

const saysTlsBeside = (name: string, all: readonly Setting[]): boolean =>
  all.some(
    (other) =>
      stem(other.name) === stem(name) &&
      /SSL|TLS|SECURE/i.test(other.name) &&
      other.value !== '' &&
      !off.test(other.value),
  );

/** Brokers that no protocol is named for, so that it is PLAINTEXT; at the ports of Amazon MSK with TLS nobody could go on. */
const isOpenKafka = ({ name, value }: Setting, all: readonly Setting[]): boolean =>
  /(?:^|[_.-])BOOTSTRAP[_.-]?SERVERS?$/i.test(name) &&
  /\w/.test(value) &&
  !/[${}%<>]|:\/\/|\blocalhost\b|\b127\.|:909[468]\b/.test(value) &&
  !all.some((other) => /SECURITY[_.-]?PROTOCOL|\b(?:SSL|SASL_SSL)\b/i.test(`${other.name} ${other.value}`));

const ofOne = (setting: Setting, all: readonly Setting[]): readonly Sign[] => {
  const { name, value } = setting;
  const text = value.trim();
  const named = byName.find(([pattern, means]) => pattern.test(name) && means.test(text));
  const found = (listened.test(name) ? [] : signsInText(value)).filter(
    ({ rule }) => rule !== 'postgresql-without-tls' || !isSaidToLibpq(value, all),
  );
  const inValue = found.map((sign) => ({
    ...sign,
    ...(notes.test(name) && sign.rule !== 'credential-in-address' && { severity: 'low' as const }),
    ...(sign.rule === 'plaintext-http' &&
      name.startsWith('AWS_ENDPOINT_URL') && { rule: 'sdk-without-tls' as const }),
  }));
  if (named && !inValue.some(({ rule }) => rule === named[2]))
    return [...inValue, { rule: named[2], severity: named[3], at: 0 }];
  if (named) return inValue;
  if (isOpenKafka(setting, all))
    return [...inValue, { rule: 'kafka-without-tls', severity: 'medium', at: 0 }];
  const isSmtp = /SMTP|MAIL/i.test(name);
  if (isSmtp && /PORT$/i.test(name) && /^(?:25|587|2525)$/.test(text) && !saysTlsBeside(name, all))
    return [...inValue, { rule: 'smtp-without-tls', severity: 'medium', at: 0 }];
  const port =
    /PORT$/i.test(name) && plaintextPorts.find(([pattern, number]) => number === text && pattern.test(name));
  if (port && !/SFTP|FTPS/i.test(name) && !saysTlsBeside(name, all))
    return [...inValue, { rule: port[2], severity: port[3], at: 0 }];
  if (tlsNamed.test(name) && off.test(text))
    return [
      ...inValue,
      { rule: 'tls-switched-off', severity: hasServer(name, all) ? 'high' : 'medium', at: 0 },
    ];
  return inValue;
};

/** The signs in settings that stand together, such as one container's environment. */
export const signsInSettings = <S extends Setting>(all: readonly S[]): readonly SettingSign<S>[] =>
  all.flatMap((setting) => ofOne(setting, all).map((sign) => ({ ...sign, of: setting })));
