import type { Change, Source } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { isEnhanced } from '../../facts/security-policies.ts';

/** The same in code; the access mode goes with a policy of the new kind. */
export const source = ({ after }: Change, { id }: Target): Source => {
  const policy = String(after);
  const has = isEnhanced(policy);
  return {
    cloudformation: `# In the AWS::ApiGateway::RestApi ${id}:\nSecurityPolicy: ${policy}${has ? '\nEndpointAccessMode: BASIC' : ''}`,
    cdk: `// In the apigateway.CfnRestApi ${id}:\nsecurityPolicy: '${policy}',${has ? `\nendpointAccessMode: 'BASIC',` : ''}`,
    terraform: `# In the aws_api_gateway_rest_api ${id}, with a provider that knows these arguments:\nsecurity_policy = "${policy}"${has ? `\nendpoint_access_mode = "BASIC"` : ''}`,
  };
};
