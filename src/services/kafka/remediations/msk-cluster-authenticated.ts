import * as z from 'zod/mini';
import { remediation } from '../../../core/model/remediation.ts';
import { advice } from '../../../families/advice.ts';
import { authenticationIn } from '../facts/authentication.ts';
import { nameIn } from '../facts/cluster.ts';
import { clusterOf } from '../parameters/cluster.ts';
import { adviceOf } from './msk-cluster-authenticated/evaluate.ts';
import { messages as all } from './msk-cluster-authenticated/messages.ts';
import { authenticated } from './msk-cluster-authenticated/write.ts';

const { messages, ...parts } = advice({
  messages: all,
  read: async (target, aws) => {
    const found = await clusterOf(target, aws);
    if (!found) return undefined;
    const { ClusterType, Provisioned, State = '' } = found;
    const { ClientBroker = '', InCluster = null } = Provisioned?.EncryptionInfo?.EncryptionInTransit ?? {};
    return {
      ...authenticationIn(Provisioned?.ClientAuthentication),
      name: nameIn(target.arn),
      isServerless: ClusterType === 'SERVERLESS',
      status: State,
      clientBroker: ClientBroker,
      inCluster: InCluster,
      authorities: (Provisioned?.ClientAuthentication?.Tls?.CertificateAuthorityArnList ?? []).toSorted(),
    };
  },
  evaluate: adviceOf,
  write: authenticated,
});

/** Finds clusters that let in whoever reaches them, and says how clients come to prove who they are. */
export default remediation({
  meta: {
    id: 'msk-cluster-authenticated',
    version: 1,
    family: 'advice',
    concerns: { hop: 'in', matter: 'identity' },
    title: 'MSK clusters let in only clients that prove who they are',
    summary:
      'Finds provisioned clusters with unauthenticated access, and those that speak plaintext, where nobody proves anything though unauthenticated access is off: AWS Config’s rule is about the first alone. Says what has to come before and how both are turned, as commands. Waxseal does not do it: whoever has no credentials is shut out.',
    resourceType: 'AWS::MSK::Cluster',
    configRules: ['MSK_UNRESTRICTED_ACCESS_CHECK'],
    // https://docs.aws.amazon.com/config/latest/developerguide/msk-unrestricted-access-check.html
    managedRules: {
      MSK_UNRESTRICTED_ACCESS_CHECK: {
        regions: {
          lacking: [
            'ap-east-2',
            'ap-southeast-5',
            'ap-southeast-6',
            'ap-southeast-7',
            'ca-west-1',
            'il-central-1',
            'mx-central-1',
          ],
        },
      },
    },
    controls: ['MSK.6'],
    services: ['kafka'],
    reversible: true,
    permissions: { read: ['kafka:DescribeClusterV2'], write: [], undo: [] },
    messages,
    docs: [
      'https://docs.aws.amazon.com/config/latest/developerguide/msk-unrestricted-access-check.html',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/msk-controls.html#msk-6',
      'https://docs.aws.amazon.com/msk/latest/developerguide/msk-update-security.html',
      'https://docs.aws.amazon.com/msk/latest/developerguide/iam-access-control.html',
      'https://docs.aws.amazon.com/lambda/latest/dg/msk-cluster-auth.html#msk-bootstrap-brokers',
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-msk-cluster-clientauthentication.html',
    ],
  },
  settings: z.strictObject({}),
  ...parts,
});
