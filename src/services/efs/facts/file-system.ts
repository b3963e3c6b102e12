import type { Statement } from '../../../aws/policy/document.ts';
import { formatArn, parseArn } from '../../../aws/arn.ts';
import type { Location } from '../../../core/model/target.ts';

const fileSystemId = /^fs-[0-9a-f]{8,40}$/;

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticfilesystem.html */
export const fileSystemArn = ({ partition, region, account }: Location, id: string): string =>
  formatArn({ partition, service: 'elasticfilesystem', region, account, resource: `file-system/${id}` });

export const fileSystemIdIn = (text: string): string | undefined => {
  const { service, resource = '' } = parseArn(text) ?? {};
  const id = resource.startsWith('file-system/') ? resource.slice('file-system/'.length) : '';
  return service === 'elasticfilesystem' && fileSystemId.test(id) ? id : undefined;
};

/** The id of the file system that is meant, by ARN or id. `undefined`: it is none of this place, or no file system. */
export const fileSystemIn = (text: string, place: Location): string | undefined => {
  if (fileSystemId.test(text)) return text;
  const id = fileSystemIdIn(text);
  return id !== undefined && fileSystemArn(place, id) === text ? id : undefined;
};

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
