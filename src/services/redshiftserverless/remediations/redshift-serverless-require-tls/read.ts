import {
  GetWorkgroupCommand,
  RedshiftServerlessClient,
  type Workgroup,
} from '@aws-sdk/client-redshift-serverless';
import { unless } from '../../../../aws/error-names.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { noDependants, type Dependants } from '../../../../dependants/words.ts';
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

/** DMS is not asked: https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Security.SSL.html (it speaks TLS with Redshift by itself). */
const dependantsOf = async ({ endpoint, customDomainName }: Workgroup, aws: Aws): Promise<Dependants> => {
  // Loaded only for what would be changed.
  const { dependantsOn, namesHost } = await import('../../../../dependants/dependants.ts');
  const { address } = endpoint ?? {};
  const isMeant =
    address === undefined ? undefined : namesHost([address, ...(customDomainName ? [customDomainName] : [])]);
  return dependantsOn({ isMeant, engine: 'Redshift', not: ['dms'] }, aws);
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
    around: isDue ? await dependantsOf(found, aws) : noDependants,
  };
};
