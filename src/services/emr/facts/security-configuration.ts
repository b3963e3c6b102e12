import { parseArn } from '../../../aws/arn.ts';
import { isNamed } from '../../../aws/error-names.ts';
import type { Location } from '../../../core/model/target.ts';

/** IAM knows no ARN of them; this is what stands for one among Waxseal's targets. */
export const securityConfigurationArn = ({ partition, region, account }: Location, name: string): string =>
  `arn:${partition}:elasticmapreduce:${region}:${account}:security-configuration/${name}`;

/** The name in such an ARN; `undefined`: it is of something else. */
export const securityConfigurationNameIn = (text: string): string | undefined => {
  const { service, resource = '' } = parseArn(text) ?? {};
  return service === 'elasticmapreduce' ? /^security-configuration\/(.+)$/.exec(resource)?.[1] : undefined;
};

/** EMR has one error for whatever it does not take: that there is none of this name, its message says. */
export const isMissing = (error: unknown): boolean =>
  isNamed(error, 'InvalidRequestException') &&
  error instanceof Error &&
  /does not exist|not found/i.test(error.message);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a security configuration says. `undefined`: the text is none. */
export const readConfiguration = (text: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

/**
 * Whether clusters launched with it encrypt in transit. Left out means no.
 * https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-create-security-configuration.html
 */
export const encryptsInTransit = (configuration: Readonly<Record<string, unknown>>): boolean => {
  const encryption = configuration['EncryptionConfiguration'];
  return isObject(encryption) && encryption['EnableInTransitEncryption'] === true;
};

/** The same with encryption in transit, by certificates in S3; everything else stays as it is. */
export const withTransit = (
  configuration: Readonly<Record<string, unknown>>,
  certificates: string,
): Readonly<Record<string, unknown>> => {
  const encryption = configuration['EncryptionConfiguration'];
  return {
    ...configuration,
    EncryptionConfiguration: {
      // Both switches must be said.
      EnableAtRestEncryption: false,
      ...(isObject(encryption) && encryption),
      EnableInTransitEncryption: true,
      InTransitEncryptionConfiguration: {
        TLSCertificateConfiguration: { CertificateProviderType: 'PEM', S3Object: certificates },
      },
    },
  };
};
