import type { Change, Source } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';

/** The same in code. */
export const source = ({ after }: Change, { id }: Target): Source => ({
  cloudformation: `# In the AWS::ApiGatewayV2::Integration ${id}:\nTlsConfig:\n  ServerNameToVerify: ${String(after)}`,
  cdk: `// In the HttpAlbIntegration, HttpNlbIntegration or HttpServiceDiscoveryIntegration, ${id}:\nsecureServerName: '${String(after)}',`,
  terraform: `# In the aws_apigatewayv2_integration ${id}:\ntls_config {\n  server_name_to_verify = "${String(after)}"\n}`,
});
