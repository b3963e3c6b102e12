/** What made a resource and will put it back as it was described there. */
const makers = [
  'kubernetes',
  'elastic-beanstalk',
  'service-catalog',
  'cdk',
  'cloudformation',
  'pulumi',
  'terraform',
] as const;
type Maker = (typeof makers)[number];

export interface Making {
  readonly by: Maker;
  /** The cluster, environment, product, stack or workspace, as the tag names it. */
  readonly name: string;
  /** The tag that tells. */
  readonly tag: string;
  /** For CloudFormation and whatever is built on it: the resource's name in the template. */
  readonly logicalId?: string;
}

type Tags = Readonly<Record<string, string>>;

/** Tag keys that a company has its tools write, because Terraform and Pulumi write none by themselves. */
export interface OwnTagKeys {
  readonly terraform?: readonly string[];
  readonly pulumi?: readonly string[];
}

/**
 * Tag keys by which makers mark what they made, the most particular first: Elastic Beanstalk and Service Catalog build
 * with CloudFormation, and the stack's tag must not hide the environment or the product.
 * Sources: https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features.tagging.html
 * https://docs.aws.amazon.com/servicecatalog/latest/adminguide/autotags.html
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-resource-tags.html
 */
const marks: readonly (readonly [prefix: string, by: Maker])[] = [
  ['ingress.k8s.aws/', 'kubernetes'],
  ['service.k8s.aws/', 'kubernetes'],
  ['gateway.k8s.aws.', 'kubernetes'],
  ['elbv2.k8s.aws/', 'kubernetes'],
  ['eks:eks-cluster-name', 'kubernetes'],
  ['kubernetes.io/', 'kubernetes'],
  // Controllers that make AWS resources out of manifests: ACK and Crossplane.
  ['services.k8s.aws/', 'kubernetes'],
  ['crossplane-', 'kubernetes'],
  ['elasticbeanstalk:environment-name', 'elastic-beanstalk'],
  ['elasticbeanstalk:', 'elastic-beanstalk'],
  ['aws:servicecatalog:provisionedProductArn', 'service-catalog'],
  ['aws:servicecatalog:', 'service-catalog'],
  ['aws:cloudformation:stack-name', 'cloudformation'],
  ['aws:cloudformation:', 'cloudformation'],
];

/**
 * Tags that only CDK writes. `aws:cdk:path` is none of them: it is metadata in the template, and no resource carries
 * it. So most of what CDK made shows as CloudFormation, which is true as well.
 * https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_s3.Bucket.html (autoDeleteObjects)
 */
const cdkPrefix = 'aws-cdk:';
/** CDK ends logical ids with eight digits of a hash; people seldom do. Read by the source of cdk's `makeUniqueId`. */
const hashed = /^[A-Za-z0-9]+[0-9A-F]{8}$/;

/** What companies commonly write: `managed-by: terraform` and the like. Compared without case and punctuation. */
const makerKeys = new Set(['managedby', 'provisioner', 'provisionedby', 'createdby', 'deployedby', 'iac']);
const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
const no = new Set(['', 'false', 'no', '0']);

const own = (tags: Tags, key: string): string | undefined =>
  Object.hasOwn(tags, key) ? tags[key] : undefined;

const byMark = (tags: Tags, keys: readonly string[]): Making | undefined => {
  for (const [prefix, by] of marks) {
    const tag = keys.find((candidate) => candidate.startsWith(prefix));
    if (tag !== undefined) return { by, name: tags[tag] || tag, tag };
  }
  return undefined;
};

/** Beside the mark, the stack's own tags say which resource of its template this is. */
const stackOf = (tags: Tags, keys: readonly string[], found: Making): Making => {
  const logicalId = own(tags, 'aws:cloudformation:logical-id');
  const hint = keys.some((key) => key.startsWith(cdkPrefix));
  const byCdk = found.by === 'cloudformation' && (hint || hashed.test(logicalId ?? ''));
  return { ...found, by: byCdk ? 'cdk' : found.by, ...(logicalId !== undefined && { logicalId }) };
};

const byConvention = (
  tags: Tags,
  keys: readonly string[],
  { terraform = [], pulumi = [] }: OwnTagKeys,
): Making | undefined => {
  const tools = [
    { by: 'terraform', says: /^(terraform|opentofu|tofu|terragrunt)/, given: terraform },
    { by: 'pulumi', says: /^pulumi/, given: pulumi },
  ] as const;
  for (const { by, says, given } of tools) {
    const named = given.find((key) => !no.has(plain(own(tags, key) ?? '')));
    const tag =
      named ??
      keys.find((key) => {
        const value = plain(own(tags, key) ?? '');
        if (makerKeys.has(plain(key))) return says.test(value);
        // `terraform: true`, `pulumi:stack: prod`.
        return says.test(plain(key)) && !no.has(value);
      });
    if (tag !== undefined) return { by, name: own(tags, tag) || tag, tag };
  }
  return undefined;
};

/**
 * Who made a resource, by its tags. `undefined`: no tag tells, which does not mean that nobody owns it: Terraform and
 * Pulumi leave no tag by themselves.
 */
export const makingOf = (tags: Tags, given: OwnTagKeys = {}): Making | undefined => {
  const keys = Object.keys(tags).toSorted();
  const found = byMark(tags, keys);
  if (found && found.by !== 'kubernetes') return stackOf(tags, keys, found);
  return found ?? byConvention(tags, keys, given);
};

/** Made by a stack, whoever wrote its template. */
export const isStack = (making: Making | undefined): boolean =>
  making?.by === 'cloudformation' || making?.by === 'cdk' || making?.by === 'service-catalog';

/** The CloudFormation stack that a resource belongs to, whatever stands above the stack. */
export const stackNameOf = (tags: Tags): string | undefined => own(tags, 'aws:cloudformation:stack-name');

const makerWords: Readonly<Record<Maker, string>> = {
  kubernetes: 'a Kubernetes controller',
  'elastic-beanstalk': 'Elastic Beanstalk',
  'service-catalog': 'Service Catalog',
  cdk: 'CDK, through CloudFormation',
  cloudformation: 'CloudFormation',
  pulumi: 'Pulumi',
  terraform: 'Terraform',
};

/** For people: who made it, and how that is known. */
export const makingSays = ({ by, name, tag, logicalId }: Making): string =>
  `Made by ${makerWords[by]} (${name}${logicalId === undefined ? '' : `, ${logicalId}`}; known by the tag ${tag}).`;
