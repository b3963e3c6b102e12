import { paginateDescribeBlueGreenDeployments, RDSClient } from '@aws-sdk/client-rds';
import { orUnseen } from '../../../aws/error-names.ts';
import { allOf, bounded } from '../../../aws/marked-pages.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import { deploymentsOf, type Deployment } from '../facts/blue-green.ts';

/** `unseen`: they may not be read. */
export type BlueGreen = readonly Deployment[] | 'unseen';

/** All of the Region are listed, so that looks at many instances ask once (`shared` of the service). */
export const blueGreenOf = async (arn: string, aws: Aws): Promise<BlueGreen> => {
  const pages = bounded(paginateDescribeBlueGreenDeployments({ client: aws.use(RDSClient) }, {}));
  const found = await orUnseen(allOf(pages));
  if (found === 'unseen') return found;
  return deploymentsOf(
    arn,
    found.flatMap(({ BlueGreenDeployments = [] }) => BlueGreenDeployments),
  );
};
