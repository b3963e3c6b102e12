import { quoted } from '../../../core/say/shell.ts';
import { DescribeSecurityConfigurationCommand, EMRClient } from '@aws-sdk/client-emr';
import * as z from 'zod/mini';
import { remediation } from '../../../core/model/remediation.ts';
import { advice, type Evaluated } from '../../../families/advice.ts';
import {
  encryptsInTransit,
  hasCertificates,
  isMissing,
  readConfiguration,
  withTransit,
} from '../facts/security-configuration.ts';
import { newConfiguration, theirs } from './emr-security-configuration-tls/write.ts';

/** Everything that is said of security configurations. */
const all = {
  'not-in-transit': {
    says: 'Clusters that are launched with security configuration {name} do not encrypt what their nodes say to one another, nor what clients say to them.',
    todo: 'EMR changes no security configuration once it is made, and a cluster keeps the one that it was launched with, so that Waxseal cannot. Put certificates for the nodes into S3 (a zip file with privateKey.pem, certificateChain.pem and, where needed, trustedCertificates.pem), make another one as waxseal plan --resource ARN shows, launch clusters with it, and delete {name} when no cluster has it any more: until then AWS Config reports it.',
  },
  'switched-off': {
    says: 'Security configuration {name} says which certificates nodes have, and encryption in transit is switched off in it: clusters that are launched with it do not encrypt what their nodes say to one another, nor what clients say to them.',
    todo: 'EMR changes no security configuration once it is made, and a cluster keeps the one that it was launched with, so that Waxseal cannot. See that its certificates are still there and valid, make another one as waxseal plan --resource ARN shows, launch clusters with it, and delete {name} when no cluster has it any more: until then AWS Config reports it.',
  },
  'not-read': {
    says: 'What security configuration {name} says is no JSON document, so nothing was evaluated.',
    todo: 'Look at it: aws emr describe-security-configuration --region {region} --name {quoted}',
  },
  'clusters-keep-theirs': {
    says: 'Security configuration {name} is about clusters that were launched with it. Which of their frameworks encrypt in transit differs by release of EMR.',
  },
} as const;

const { messages, ...parts } = advice({
  messages: all,
  read: async ({ id }, aws) => {
    try {
      const asked = new DescribeSecurityConfigurationCommand({ Name: id });
      const { SecurityConfiguration: text = '' } = await aws.use(EMRClient).send(asked);
      return { configuration: readConfiguration(text) ?? null };
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  },
  evaluate: ({ configuration }, { id: name, arn, region }): Evaluated<keyof typeof all> => {
    const data = { name, region };
    if (configuration === null)
      return { is: 'unknown', message: 'not-read', data: { ...data, quoted: quoted(name) } };
    if (encryptsInTransit(configuration))
      return { is: 'good', notes: [{ message: 'clusters-keep-theirs', data }] };
    const before = { EnableInTransitEncryption: false };
    const after = withTransit(configuration, theirs);
    return {
      is: 'advised',
      message: hasCertificates(configuration) ? 'switched-off' : 'not-in-transit',
      data,
      advises: [{ set: 'securityConfiguration', on: arn, before, after }],
    };
  },
  write: newConfiguration,
});

/** Finds security configurations of EMR without encryption in transit, and says how another one is made. */
export default remediation({
  meta: {
    id: 'emr-security-configuration-tls',
    version: 1,
    family: 'advice',
    concerns: { hop: 'within', matter: 'plaintext' },
    title: 'Security configurations of EMR encrypt in transit',
    summary:
      'Evaluates EnableInTransitEncryption of a security configuration, as AWS Config does; one that says nothing of encryption does not encrypt. It cannot be changed: how another one is made, with everything else that it says, is told. Waxseal writes nothing.',
    resourceType: 'AWS::EMR::SecurityConfiguration',
    configRules: ['EMR_SECURITY_CONFIGURATION_ENCRYPTION_TRANSIT'],
    // https://docs.aws.amazon.com/config/latest/developerguide/emr-security-configuration-encryption-transit.html
    managedRules: {
      EMR_SECURITY_CONFIGURATION_ENCRYPTION_TRANSIT: {
        regions: {
          lacking: [
            'ap-east-2',
            'ap-southeast-5',
            'ap-southeast-6',
            'ap-southeast-7',
            'cn-north-1',
            'cn-northwest-1',
            'mx-central-1',
            'us-gov-east-1',
            'us-gov-west-1',
          ],
        },
      },
    },
    controls: ['EMR.4'],
    services: ['emr'],
    reversible: true,
    permissions: { read: ['elasticmapreduce:DescribeSecurityConfiguration'], write: [], undo: [] },
    messages,
    docs: [
      'https://docs.aws.amazon.com/config/latest/developerguide/emr-security-configuration-encryption-transit.html',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/emr-controls.html#emr-4',
      'https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-create-security-configuration.html',
      'https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-data-encryption-options.html',
    ],
  },
  settings: z.strictObject({}),
  ...parts,
});
