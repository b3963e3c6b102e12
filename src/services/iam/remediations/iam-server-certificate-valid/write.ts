import type { Change, Source } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';

/**
 * Where it is used, and how it is deleted then: nothing is deleted by whoever only pastes it. The names and ids of IAM have no
 * letter that a shell takes for more.
 */
export const write = ({ before }: Pick<Change, 'before'>, { id, arn, region }: Target): Required<Source> => {
  const when = 'when nothing uses it any more';
  return {
    cloudformation: `# Take the AWS::IAM::ServerCertificate ${id} out ${when}`,
    cdk: `// Take the iam.CfnServerCertificate ${id} out ${when}`,
    terraform: `# Take the aws_iam_server_certificate ${id} out ${when}`,
    cli: [
      `for REGION in $(aws ec2 describe-regions --region ${region} --query 'Regions[].RegionName' --output text); do`,
      `  aws elb describe-load-balancers --region "$REGION" --query "LoadBalancerDescriptions[?ListenerDescriptions[?Listener.SSLCertificateId=='${arn}']].[LoadBalancerName]" --output text | sed "s|^|Used in $REGION by |"`,
      `  for BALANCER in $(aws elbv2 describe-load-balancers --region "$REGION" --query 'LoadBalancers[].LoadBalancerArn' --output text); do`,
      `    for LISTENER in $(aws elbv2 describe-listeners --region "$REGION" --load-balancer-arn "$BALANCER" --query 'Listeners[?Certificates].ListenerArn' --output text); do`,
      `      aws elbv2 describe-listener-certificates --region "$REGION" --listener-arn "$LISTENER" --query "Certificates[?CertificateArn=='${arn}'].[CertificateArn]" --output text | sed "s|^.*|Used by $LISTENER|"`,
      '    done',
      '  done',
      'done',
      `aws cloudfront list-distributions --query "DistributionList.Items[?ViewerCertificate.IAMCertificateId=='${String(before)}'].[Id]" --output text | sed '/^None$/d; s|^|Used by distribution |'`,
      `read -r -p "If it is used nowhere, its name, to delete ${id} for good: " NAME && aws iam delete-server-certificate --server-certificate-name "$NAME"`,
    ].join('\n'),
  };
};
