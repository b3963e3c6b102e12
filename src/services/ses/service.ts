import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

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
});
