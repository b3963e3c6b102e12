import type { Change, Source } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';

/** The same in code. */
export const source = ({ after }: Change, { id }: Target): Source => ({
  cloudformation: `# In the AWS::ApiGateway::Stage ${id}:\nClientCertificateId: ${String(after)}`,
  cdk: `// In the deployOptions or the apigateway.Stage, ${id}:\nclientCertificateId: '${String(after)}',`,
  terraform: `# In the aws_api_gateway_stage ${id}:\nclient_certificate_id = "${String(after)}"`,
});
