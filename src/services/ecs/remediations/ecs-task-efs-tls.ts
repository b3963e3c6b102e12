import { DescribeTaskDefinitionCommand, ECSClient } from '@aws-sdk/client-ecs';
import * as z from 'zod/mini';
import { unless } from '../../../aws/error-names.ts';
import { remediation, type Aws } from '../../../core/model/remediation.ts';
import { advice } from '../../../families/advice.ts';
import { familyOf } from '../facts/task-definition.ts';
import { adviceOf, isInPlaintext, type State } from './ecs-task-efs-tls/evaluate.ts';
import { messages as all } from './ecs-task-efs-tls/messages.ts';
import { usersOf } from './ecs-task-efs-tls/users.ts';
import { encryptedMounts } from './ecs-task-efs-tls/write.ts';

/** What is not there ECS calls a mistake of the client. */
const described = async (taskDefinition: string, aws: Aws) => {
  const asking = new DescribeTaskDefinitionCommand({ taskDefinition, include: ['TAGS'] });
  return (await unless('ClientException', undefined, aws.use(ECSClient).send(asking)))?.taskDefinition;
};

const { messages, ...parts } = advice({
  messages: all,
  read: async ({ arn }, aws): Promise<State | undefined> => {
    const found = await described(arn, aws);
    if (!found) return undefined;
    const { networkMode, requiresCompatibilities, status, volumes } = found;
    const definition = {
      networkMode,
      requiresCompatibilities: requiresCompatibilities?.toSorted(),
      status,
      volumes,
    };
    // Who runs it is asked only where something is to be said about it.
    if (!isInPlaintext(volumes)) return { definition };
    const latest = await described(familyOf(arn), aws);
    return {
      definition,
      latest: latest && { arn: latest.taskDefinitionArn ?? '', volumes: latest.volumes },
      users: await usersOf(arn, aws.use(ECSClient)),
    };
  },
  evaluate: adviceOf,
  write: encryptedMounts,
});

const config = 'https://docs.aws.amazon.com/config/latest/developerguide';
const ecs = 'https://docs.aws.amazon.com/AmazonECS/latest';

/** Finds task definitions that mount EFS without TLS, says who runs them, and what a new revision has to say. */
export default remediation({
  meta: {
    id: 'ecs-task-efs-tls',
    version: 1,
    family: 'advice',
    concerns: { hop: 'out', matter: 'plaintext' },
    title: 'ECS tasks mount EFS over TLS only',
    summary:
      'Finds revisions of task definitions that mount EFS without TLS (transitEncryption DISABLED or left out, or NFS by a Docker driver), says which services and tasks run them, and gives the commands that register the same with TLS and deploy it. Looks at the latest active revision of each family and at those in use. Waxseal writes nothing: a revision cannot be changed, and a new one is the business of its pipeline. Differs from the Config rule: NFS by Docker drivers is found too; Security Hub says that ECS.18 is about the latest active revision alone, and older and deregistered ones are looked at here as long as something runs them.',
    resourceType: 'AWS::ECS::TaskDefinition',
    configRules: ['ECS_TASK_DEFINITION_EFS_ENCRYPTION_ENABLED'],
    managedRules: {
      // As the English page and that of China say together; a later one names all Regions.
      ECS_TASK_DEFINITION_EFS_ENCRYPTION_ENABLED: {
        regions: { lacking: ['ap-east-2', 'ap-southeast-6', 'ap-southeast-7', 'mx-central-1'] },
      },
    },
    controls: ['ECS.18'],
    services: ['ecs'],
    reversible: true,
    permissions: {
      read: [
        'ecs:DescribeServices',
        'ecs:DescribeTaskDefinition',
        'ecs:DescribeTasks',
        'ecs:ListClusters',
        'ecs:ListServices',
        'ecs:ListTasks',
      ],
      write: [],
      undo: [],
    },
    messages,
    docs: [
      `${config}/ecs-task-definition-efs-encryption-enabled.html`,
      'https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-18',
      `${ecs}/developerguide/efs-volumes.html`,
      `${ecs}/APIReference/API_EFSVolumeConfiguration.html`,
      `${ecs}/APIReference/API_DockerVolumeConfiguration.html`,
      `${ecs}/APIReference/API_RegisterTaskDefinition.html`,
      `${ecs}/APIReference/API_DeregisterTaskDefinition.html`,
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-files-encryption.html',
    ],
  },
  settings: z.strictObject({}),
  ...parts,
});
