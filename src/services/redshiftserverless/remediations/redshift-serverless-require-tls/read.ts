import {
  GetWorkgroupCommand,
  RedshiftServerlessClient,
  type Workgroup,
} from '@aws-sdk/client-redshift-serverless';
import { orUnseen, unless } from '../../../../aws/error-names.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { glueConnections, plaintextGlueConnections } from '../../../../dependants/glue-connections.ts';
import { namesHost } from '../../../../dependants/hosts.ts';
import { readinessBy } from '../../../../families/steps.ts';
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

/** `unseen`: they may not be read, or AWS does not say what they would name. */
const glueOf = async (
  { endpoint, customDomainName }: Workgroup,
  aws: Aws,
): Promise<readonly string[] | 'unseen'> => {
  if (endpoint?.address === undefined) return 'unseen';
  const addresses = [endpoint.address, ...(customDomainName ? [customDomainName] : [])];
  const found = await orUnseen(glueConnections(aws));
  return found === 'unseen' ? found : plaintextGlueConnections(namesHost(addresses), found);
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
