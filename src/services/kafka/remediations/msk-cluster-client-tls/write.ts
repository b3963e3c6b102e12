import { KafkaClient, UpdateSecurityCommand, type ClientBroker, type Cluster } from '@aws-sdk/client-kafka';
import { parseArn } from '../../../../aws/arn.ts';
import { isNamed } from '../../../../aws/error-names.ts';
import { WaxsealError } from '../../../../core/model/errors.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import { authenticationIn, isBySasl } from '../../facts/authentication.ts';
import { clusterOf, givenUpIn, type GivenUp } from '../../parameters/cluster.ts';

const isClientBroker = (value: string): value is ClientBroker =>
  value === 'PLAINTEXT' || value === 'TLS_PLAINTEXT' || value === 'TLS';

/** What only this room throws. */
export const errors = {
  'plaintext-not-taken': {
    says: 'MSK does not take plaintext beside the way in which clients of this cluster prove who they are now, or beside public access: one of them was changed since the fix.',
    todo: 'Turn unauthenticated access on again (aws kafka update-security), or public access off (aws kafka update-connectivity), and undo once more; or leave the cluster as it is.',
  },
} as const;

/** What MSK gave up, where that was to set this value, or may have been. */
export const givenUpOn = (value: string, givenUp: GivenUp | null | undefined): GivenUp | undefined =>
  givenUp && (givenUp.clientBroker ?? value) === value ? givenUp : undefined;

/** https://docs.aws.amazon.com/msk/latest/developerguide/public-access.html and msk-update-security.html */
const takes = ({ Provisioned }: Cluster, value: ClientBroker): boolean => {
  const { ways, unauthenticated } = authenticationIn(Provisioned?.ClientAuthentication);
  const { PublicAccess } = Provisioned?.BrokerNodeGroupInfo?.ConnectivityInfo ?? {};
  if (value === 'TLS') return true;
  if (PublicAccess?.Type === 'SERVICE_PROVIDED_EIPS') return false;
  return value === 'PLAINTEXT' ? ways.length === 0 : unauthenticated !== false || !isBySasl({ ways });
};

const moved = (ClusterArn: string, cause?: unknown): WaxsealError =>
  new WaxsealError(
    {
      code: 'conflict',
      says: `Something else is at work on ${ClusterArn}, or was since it was looked at.`,
      todo: 'Nothing: it is checked again later.',
      retry: true,
    },
    { cause },
  );

/** Why nothing is sent: while MSK is at work it takes nothing, and what it gives up it would work on anew, broker by broker. */
const obstacle = async (
  { arn, value, version }: Wanted,
  found: Cluster | undefined,
  aws: Aws,
): Promise<WaxsealError | undefined> => {
  if (found?.State !== 'ACTIVE' || found.CurrentVersion !== version) return moved(arn);
  const givenUp = givenUpOn(value, await givenUpIn({ arn }, aws));
  return (
    givenUp &&
    new WaxsealError({
      // As if it had been refused at once: the run ends.
      code: 'refused-by-aws',
      says: `MSK took the change of ${arn}, worked on its brokers, and gave it up ("${givenUp.why}").`,
      todo: `See what became of it (aws kafka describe-cluster-operation-v2 --region ${parseArn(arn)?.region ?? ''} --cluster-operation-arn ${givenUp.operation}), put that right, and change it by hand.`,
    })
  );
};

interface Wanted {
  readonly arn: string;
  readonly value: ClientBroker;
  readonly version: string;
}

/**
 * Sets this and nothing else: MSK refuses a call that says something of the encryption between brokers or at rest, and leaves
 * what is not named. https://docs.aws.amazon.com/msk/latest/developerguide/msk-update-security.html
 */
export const putClientBroker = async (
  arn: string,
  value: string,
  version: unknown,
  aws: Aws,
): Promise<void> => {
  if (!isClientBroker(value)) throw new TypeError(`${value} is no way in which clients speak with brokers`);
  if (typeof version !== 'string')
    throw new WaxsealError({
      code: 'answer-incomplete',
      says: `MSK answered ${arn} without its version.`,
      todo: 'Nothing was decided by it. Try again; if it stays so, look at the endpoint that is used.',
      retry: true,
    });
  const against = await obstacle({ arn, value, version }, await clusterOf({ arn }, aws), aws);
  if (against) throw against;
  const EncryptionInfo = { EncryptionInTransit: { ClientBroker: value } };
  try {
    await aws
      .use(KafkaClient)
      .send(new UpdateSecurityCommand({ ClusterArn: arn, CurrentVersion: version, EncryptionInfo }));
  } catch (error) {
    if (!isNamed(error, 'BadRequestException')) throw error;
    // MSK has one error for all that it does not take: what it was about, the cluster tells.
    const now = await clusterOf({ arn }, aws);
    if (now?.State !== 'ACTIVE' || now.CurrentVersion !== version) throw moved(arn, error);
    if (takes(now, value)) throw error;
    throw new WaxsealError(
      { code: 'plaintext-not-taken', ...errors['plaintext-not-taken'] },
      { cause: error },
    );
  }
};
