import { offender, probeAgent } from '../entries.ts';
import type { Row } from '../logs-insights/query.ts';
import { present, type Meaning } from '../logs-insights/rows.ts';

/** By whom an event is, whoever took it to pieces: a query, or a reader of files. */

/** Nobody is shut out whom S3 refuses already; strangers try every bucket. What is not found was let in. */
const isRefused = (code: string | undefined): boolean =>
  code !== undefined &&
  /^(?:AccessDenied|InvalidAccessKeyId|SignatureDoesNotMatch|ExpiredToken|InvalidToken|RequestTimeTooSkewed)$/.test(
    code,
  );

/** `ANONYMOUS_PRINCIPAL` is nobody. */
const known = (text: string | undefined): string | undefined =>
  /^anonymous/i.test(text ?? '') ? undefined : present(text);

/** Callers of other accounts come without ARN. `undefined`: anonymous. */
const principalOf = (row: Row): string | undefined => {
  const [id, account] = ['id', 'account'].map((name) => known(row[name]));
  const parts = [id, account === undefined ? undefined : `account ${account}`];
  return present(row['principal']) ?? (parts.filter((part) => part !== undefined).join(' of ') || undefined);
};

/** What AWS does on somebody's behalf carries no TLS of a client. */
export const isByService = (row: Row): boolean =>
  row['kind'] === 'AWSService' ||
  present(row['invoked']) !== undefined ||
  present(row['address'])?.endsWith('.amazonaws.com') === true;

/** S3 writes agents in brackets. */
const isProbe = (agent: string | undefined): boolean =>
  agent !== undefined && agent.replace(/^\[/, '').startsWith(probeAgent);

/** In the fields of the query. */
export const meaning: Meaning = {
  byHour: (row) => ((present(row['tls']) ?? present(row['cipher'])) ? 'secure' : 'suspicious'),
  byPeople: (row, at) => {
    const [principal, address] = [principalOf(row), present(row['address'])];
    const agent = present(row['agent']);
    const isNobody = isProbe(agent) || (principal === undefined && isRefused(row['code']));
    return isByService(row) || isNobody ? { at, is: 'apart' } : offender(at, { principal, address, agent });
  },
};
