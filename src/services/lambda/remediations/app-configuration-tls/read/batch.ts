import {
  BatchClient,
  DescribeJobDefinitionsCommand,
  type ContainerProperties,
  type EcsProperties,
  type EksContainer,
  type EksProperties,
  type TaskContainerProperties,
} from '@aws-sdk/client-batch';
import type { Aws } from '../../../../../core/model/remediation.ts';
import type { Target } from '../../../../../core/model/target.ts';
import { inEnvironment, inText } from '../fields.ts';
import { together, type Seen } from '../seen.ts';

const settingsOf = (
  all: readonly { readonly name?: string | undefined; readonly value?: string | undefined }[],
) => all.map(({ name = '', value = '' }) => ({ name, value }));

const ofContainer = (
  place: string,
  { environment = [], command, secrets = [] }: ContainerProperties | TaskContainerProperties,
): Seen => ({
  found: [
    ...inEnvironment(`${place}.environment`, settingsOf(environment)),
    ...inText(`${place}.command`, command),
  ],
  unread: [],
  secrets: secrets.map(({ name }) => `${place}.secrets.${name ?? ''}`),
});

const ofPod = (place: string, { env = [], command, args }: EksContainer): Seen => ({
  found: [
    ...inEnvironment(`${place}.env`, settingsOf(env)),
    ...inText(`${place}.command`, command),
    ...inText(`${place}.args`, args),
  ],
  unread: [],
  secrets: [],
});

const named = (place: string, list: string, name: string | undefined, index: number): string =>
  `${place}.${list}[${name ?? index}]`;

interface Properties {
  readonly container?: ContainerProperties | undefined;
  readonly ecsProperties?: EcsProperties | undefined;
  readonly eksProperties?: EksProperties | undefined;
}

/** A job runs in one container, in the tasks of ECS, or in a pod of EKS. */
const ofProperties = (
  place: string,
  { container, ecsProperties, eksProperties }: Properties,
): readonly Seen[] => {
  const { containers = [], initContainers = [] } = eksProperties?.podProperties ?? {};
  return [
    ...(container
      ? [ofContainer(place === '' ? 'containerProperties' : `${place}.container`, container)]
      : []),
    ...(ecsProperties?.taskProperties ?? []).flatMap((task) =>
      (task.containers ?? []).map((one, at) =>
        ofContainer(
          named(`${place === '' ? '' : `${place}.`}ecsProperties`, 'containers', one.name, at),
          one,
        ),
      ),
    ),
    ...[['containers', containers] as const, ['initContainers', initContainers] as const].flatMap(
      ([list, all]) =>
        all.map((one, at) =>
          ofPod(named(`${place === '' ? '' : `${place}.`}eksProperties`, list, one.name, at), one),
        ),
    ),
  ];
};

/** A revision that can be run. A job may override what is here, and nobody sees that before it starts. */
export const read = async ({ arn }: Target, aws: Aws): Promise<Seen | undefined> => {
  const asking = new DescribeJobDefinitionsCommand({ jobDefinitions: [arn] });
  const { jobDefinitions = [] } = await aws.use(BatchClient).send(asking);
  const found = jobDefinitions.find((one) => one.jobDefinitionArn === arn);
  if (!found || found.status === 'INACTIVE') return undefined;
  const { containerProperties, ecsProperties, eksProperties, nodeProperties } = found;
  return together([
    ...ofProperties('', { container: containerProperties, ecsProperties, eksProperties }),
    ...(nodeProperties?.nodeRangeProperties ?? []).flatMap((range) =>
      ofProperties(`nodeProperties[${range.targetNodes ?? ''}]`, range),
    ),
  ]);
};
