import { DescribeServerCommand, TransferClient, type DescribedServer } from '@aws-sdk/client-transfer';
import { unless } from '../../../aws/error-names.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Target } from '../../../core/model/target.ts';
import { readinessBy } from '../../../families/steps.ts';

/** As AWS describes it. `undefined`: it is gone. */
export const serverOf = async ({ id }: Target, aws: Aws): Promise<DescribedServer | undefined> => {
  const asked = aws.use(TransferClient).send(new DescribeServerCommand({ ServerId: id }));
  return (await unless('ResourceNotFoundException', undefined, asked))?.Server;
};

/** Somebody can find out from its logs who connects and how. */
export const isLogged = ({ StructuredLogDestinations = [], LoggingRole }: DescribedServer): boolean =>
  StructuredLogDestinations.length > 0 || LoggingRole !== undefined;

const look = 'Look at its VPC endpoint and at the AWS Health Dashboard, and start or stop it again.';

/** https://docs.aws.amazon.com/transfer/latest/APIReference/API_DescribedServer.html */
export const serverReadiness = readinessBy({
  ready: ['ONLINE', 'OFFLINE'],
  busy: ['STARTING', 'STOPPING'],
  people: { START_FAILED: look, STOP_FAILED: look },
});
