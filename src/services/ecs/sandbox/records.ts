import * as z from 'zod/mini';
import { tagRecords } from '../../../sandbox/kit/tags.ts';
import type { Where } from '../../../sandbox/world.ts';

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AdvancedConfiguration.html */
const balancer = z.strictObject({
  targetGroupArn: z.optional(z.string()),
  containerName: z.optional(z.string()),
  containerPort: z.optional(z.number()),
  advancedConfiguration: z.optional(
    z.strictObject({
      alternateTargetGroupArn: z.optional(z.string()),
      productionListenerRule: z.optional(z.string()),
      testListenerRule: z.optional(z.string()),
      roleArn: z.optional(z.string()),
    }),
  ),
});
const balancers = z._default(z.array(balancer), []);

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectConfiguration.html */
const connect = z.strictObject({
  enabled: z.optional(z.boolean()),
  namespace: z.optional(z.string()),
  services: z.optional(
    z.array(
      z.strictObject({
        portName: z.string(),
        discoveryName: z.optional(z.string()),
        clientAliases: z.optional(
          z.array(z.strictObject({ port: z.number(), dnsName: z.optional(z.string()) })),
        ),
        ingressPortOverride: z.optional(z.number()),
        tls: z.optional(
          z.strictObject({
            issuerCertificateAuthority: z.optional(
              z.strictObject({ awsPcaAuthorityArn: z.optional(z.string()) }),
            ),
            kmsKey: z.optional(z.string()),
            roleArn: z.optional(z.string()),
          }),
        ),
      }),
    ),
  ),
});
export type Connect = z.output<typeof connect>;

const service = z.strictObject({
  serviceArn: z.string(),
  serviceName: z.string(),
  clusterArn: z.string(),
  status: z._default(z.enum(['ACTIVE', 'DRAINING', 'INACTIVE']), 'ACTIVE'),
  taskDefinition: z.optional(z.string()),
  deployments: z.optional(
    z.array(
      z.strictObject({
        id: z.string(),
        status: z.enum(['PRIMARY', 'ACTIVE', 'INACTIVE']),
        taskDefinition: z.string(),
        rolloutState: z.optional(z.enum(['COMPLETED', 'FAILED', 'IN_PROGRESS'])),
        serviceConnectConfiguration: z.optional(connect),
      }),
    ),
  ),
  Tags: tagRecords,
  loadBalancers: balancers,
  taskSets: z._default(
    z.array(
      z.strictObject({ id: z.string(), taskDefinition: z.optional(z.string()), loadBalancers: balancers }),
    ),
    [],
  ),
  deploymentController: z.optional(z.strictObject({ type: z.enum(['ECS', 'CODE_DEPLOY', 'EXTERNAL']) })),
  deploymentConfiguration: z.optional(
    z.strictObject({ strategy: z.enum(['ROLLING', 'BLUE_GREEN', 'LINEAR', 'CANARY']) }),
  ),
});
export type Service = z.output<typeof service>;

const options = z.optional(z.record(z.string(), z.string()));
/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Volume.html */
const volume = z.strictObject({
  name: z.string(),
  configuredAtLaunch: z.optional(z.boolean()),
  host: z.optional(z.strictObject({ sourcePath: z.optional(z.string()) })),
  dockerVolumeConfiguration: z.optional(
    z.strictObject({
      scope: z.optional(z.enum(['task', 'shared'])),
      autoprovision: z.optional(z.boolean()),
      driver: z.optional(z.string()),
      driverOpts: options,
      labels: options,
    }),
  ),
  efsVolumeConfiguration: z.optional(
    z.strictObject({
      fileSystemId: z.string(),
      rootDirectory: z.optional(z.string()),
      /** Any text: a value of tomorrow. */
      transitEncryption: z.optional(z.string()),
      transitEncryptionPort: z.optional(z.number()),
      authorizationConfig: z.optional(
        z.strictObject({
          accessPointId: z.optional(z.string()),
          iam: z.optional(z.enum(['ENABLED', 'DISABLED'])),
        }),
      ),
    }),
  ),
  fsxWindowsFileServerVolumeConfiguration: z.optional(
    z.strictObject({
      fileSystemId: z.string(),
      rootDirectory: z.string(),
      authorizationConfig: z.strictObject({ credentialsParameter: z.string(), domain: z.string() }),
    }),
  ),
  s3filesVolumeConfiguration: z.optional(
    z.strictObject({
      fileSystemArn: z.string(),
      rootDirectory: z.optional(z.string()),
      transitEncryptionPort: z.optional(z.number()),
      accessPointArn: z.optional(z.string()),
    }),
  ),
});
export type Volume = z.output<typeof volume>;

const definition = z.strictObject({
  family: z.string().check(z.regex(/^[\w-]{1,255}$/)),
  revision: z._default(z.number(), 1),
  /** Default: the account file's own. */
  Region: z.optional(z.string()),
  status: z._default(z.enum(['ACTIVE', 'INACTIVE', 'DELETE_IN_PROGRESS']), 'ACTIVE'),
  networkMode: z.optional(z.enum(['awsvpc', 'bridge', 'host', 'none'])),
  requiresCompatibilities: z.optional(z.array(z.enum(['EC2', 'FARGATE', 'EXTERNAL', 'MANAGED_INSTANCES']))),
  cpu: z.optional(z.string()),
  memory: z.optional(z.string()),
  taskRoleArn: z.optional(z.string()),
  executionRoleArn: z.optional(z.string()),
  containerDefinitions: z._default(z.array(z.looseObject({ name: z.string() })), [{ name: 'app' }]),
  volumes: z._default(z.array(volume), []),
  Tags: tagRecords,
});
export type TaskDefinition = z.output<typeof definition> & {
  readonly taskDefinitionArn: string;
  readonly Region: string;
};

const task = z.strictObject({
  taskArn: z.string(),
  clusterArn: z.string(),
  taskDefinitionArn: z.string(),
  lastStatus: z._default(z.string(), 'RUNNING'),
  /** `service:…`, or the family of a task that was started alone. */
  group: z.optional(z.string()),
});

/** ECS of the account, as account files carry it: clusters are those that services and tasks name, and those named here. */
export const ecsRecords = z.strictObject({
  Clusters: z._default(z.array(z.strictObject({ clusterArn: z.string() })), []),
  Services: z._default(z.array(service), []),
  TaskDefinitions: z._default(z.array(definition), []),
  Tasks: z._default(z.array(task), []),
});
type Records = z.output<typeof ecsRecords>;

export interface Ecs extends Omit<Records, 'TaskDefinitions'> {
  readonly TaskDefinitions: readonly TaskDefinition[];
}

export const definitionArn = (
  { partition, account }: Pick<Where, 'partition' | 'account'>,
  region: string,
  { family, revision }: { readonly family: string; readonly revision: number },
): string => `arn:${partition}:ecs:${region}:${account}:task-definition/${family}:${revision}`;

/** The records with what ECS makes of them. */
export const loadEcs = ({ TaskDefinitions, ...rest }: Records, where: Where): Ecs => ({
  ...rest,
  TaskDefinitions: TaskDefinitions.map(({ Region = where.region, ...one }) => ({
    ...one,
    Region,
    taskDefinitionArn: definitionArn(where, Region, one),
  })),
});
