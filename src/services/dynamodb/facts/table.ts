import { formatArn, parseArn } from '../../../aws/arn.ts';
import type { Location } from '../../../core/model/target.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html */
const name = /^[A-Za-z0-9_.-]{3,255}$/;

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html */
export const tableArn = ({ partition, region, account }: Location, id: string): string =>
  formatArn({ partition, service: 'dynamodb', region, account, resource: `table/${id}` });

/** The name in an ARN of a table; `undefined`: the ARN is of something else, of its streams and indexes as well. */
export const tableNameIn = (text: string): string | undefined => {
  const { service, resource = '' } = parseArn(text) ?? {};
  const id = resource.startsWith('table/') ? resource.slice('table/'.length) : '';
  return service === 'dynamodb' && name.test(id) ? id : undefined;
};

/** The name of the table that is meant, by ARN or by name. `undefined`: it is none of this place, or no table. */
export const tableNamed = (id: string, place: Location): string | undefined => {
  const found = tableNameIn(id) ?? id;
  return name.test(found) && [found, tableArn(place, found)].includes(id) ? found : undefined;
};

/** Whoever asks an index asks for it by its own ARN, and the policy of the table decides. */
export const indexesOf = (arn: string): string => `${arn}/index/*`;
