import type { DistributionConfig } from '@aws-sdk/client-cloudfront';
import { saying, type Said } from '../../../core/say/said.ts';

/**
 * Distributions that are more than one, or serve nobody: what every unit that writes a distribution has to say of them.
 * Sources: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/continuous-deployment-workflow.html
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/distribution-config-options.html
 */

/** It has no viewers of its own: they come to its tenants. */
export const isTemplate = ({ ConnectionMode }: DistributionConfig): boolean =>
  ConnectionMode === 'tenant-only';

/** `what` is changed, such as `security policy`. */
export const kindMessages = (what: string) =>
  ({
    busy: {
      says: 'CloudFront is still bringing the configuration of distribution {name} to its edge locations ({status}), which takes minutes.',
    },
    'continuous-deployment': {
      says: `Distribution {name} has a continuous deployment policy ({policy}): promoting its staging distribution puts that one’s ${what} in place of what is set here.`,
      todo: 'Finish the deployment first, or remediate the staging distribution as well before it is promoted.',
    },
    staging: {
      says: 'Distribution {name} is a staging distribution: what is being tried in it changes, and goes to the primary distribution when it is promoted.',
      todo: 'Ask who is running the deployment.',
    },
    tenants: {
      says: 'Distribution {name} is a template of distribution tenants: the change is one for all of them.',
      todo: 'List them (aws cloudfront list-distribution-tenants) and ask their owners.',
    },
    disabled: {
      says: 'Distribution {name} is disabled and serves nobody now; whoever is concerned notices when it is enabled again.',
    },
  }) as const;
type Id = keyof ReturnType<typeof kindMessages>;

export const kindHazards = (config: DistributionConfig, name: string): readonly Said<Id>[] => {
  const policy = config.ContinuousDeploymentPolicyId ?? '';
  return [
    ...saying<Id>('continuous-deployment', policy !== '', { name, policy }),
    ...saying<Id>('staging', config.Staging === true, { name }),
    ...saying<Id>('tenants', isTemplate(config), { name }),
  ];
};

export const kindNotes = ({ Enabled }: DistributionConfig, name: string): readonly Said<Id>[] =>
  saying<Id>('disabled', Enabled === false, { name });
