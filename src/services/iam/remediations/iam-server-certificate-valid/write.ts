import type { Change, Source } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { singleQuoted } from '../../../../core/say/shell.ts';

/** A text of a JMESPath expression, which stands in single quotes there. */
const literal = (text: string): string => `'${text.replaceAll("'", String.raw`\'`)}'`;

const unread = (what: string): string => `|| echo "Not read: ${what}" >&2`;

/**
 * Where it is used, and how it is deleted then: nothing is deleted by whoever only pastes it. A path of IAM, and so an ARN, may hold
 * whatever a shell takes for more. What could not be read is said, so that nobody takes it for unused.
 */
export const write = ({ before }: Pick<Change, 'before'>, { id, arn, region }: Target): Required<Source> => {
  const when = 'when nothing uses it any more';
  const classic = singleQuoted(
    `LoadBalancerDescriptions[?ListenerDescriptions[?Listener.SSLCertificateId==${literal(arn)}]].[LoadBalancerName]`,
  );
  const served = singleQuoted(`Certificates[?CertificateArn==${literal(arn)}].[CertificateArn]`);
  const viewed = singleQuoted(
    `DistributionList.Items[?ViewerCertificate.IAMCertificateId==${literal(String(before))}].[Id]`,
  );
  return {
    cloudformation: `# Take the AWS::IAM::ServerCertificate ${id} out ${when}`,
    cdk: `// Take the iam.CfnServerCertificate ${id} out ${when}`,
    terraform: `# Take the aws_iam_server_certificate ${id} out ${when}`,
    cli: [
      `for REGION in $(aws ec2 describe-regions --region ${region} --query 'Regions[].RegionName' --output text ${unread('which Regions there are')}); do`,
      `  { aws elb describe-load-balancers --region "$REGION" --query ${classic} --output text ${unread('Classic load balancers of $REGION')}; } | sed "s|^|Used in $REGION by |"`,
      `  for BALANCER in $(aws elbv2 describe-load-balancers --region "$REGION" --query 'LoadBalancers[].LoadBalancerArn' --output text ${unread('load balancers of $REGION')}); do`,
      `    for LISTENER in $(aws elbv2 describe-listeners --region "$REGION" --load-balancer-arn "$BALANCER" --query 'Listeners[?Certificates].ListenerArn' --output text ${unread('listeners of $BALANCER')}); do`,
      `      { aws elbv2 describe-listener-certificates --region "$REGION" --listener-arn "$LISTENER" --query ${served} --output text ${unread('certificates of $LISTENER')}; } | sed "s|^.*|Used by $LISTENER|"`,
      '    done',
      '  done',
      'done',
      `{ aws cloudfront list-distributions --query ${viewed} --output text ${unread('distributions')}; } | sed '/^None$/d; s|^|Used by distribution |'`,
      `printf %s ${singleQuoted(`If it is used nowhere and all was read, its name, to delete ${id} for good: `)} && read -r NAME && aws iam delete-server-certificate --server-certificate-name "$NAME"`,
    ].join('\n'),
  };
};
