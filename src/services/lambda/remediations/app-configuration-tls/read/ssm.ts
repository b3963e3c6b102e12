import { GetParametersCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { Aws } from '../../../../../core/model/remediation.ts';
import type { Target } from '../../../../../core/model/target.ts';
import { signsInValue } from '../../../../../signs/in-value.ts';
import { foundIn } from '../fields.ts';
import type { Seen } from '../seen.ts';

/** One parameter. What is encrypted comes encrypted: nothing here asks to have it decrypted. */
export const read = async ({ id }: Target, aws: Aws): Promise<Seen | undefined> => {
  const { Parameters = [] } = await aws.use(SSMClient).send(new GetParametersCommand({ Names: [id] }));
  const found = Parameters.find(({ Name }) => Name === id);
  if (!found) return undefined;
  const { Type, Value: value = '' } = found;
  if (Type !== 'String' && Type !== 'StringList')
    return { found: [], unread: [`Value (${Type ?? 'of no type'})`], secrets: [] };
  // `/shop/prod/REDIS_URL` says by its last word what it is.
  const name = id.split('/').at(-1) ?? id;
  return {
    found: signsInValue({ name, value }).map((sign) => foundIn('Value', sign)),
    unread: [],
    secrets: [],
  };
};
