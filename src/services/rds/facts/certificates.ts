/**
 * Authorities by their names: `rds-ca-2019` and older have expired, those of a generation (`rds-ca-rsa2048-g1`) are
 * valid for decades. `undefined`: one that nobody knows here.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html
 */
export const authorityAge = (authority: string): 'current' | 'expired' | undefined => {
  if (/^rds-ca-(?:rsa|ecc)\d+-g\d+$/.test(authority)) return 'current';
  return /^rds-ca-20\d\d(?:-|$)/.test(authority) ? 'expired' : undefined;
};

/**
 * RDS replaces a certificate at half its life, or asks people to let it three months before the end at least: one with a
 * month left is one that nobody has replaced.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL-certificate-rotation.html
 */
export const isRunningOut = (validTill: Date, now: Date): boolean =>
  validTill.getTime() - now.getTime() < 30 * 24 * 60 * 60 * 1000;

/** Where clients get what they need to trust, by partition. */
const bundles: Readonly<Record<string, string>> = {
  'aws-cn': 'https://rds-truststore.s3.cn-north-1.amazonaws.com.cn/global/global-bundle.pem',
  'aws-us-gov': 'https://truststore.pki.us-gov-west-1.rds.amazonaws.com/global/global-bundle.pem',
};
export const bundleOf = (partition: string): string =>
  bundles[partition] ?? 'https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem';
