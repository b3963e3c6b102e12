import type { Statement } from '../../../aws/policy/document.ts';
import { namedById } from '../../../aws/arn.ts';

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticfilesystem.html */
export const {
  arnOf: fileSystemArn,
  idIn: fileSystemIdIn,
  idMeant: fileSystemIn,
} = namedById('elasticfilesystem', 'file-system', /^fs-[0-9a-f]{8,40}$/);

/**
 * What NFS clients do. A mount asks for the first; nothing is read or written without one.
 * https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html#efs-filesystempolicy-actions
 */
export const clientActions = [
  'elasticfilesystem:ClientMount',
  'elasticfilesystem:ClientRootAccess',
  'elasticfilesystem:ClientWrite',
] as const;

/**
 * AWS's default says it without a policy: whoever reaches a mount target has full access. It holds only as long as there is
 * no policy, so a policy that does not say it too would shut everybody out.
 * https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html#default-filesystempolicy
 */
export const defaultAccess = (Resource: string): Statement => ({
  Sid: 'WaxsealDefaultAccess',
  Effect: 'Allow',
  Principal: { AWS: '*' },
  Action: [...clientActions],
  Resource,
  Condition: { Bool: { 'elasticfilesystem:AccessedViaMountTarget': 'true' } },
});
