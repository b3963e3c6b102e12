import type { Table } from '@aws-sdk/client-glue';

/**
 * The columns of AWS's own table of these logs, as far as all versions of it agree, in order: the expression that reads a line
 * fills them by place. https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-s3-access-logs-to-identify-requests.html
 */
const columns =
  'bucketowner bucket_name requestdatetime remoteip requester requestid operation key request_uri httpstatus errorcode bytessent objectsize totaltime turnaroundtime referrer useragent versionid hostid sigv ciphersuite authtype endpoint tlsversion'.split(
    ' ',
  );
/** That table has these as numbers; the query does not ask for them. */
const numbers = new Set(['bytessent', 'objectsize']);

const serde = 'org.apache.hadoop.hive.serde2.RegexSerDe';
/** Another one may read other files than those that lie in the place. */
const format = 'org.apache.hadoop.mapred.TextInputFormat';

const field = '([^ ]*)';
const quoted = '("[^"]*"|-)';
const fields = (count: number): string => Array.from({ length: count }, () => field).join(' ');
/** Up to the id of the version, which each line has. */
const beginning = `${fields(2)} \\[(.*?)\\] ${fields(5)} ${quoted} (-|[0-9]*) ${fields(6)} ${quoted} ${field}`;
/** Whatever came later, together or not at all: six of them to the version of TLS, two or more since. */
const later = /^\(\?:((?: \(\[\^ \]\*\)){6,})\)\?\.\*$/;

/**
 * Whether an expression fills those columns as the documented one does, whatever columns follow: an expression of other places under the same
 * names would move ciphers to where none are looked for. A backslash before a quotation mark means nothing, nor do `^` and `$`, because a line
 * is matched as a whole: https://docs.aws.amazon.com/athena/latest/ug/regex-serde.html
 */
export const isDocumented = (expression: string): boolean => {
  const plain = expression
    .replaceAll(String.raw`\"`, '"')
    .replace(/^\^/, '')
    .replace(/\$$/, '');
  return plain.startsWith(beginning) && later.test(plain.slice(beginning.length));
};

/** Why a table does not read lines as the documented one does. `undefined`: it does. */
export const shapeWrong = ({
  StorageDescriptor: { Columns = [], SerdeInfo, InputFormat } = {},
  Parameters = {},
  IsRegisteredWithLakeFormation: guarded,
}: Table): string | undefined => {
  const known = columns.every((name, at) => {
    const { Name: found, Type: type } = Columns[at] ?? {};
    return found?.toLowerCase() === name && (type === 'string' || (numbers.has(name) && type === 'bigint'));
  });
  if (!known || SerdeInfo?.SerializationLibrary !== serde || InputFormat !== format)
    return 'its columns are not those of the table that AWS documents';
  if (!isDocumented(SerdeInfo.Parameters?.['input.regex'] ?? ''))
    return 'its expression (input.regex) is not that of the table that AWS documents';
  if (Number(Parameters['skip.header.line.count'] ?? 0) !== 0)
    return 'it leaves out lines (skip.header.line.count)';
  return guarded === true ? 'Lake Formation guards it and may hide rows' : undefined;
};
