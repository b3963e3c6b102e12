/**
 * What a URL says of TLS: `demands` it, `refuses` it, or leaves it open. Options of the drivers that Glue brings:
 * https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-connect-jdbc-home.html
 */
export type UrlTls = 'demands' | 'refuses' | 'open';

const demands: ReadonlySet<string> = new Set([
  // PostgreSQL, Amazon Redshift and, by other words, MySQL.
  ...['require', 'required', 'verify-ca', 'verify_ca', 'verify-full', 'verify_identity'].map(
    (mode) => `sslmode=${mode}`,
  ),
  'requiressl=true',
  'ssl=true',
  'tls=true',
  // Microsoft SQL Server.
  ...['true', 'yes', 'mandatory', 'strict'].map((mode) => `encrypt=${mode}`),
]);
const refuses: ReadonlySet<string> = new Set([
  'sslmode=disable',
  'sslmode=disabled',
  'usessl=false',
  'ssl=false',
  'tls=false',
  ...['false', 'no', 'optional'].map((mode) => `encrypt=${mode}`),
]);

const optionsIn = (url: string): readonly string[] => url.toLowerCase().split(/[?&;]/).slice(1);

export const tlsIn = (url: string): UrlTls => {
  const options = optionsIn(url).map((option) => option.replaceAll(/\s/g, ''));
  if (options.some((option) => refuses.has(option))) return 'refuses';
  if (options.some((option) => demands.has(option))) return 'demands';
  // Oracle says it by the protocol, and MongoDB's `+srv` stands for TLS: https://www.mongodb.com/docs/manual/reference/connection-string/
  return /^mongodb\+srv:|@tcps:|protocol\s*=\s*tcps/i.test(url) ? 'demands' : 'open';
};

/** Whether somebody's password, or what stands for one, is in it. */
export const holdsPassword = (url: string): boolean =>
  /\/\/[^/?;@]*:[^/?;@]*@|jdbc:oracle:\w+:[^@/]+\/[^@]*@/i.test(url) ||
  optionsIn(url).some((option) =>
    /^\s*(?:password|pwd|user|username|accesskey\w*|secret\w*|token)\s*=/.test(option),
  );
