import {
  GetWorkgroupCommand,
  RedshiftServerlessClient,
  type Workgroup,
} from '@aws-sdk/client-redshift-serverless';
import { orUnseen, unless } from '../../../../aws/error-names.ts';
import { allOf, bounded } from '../../../../aws/marked-pages.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { readinessBy } from '../../../../families/steps.ts';
import { plaintextGlueConnections } from '../../../rds/facts/dependants.ts';
import { requireSslIn } from '../../facts/config-parameters.ts';

/** https://docs.aws.amazon.com/redshift-serverless/latest/APIReference/API_Workgroup.html */
const readinessOf = readinessBy({ ready: ['AVAILABLE'], busy: ['CREATING', 'DELETING', 'MODIFYING'] });

/** A name that another workgroup has by now is not its name. `undefined`: it is gone. */
export const workgroupOf = async (
  { id: workgroupName, arn }: Target,
  aws: Aws,
): Promise<Workgroup | undefined> => {
  const asking = aws.use(RedshiftServerlessClient).send(new GetWorkgroupCommand({ workgroupName }));
  const found = (await unless('ResourceNotFoundException', undefined, asking))?.workgroup;
  return found?.workgroupArn === arn ? found : undefined;
};

/** The SDK client of Glue is loaded only for a workgroup that would be changed. */
const glueConnectionsTo = async (addresses: readonly string[], aws: Aws): Promise<readonly string[]> => {
  const { GlueClient, paginateGetConnections } = await import('@aws-sdk/client-glue');
  // Passwords are none of our business.
  const asked = paginateGetConnections({ client: aws.use(GlueClient) }, { HidePassword: true });
  const connections = (await allOf(bounded(asked))).flatMap(({ ConnectionList = [] }) => ConnectionList);
  const found = addresses.flatMap((address) => plaintextGlueConnections(address, connections));
  return [...new Set(found)].toSorted();
};

/** `unseen`: they may not be read, or AWS does not say what they would name. */
const glueOf = async (
  { endpoint, customDomainName }: Workgroup,
  aws: Aws,
): Promise<readonly string[] | 'unseen'> => {
  const addresses = [endpoint?.address, customDomainName].flatMap((address) => address ?? []);
  return endpoint?.address === undefined ? 'unseen' : orUnseen(glueConnectionsTo(addresses, aws));
};

export const readWorkgroup = async (target: Target, aws: Aws) => {
  const found = await workgroupOf(target, aws);
  if (!found) return undefined;
  const value = requireSslIn(found.configParameters);
  const readiness = readinessOf(found.status ?? '');
  const isDue = value === 'false' && readiness.is === 'ready';
  return {
    held: [{ on: target.arn, value }],
    readiness,
    around: { glue: isDue ? await glueOf(found, aws) : [] },
  };
};
