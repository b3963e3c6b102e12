import { hclText, tsText, yamlValue } from '../../../../aws/source-text.ts';
import type { Change, Source } from '../../../../core/model/remediation.ts';

/**
 * The security policy where the listener is described.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticloadbalancingv2-listener.html
 */
export const source = ({ on, after }: Change): Source | undefined =>
  typeof after === 'string'
    ? {
        cloudformation: `# AWS::ElasticLoadBalancingV2::Listener ${on}\nSslPolicy: ${yamlValue(after)}`,
        // The enumeration of CDK lags behind AWS; the property below it takes every name.
        cdk: `// listener ${on}\nconst cfnListener = listener.node.defaultChild as elbv2.CfnListener;\ncfnListener.sslPolicy = ${tsText(after)};`,
        terraform: `# aws_lb_listener ${on}\nssl_policy = ${hclText(after)}`,
      }
    : undefined;
