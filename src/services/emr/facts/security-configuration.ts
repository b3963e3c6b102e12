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

/**
 * EMR has one error for whatever it does not take, and no page has codes of it: only its words say that there is none of this
 * name, so these words alone are taken for it.
 * https://docs.aws.amazon.com/emr/latest/APIReference/API_DescribeSecurityConfiguration.html
 */
export const isMissing = (error: unknown): boolean =>
  isNamed(error, 'InvalidRequestException') &&
  error instanceof Error &&
  /^Security configuration with name '.*' does not exist\b/is.test(error.message);

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

const memberOf = (whole: unknown, name: string): Readonly<Record<string, unknown>> => {
  const member = isObject(whole) ? whole[name] : undefined;
  return isObject(member) ? member : {};
};

const certificatesOf = (configuration: Readonly<Record<string, unknown>>) => {
  const transit = memberOf(
    memberOf(configuration, 'EncryptionConfiguration'),
    'InTransitEncryptionConfiguration',
  );
  return memberOf(transit, 'TLSCertificateConfiguration');
};

/** Whether it says already which certificates nodes have, though encryption in transit is off. */
export const hasCertificates = (configuration: Readonly<Record<string, unknown>>): boolean =>
  Object.keys(certificatesOf(configuration)).length > 0;

/** The same with encryption in transit, by its own certificates, else by some in S3; everything else stays as it is. */
export const withTransit = (
  configuration: Readonly<Record<string, unknown>>,
  S3Object: string,
): Readonly<Record<string, unknown>> => {
  const encryption = memberOf(configuration, 'EncryptionConfiguration');
  return {
    ...configuration,
    EncryptionConfiguration: {
      // Both switches must be said.
      EnableAtRestEncryption: false,
      ...encryption,
      EnableInTransitEncryption: true,
      InTransitEncryptionConfiguration: {
        ...memberOf(encryption, 'InTransitEncryptionConfiguration'),
        TLSCertificateConfiguration: hasCertificates(configuration)
          ? certificatesOf(configuration)
          : { CertificateProviderType: 'PEM', S3Object },
      },
    },
  };
};
