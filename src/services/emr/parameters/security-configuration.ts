import { DescribeSecurityConfigurationCommand, EMRClient } from '@aws-sdk/client-emr';
import { isNamed } from '../../../aws/error-names.ts';
import type { Aws } from '../../../core/model/remediation.ts';

/**
 * The text of a security configuration. EMR has one error for whatever it does not take: that there is none of this name, its
 * message says. `undefined`: there is none.
 */
export const configurationNamed = async (Name: string, aws: Aws): Promise<string | undefined> => {
  try {
    const answer = await aws.use(EMRClient).send(new DescribeSecurityConfigurationCommand({ Name }));
    return answer.SecurityConfiguration ?? '';
  } catch (error) {
    const isGone =
      isNamed(error, 'InvalidRequestException') &&
      error instanceof Error &&
      /does not exist|not found/i.test(error.message);
    if (isGone) return undefined;
    throw error;
  }
};
