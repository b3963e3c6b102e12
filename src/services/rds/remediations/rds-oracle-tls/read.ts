import { DescribeOptionGroupsCommand, RDSClient, type Option } from '@aws-sdk/client-rds';
import { isDenied, isNamed, unless } from '../../../../aws/error-names.ts';
import { allOf, everyPage } from '../../../../aws/marked-pages.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { sourcesOn } from '../../../ec2/facts/ingress-sources.ts';
import { encryptionBy } from '../../facts/oracle-options.ts';
import { instanceById } from '../../parameters/parameter-groups.ts';

const optionsOf = async (OptionGroupName: string, aws: Aws): Promise<readonly Option[] | undefined> => {
  const asking = aws.use(RDSClient).send(new DescribeOptionGroupsCommand({ OptionGroupName }));
  const answer = await unless('OptionGroupNotFoundFault', undefined, asking);
  return answer?.OptionGroupsList?.find((one) => one.OptionGroupName === OptionGroupName)?.Options;
};

/** Who reaches a port; `null`: we may not see the groups. A client of EC2 is loaded only for an instance that has TLS. */
const sourcesOf = async (
  ids: readonly string[],
  port: number,
  aws: Aws,
): Promise<readonly string[] | null> => {
  // An instance has one at least.
  if (ids.length === 0) return null;
  const { DescribeSecurityGroupsCommand, EC2Client } = await import('@aws-sdk/client-ec2');
  const pages = everyPage(async (NextToken) => {
    const asked = new DescribeSecurityGroupsCommand({ GroupIds: [...ids], NextToken });
    const answer = await aws.use(EC2Client).send(asked);
    return { items: answer.SecurityGroups, next: answer.NextToken };
  });
  try {
    const permissions = (await allOf(pages)).flatMap(({ IpPermissions = [] }) => IpPermissions);
    return sourcesOn(permissions, port);
  } catch (error) {
    // A group of the account that shares the VPC cannot be described here.
    if (isDenied(error) || isNamed(error, 'InvalidGroup.NotFound')) return null;
    throw error;
  }
};

/** Options and, where there is a port for TLS, who reaches the other one. `undefined`: the instance is gone. */
export const readOracle = async ({ id }: Target, aws: Aws) => {
  const instance = await instanceById(id, aws);
  if (!instance) return undefined;
  const { Engine: engine = '', OptionGroupMemberships = [], Endpoint, VpcSecurityGroups = [] } = instance;
  const memberships = OptionGroupMemberships.map(
    ({ OptionGroupName = '(no name)', Status = '(nothing)' }) => ({
      name: OptionGroupName,
      status: Status,
    }),
  ).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const seen = {
    name: instance.DBInstanceIdentifier ?? id,
    engine,
    version: instance.EngineVersion ?? '',
    authority: instance.CACertificateIdentifier ?? null,
    port: Endpoint?.Port ?? null,
    memberships,
  };
  const [only] = memberships;
  const isClear = only?.status === 'in-sync' && memberships.length === 1;
  if (!engine.startsWith('oracle-') || !isClear) return { ...seen, options: null };
  const options = await optionsOf(only.name, aws);
  if (!options) return { ...seen, options: null };
  const encryption = encryptionBy(
    options.map(({ OptionName = '', Port = null, OptionSettings = [] }) => ({
      name: OptionName,
      port: Port,
      settings: Object.fromEntries(OptionSettings.map(({ Name = '', Value = '' }) => [Name, Value])),
    })),
    seen.version,
  );
  // Groups of the option are on the same network interface.
  const groups = [...VpcSecurityGroups, ...options.flatMap((one) => one.VpcSecurityGroupMemberships ?? [])];
  const ids = [...new Set(groups.flatMap(({ VpcSecurityGroupId: group }) => group ?? []))].toSorted();
  const isAsked = encryption.is === 'ssl' && !encryption.isOld && seen.port !== null;
  return {
    ...seen,
    options: {
      encryption,
      groups: ids,
      sources: isAsked ? await sourcesOf(ids, seen.port ?? 0, aws) : [],
    },
  };
};
export type Oracle = NonNullable<Awaited<ReturnType<typeof readOracle>>>;
