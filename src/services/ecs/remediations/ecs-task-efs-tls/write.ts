import { hclText, tsText, yamlValue } from '../../../../aws/source-text.ts';
import type { Change, Source } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { familyOf } from '../../facts/task-definition.ts';
import type { Wanted } from './evaluate.ts';
import type { User } from './users.ts';

/** What ECS adds to a revision, and does not take again. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskDefinition.html */
const added = [
  'taskDefinitionArn',
  'revision',
  'status',
  'requiresAttributes',
  'compatibilities',
  'registeredAt',
  'registeredBy',
  'deregisteredAt',
  'deleteRequestedAt',
];

/** Tags whose keys begin with aws: are not to be set by anybody. Names of volumes have no quotes in them. */
const filterOf = (volumes: readonly string[]): string =>
  [
    '((.tags // []) | map(select(.key | startswith("aws:") | not))) as $tags',
    `.taskDefinition | del(${added.map((name) => `.${name}`).join(', ')})`,
    `.volumes |= map(if .name | IN(${volumes.map((name) => JSON.stringify(name)).join(', ')}) then .efsVolumeConfiguration.transitEncryption = "ENABLED" else . end)`,
    'if $tags == [] then . else .tags = $tags end',
  ].join(' | ');

const deploying = (services: readonly User[], revision: string, region: string): readonly string[] =>
  services
    .filter(({ by }) => by === 'ECS')
    .map(
      ({ cluster, service }) =>
        `aws ecs update-service --region ${region} --cluster ${cluster} --service ${service} --task-definition ${revision} --query service.taskDefinition --output text`,
    );

/** What no command of ours deploys. */
const others = (services: readonly User[]): readonly string[] => [
  ...services
    .filter(({ by }) => by !== 'ECS')
    .map(
      ({ cluster, service, by }) =>
        `# ${cluster}/${service} is deployed by ${by}: give the revision to that.`,
    ),
  ...(services.length === 0
    ? ['# No service runs it: whatever starts its tasks must name the new revision, or the family.']
    : []),
];

const runIt = (latest: string, services: readonly User[], arn: string, region: string): Required<Source> => {
  const family = familyOf(arn);
  const names = services.map(({ cluster, service }) => `${cluster}/${service}`).join(', ');
  const of = `${names === '' ? 'what runs it' : names}, instead of ${arn}: the latest of family ${family}`;
  return {
    cloudformation: `# Of the AWS::ECS::Service of ${of}\nTaskDefinition: ${yamlValue(latest)}`,
    cdk: `// Of the ecs.CfnService of ${of}\ntaskDefinition: ${tsText(latest)},`,
    terraform: `# Of the aws_ecs_service of ${of}\ntask_definition = ${hclText(latest)}`,
    cli: [...deploying(services, latest, region), ...others(services)].join('\n'),
  };
};

/** Pure. The task definition goes from ECS to ECS and is not shown: its containers may carry secrets. */
export const encryptedMounts = (
  { after }: Pick<Change, 'after'>,
  { arn, region }: Target,
): Required<Source> => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as `adviceOf` wrote it
  const wanted = after as Wanted;
  if ('run' in wanted) return runIt(wanted.run, wanted.services, arn, region);
  const { set, services } = wanted;
  const family = familyOf(arn);
  const names = set.join(', ');
  return {
    cloudformation: [
      `# In Volumes of the AWS::ECS::TaskDefinition of family ${family}, for each of ${names}; the rest of it stays.`,
      'EFSVolumeConfiguration:',
      `  TransitEncryption: ${yamlValue('ENABLED')}`,
    ].join('\n'),
    cdk: [
      `// In volumes of the task definition of family ${family}, for each of ${names}; the rest of it stays.`,
      `efsVolumeConfiguration: { transitEncryption: ${tsText('ENABLED')} },`,
    ].join('\n'),
    terraform: [
      `# In the aws_ecs_task_definition of family ${family}, in each volume of ${names}; the rest of it stays.`,
      'efs_volume_configuration {',
      `  transit_encryption = ${hclText('ENABLED')}`,
      '}',
    ].join('\n'),
    cli: [
      // Only its owner can read such a file.
      'wanted=$(mktemp)',
      `aws ecs describe-task-definition --region ${region} --task-definition ${arn} --include TAGS --output json |`,
      `  jq '${filterOf(set)}' >"$wanted" &&`,
      [
        `  new=$(aws ecs register-task-definition --region ${region} --cli-input-json "file://$wanted" --query taskDefinition.taskDefinitionArn --output text)`,
        '  echo "$new"',
        ...deploying(services, '"$new"', region).map((command) => `  ${command}`),
      ].join(' &&\n'),
      'rm "$wanted"',
      ...others(services),
    ].join('\n'),
  };
};
