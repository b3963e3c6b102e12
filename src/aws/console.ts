/**
 * Where the AWS console of a partition is.
 * https://docs.aws.amazon.com/awsconsolehelpdocs/latest/gsg/console-region.html ;
 * https://docs.amazonaws.cn/en_us/aws/latest/userguide/introduction.html ;
 * https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/getting-started-sign-in.html
 */
const hosts: Readonly<Record<string, string>> = {
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
  'aws-eusc': 'console.amazonaws-eusc.eu',
};

/** `https://console.aws.amazon.com`, without a path. A partition that is not known has the common one. */
export const consoleOf = (partition: string): string =>
  `https://${hosts[partition] ?? 'console.aws.amazon.com'}`;

/** The page of one automation, on which approvers answer. */
export const automationPage = (partition: string, region: string, execution: string): string =>
  `${consoleOf(partition)}/systems-manager/automation/execution/${execution}?region=${region}`;
