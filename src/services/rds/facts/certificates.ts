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

const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const week = 7 * 24 * 60;

/**
 * Whether a maintenance window is open: `sun:05:00-sun:06:00`, in UTC. One that is not told, or otherwise, is not.
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBInstance.html
 */
export const isInWindow = (window: string | undefined, now: Date): boolean => {
  const found = /^([a-z]{3}):(\d\d):(\d\d)-([a-z]{3}):(\d\d):(\d\d)$/i.exec(window ?? '');
  if (!found) return false;
  const minuteOf = (at: number): number => {
    const day = days.indexOf(found[at]?.toLowerCase() ?? '');
    return day < 0 ? Number.NaN : (day * 24 + Number(found[at + 1])) * 60 + Number(found[at + 2]);
  };
  const [from, to] = [minuteOf(1), minuteOf(4)];
  const minute = (now.getUTCDay() * 24 + now.getUTCHours()) * 60 + now.getUTCMinutes();
  // It may go past the end of a week.
  return (minute - from + week) % week < (to - from + week) % week;
};

/** Where clients get what they need to trust, by partition. */
const bundles: Readonly<Record<string, string>> = {
  'aws-cn': 'https://rds-truststore.s3.cn-north-1.amazonaws.com.cn/global/global-bundle.pem',
  'aws-us-gov': 'https://truststore.pki.us-gov-west-1.rds.amazonaws.com/global/global-bundle.pem',
};
export const bundleOf = (partition: string): string =>
  bundles[partition] ?? 'https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem';
