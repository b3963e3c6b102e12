import * as z from 'zod/mini';
import { remediation } from '../../../core/model/remediation.ts';
import type { Said } from '../../../core/say/said.ts';
import { advice } from '../../../families/advice.ts';
import { isTemplate } from '../facts/kinds-of-distribution.ts';
import { certificatePlace, hasOwnCertificate } from '../facts/viewer-certificate.ts';
import { certificateKind, namesWithoutCertificate } from '../facts/viewers.ts';
import { distributionSeen } from '../parameters/distribution-configuration.ts';
import { messages, type Id } from './cloudfront-custom-certificate/messages.ts';
import { write } from './cloudfront-custom-certificate/write.ts';

const parts = advice({
  messages,
  read: async (target, aws) => (await distributionSeen(target, aws))?.whole,
  evaluate: (config, { id: name, arn, partition }) => {
    if (hasOwnCertificate(config)) return { is: 'good' };
    if (isTemplate(config)) return { is: 'not-applicable', message: 'tenants', data: { name } };
    const names = namesWithoutCertificate(config);
    const kind = certificateKind(partition);
    const said: Said<Id> =
      names === ''
        ? { message: 'no-name', data: { name, kind } }
        : { message: 'names-without', data: { name, names, kind } };
    return {
      is: 'advised',
      ...said,
      advises: [
        {
          set: 'viewerCertificate',
          on: `${arn}#${certificatePlace}`,
          before: names,
          after: 'a certificate of its own',
        },
      ],
      notes: config.Staging === true ? [{ message: 'staging', data: { name } }] : [],
    };
  },
  write,
});

/** Says how a distribution comes by a certificate of its own. */
export default remediation({
  meta: {
    id: 'cloudfront-custom-certificate',
    version: 1,
    family: 'advice',
    concerns: { hop: 'in', matter: 'certificate' },
    title: 'CloudFront distributions show a certificate of their own',
    summary:
      'Evaluates whether a distribution shows the certificate of CloudFront itself, as CLOUDFRONT_CUSTOM_SSL_CERTIFICATE does, and says how to give it a name and a certificate. Nothing is written: names, DNS and certificates are for their owners. Templates of distribution tenants have no names and are none of its business.',
    resourceType: 'AWS::CloudFront::Distribution',
    configRules: ['CLOUDFRONT_CUSTOM_SSL_CERTIFICATE'],
    // https://docs.aws.amazon.com/config/latest/developerguide/cloudfront-custom-ssl-certificate.html
    managedRules: { CLOUDFRONT_CUSTOM_SSL_CERTIFICATE: { regions: { onlyIn: ['us-east-1'] } } },
    controls: ['CloudFront.7'],
    services: ['cloudfront'],
    reversible: true,
    permissions: { read: ['cloudfront:GetDistribution'], write: [], undo: [] },
    messages: parts.messages,
    docs: [
      'https://docs.aws.amazon.com/config/latest/developerguide/cloudfront-custom-ssl-certificate.html',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-7',
      'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html',
      'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-procedures.html',
    ],
  },
  settings: z.strictObject({}),
  ...parts,
});
