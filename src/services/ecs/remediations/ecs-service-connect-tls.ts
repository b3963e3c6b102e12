import * as z from 'zod/mini';
import { remediation } from '../../../core/model/remediation.ts';
import { advice } from '../../../families/advice.ts';
import { adviceOf } from './ecs-service-connect-tls/evaluate.ts';
import { messages as all } from './ecs-service-connect-tls/messages.ts';
import { readService } from './ecs-service-connect-tls/read.ts';
import { withTls } from './ecs-service-connect-tls/write.ts';

const { messages, ...parts } = advice({
  messages: all,
  read: readService,
  evaluate: adviceOf,
  write: withTls,
});

const ecs = 'https://docs.aws.amazon.com/AmazonECS/latest';

/** Finds services that offer ports by Service Connect without TLS, and says what a deployment with TLS needs. */
export default remediation({
  meta: {
    id: 'ecs-service-connect-tls',
    version: 1,
    family: 'advice',
    concerns: { hop: 'in', matter: 'plaintext' },
    title: 'ECS services offer TLS by Service Connect',
    summary:
      'Finds ECS services that offer ports by Service Connect without TLS, and gives the command that deploys them with it and keeps what they have besides. Evaluates the primary deployment, and waits while tasks of another one run without. Services that do not use Service Connect, or only call others by it, are not applicable. Waxseal writes nothing: every task is replaced, a private certificate authority is paid for, and clients outside of Service Connect would be shut out.',
    resourceType: 'AWS::ECS::Service',
    configRules: [],
    controls: [],
    services: ['ecs'],
    reversible: true,
    permissions: { read: ['ecs:DescribeServices', 'ecs:ListClusters'], write: [], undo: [] },
    messages,
    docs: [
      `${ecs}/developerguide/service-connect-tls.html`,
      `${ecs}/developerguide/enable-service-connect-tls.html`,
      `${ecs}/developerguide/service-connect-concepts.html`,
      `${ecs}/APIReference/API_ServiceConnectTlsConfiguration.html`,
      `${ecs}/APIReference/API_ServiceConnectConfiguration.html`,
      `${ecs}/APIReference/API_Deployment.html`,
      `${ecs}/APIReference/API_UpdateService.html`,
    ],
  },
  settings: z.strictObject({}),
  ...parts,
});
