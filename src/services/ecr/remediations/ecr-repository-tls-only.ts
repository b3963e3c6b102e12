import {
  DeleteRepositoryPolicyCommand,
  ECRClient,
  GetRepositoryPolicyCommand,
  SetRepositoryPolicyCommand,
} from '@aws-sdk/client-ecr';
import * as z from 'zod/mini';
import { isNamed } from '../../../aws/error-names.ts';
import { remediation, type Aws } from '../../../core/model/remediation.ts';
import type { Target } from '../../../core/model/target.ts';
import { halfAnAnswer } from '../../../families/statement/document.ts';
import { tlsOnly } from '../../../families/statement.ts';

/** That there is none, ECR says by an error of its own. */
const getPolicy = async ({ id: repositoryName }: Target, aws: Aws) => {
  try {
    const { policyText } = await aws.use(ECRClient).send(new GetRepositoryPolicyCommand({ repositoryName }));
    if (policyText !== undefined) return { text: policyText };
  } catch (error) {
    if (isNamed(error, 'RepositoryPolicyNotFoundException')) return { text: null };
    if (isNamed(error, 'RepositoryNotFoundException')) return undefined;
    throw error;
  }
  throw halfAnAnswer('ECR', `for repository ${repositoryName}, but without its policy`);
};

const { messages, ...parts } = tlsOnly({
  type: 'repository policy',
  thing: 'repository',
  service: 'ECR',
  // https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html
  absent: 'closed',
  needsStatements: true,
  resourceless: true,
  get: getPolicy,
  // Never with `force`: ECR refuses what would keep everybody from the next policy.
  put: async (policyText, _revision, { id: repositoryName }, aws) => {
    await aws.use(ECRClient).send(new SetRepositoryPolicyCommand({ repositoryName, policyText }));
  },
  remove: async (_revision, { id: repositoryName }, aws) => {
    await aws.use(ECRClient).send(new DeleteRepositoryPolicyCommand({ repositoryName }));
  },
  actions: ['ecr:*'],
  resources: () => [],
  writes: ['ecr:SetRepositoryPolicy', 'ecr:DeleteRepositoryPolicy'],
  reads: 'ecr:GetRepositoryPolicy',
  // https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_SetRepositoryPolicy.html
  limits: { bytes: 10_240 },
  // https://docs.aws.amazon.com/general/latest/gr/ecr.html
  httpsOnly: true,
  code: {
    cloudformation: 'AWS::ECR::Repository',
    member: 'RepositoryPolicyText',
    cdk: 'repository.addToResourcePolicy',
    terraform: 'aws_ecr_repository_policy',
  },
});

/** Adds to a repository's policy a Deny of plain HTTP, for whoever must show one: the endpoints take HTTPS only. */
export default remediation({
  meta: {
    id: 'ecr-repository-tls-only',
    version: 1,
    family: 'statement',
    concerns: { hop: 'in', matter: 'plaintext' },
    title: 'Policies of ECR repositories refuse requests without TLS',
    summary:
      'Adds one Deny statement to the policy of a private repository that refuses every request over plain HTTP. The endpoints of ECR, those of its registry among them, take HTTPS only, so an owner is always asked. Lambda and other AWS services that pull images use HTTPS. Neither the policy of the registry nor templates are written: repositories that replication or a pull through cache makes later have the policy of their template.',
    resourceType: 'AWS::ECR::Repository',
    configRules: [],
    controls: [],
    services: ['ecr'],
    impacts: ['breaks-plaintext'],
    reversible: true,
    permissions: {
      read: ['ecr:GetRepositoryPolicy'],
      write: ['ecr:SetRepositoryPolicy'],
      undo: ['ecr:DeleteRepositoryPolicy', 'ecr:SetRepositoryPolicy'],
    },
    messages,
    docs: [
      'https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html',
      'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_SetRepositoryPolicy.html',
      'https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-creation-templates.html',
      'https://docs.aws.amazon.com/lambda/latest/dg/images-create.html',
      'https://docs.aws.amazon.com/general/latest/gr/ecr.html',
    ],
  },
  settings: z.strictObject({}),
  ...parts,
});
