import type { Change, Source } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { readTransport } from '../../facts/transport.ts';

/** Protocol and port as people write them. */
export const source = ({ after }: Change, { arn }: Target): Source => {
  const { protocol, port } = readTransport(String(after)) ?? { protocol: 'HTTPS', port: 443 };
  return {
    cloudformation: `# AWS::DataSync::LocationObjectStorage ${arn}\nServerProtocol: ${protocol}\nServerPort: ${port}`,
    cdk: `// new datasync.CfnLocationObjectStorage(...), ${arn}\nserverProtocol: '${protocol}',\nserverPort: ${port},`,
    terraform: `# aws_datasync_location_object_storage, ${arn}\nserver_protocol = "${protocol}"\nserver_port     = ${port}`,
  };
};
