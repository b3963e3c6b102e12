import { formatArn, parseArn } from '../../aws/arn.ts';
import { service, type Aim } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** Which pool a set sends from is not in its ARN. */
const anyPool = ({ arn, partition, region, account }: Aim): readonly string[] =>
  parseArn(arn)?.service === 'ses'
    ? [formatArn({ partition, service: 'ses', region, account, resource: 'dedicated-ip-pool/*' })]
    : [];

/**
 * Its configuration sets: how mail leaves. Version 2 of the API; both versions have one prefix in IAM.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsimpleemailservicev2.html
 */
export default service({
  client: 'SESv2Client',
  prefix: 'ses',
  iam,
  reads: ['GetConfigurationSet', 'GetConfigurationSetEventDestinations', 'ListConfigurationSets'],
  writes: ['PutConfigurationSetDeliveryOptions'],
  narrowed: {
    PutConfigurationSetDeliveryOptions: {
      on: ['configuration-set', 'dedicated-ip-pool'],
      because:
        'All delivery options are sent again, the pool of dedicated addresses among them, and the reference lists its kind as well.',
    },
  },
  concerns: { 'dedicated-ip-pool': anyPool },
});
