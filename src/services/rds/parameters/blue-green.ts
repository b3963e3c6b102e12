import { paginateDescribeBlueGreenDeployments, RDSClient } from '@aws-sdk/client-rds';
import { isDenied } from '../../../aws/error-names.ts';
import { bounded } from '../../../aws/marked-pages.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import { deploymentsOf, type BlueGreenDeployment, type Deployment } from '../facts/blue-green.ts';

/** `unseen`: they may not be read. */
export type BlueGreen = readonly Deployment[] | 'unseen';

/** All of the Region are listed, so that looks at many instances ask once (`shared` of the service). */
export const blueGreenOf = async (arn: string, aws: Aws): Promise<BlueGreen> => {
  const all: BlueGreenDeployment[] = [];
  try {
    const pages = bounded(paginateDescribeBlueGreenDeployments({ client: aws.use(RDSClient) }, {}));
    for await (const { BlueGreenDeployments = [] } of pages) all.push(...BlueGreenDeployments);
  } catch (error) {
    if (isDenied(error)) return 'unseen';
    throw error;
  }
  return deploymentsOf(arn, all);
};
