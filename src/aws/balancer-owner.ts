/** Who made a balancer and will put it back as it was described there. */
export interface BalancerOwner {
  readonly by: 'kubernetes' | 'elastic-beanstalk' | 'cloudformation';
  /** The cluster, ingress, environment or stack, as the tag names it. */
  readonly name: string;
}

/**
 * Tag keys by which owners mark what they made, the most particular first: Elastic Beanstalk builds with
 * CloudFormation, and the stack's tag must not hide the environment.
 * Sources: https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features.tagging.html
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-resource-tags.html
 */
const marks: readonly (readonly [prefix: string, by: BalancerOwner['by']])[] = [
  ['ingress.k8s.aws/', 'kubernetes'],
  ['service.k8s.aws/', 'kubernetes'],
  ['gateway.k8s.aws.', 'kubernetes'],
  ['elbv2.k8s.aws/', 'kubernetes'],
  ['eks:eks-cluster-name', 'kubernetes'],
  ['kubernetes.io/', 'kubernetes'],
  ['elasticbeanstalk:environment-name', 'elastic-beanstalk'],
  ['elasticbeanstalk:', 'elastic-beanstalk'],
  ['aws:cloudformation:stack-name', 'cloudformation'],
];

/** `undefined`: no tag tells, which does not mean that nobody owns it (Terraform leaves no tag). */
export const ownerOf = (tags: Readonly<Record<string, string>>): BalancerOwner | undefined => {
  const keys = Object.keys(tags).toSorted();
  for (const [prefix, by] of marks) {
    const key = keys.find((candidate) => candidate.startsWith(prefix));
    if (key !== undefined) return { by, name: tags[key] || key };
  }
  return undefined;
};
