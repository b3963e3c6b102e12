import { namedById } from '../../../aws/arn.ts';

/**
 * https://docs.aws.amazon.com/fsx/latest/APIReference/API_FileSystem.html
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonfsx.html
 */
export const {
  arnOf: fileSystemArn,
  idIn: fileSystemIdIn,
  idMeant: fileSystemIn,
} = namedById('fsx', 'file-system', /^fs-[0-9a-f]{8,}$/);
