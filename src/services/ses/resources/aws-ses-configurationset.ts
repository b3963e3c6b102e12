import { GetConfigurationSetCommand, ListConfigurationSetsCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { unless } from '../../../aws/error-names.ts';
import { everyPage } from '../../../aws/marked-pages.ts';
import { tagsByKey } from '../../../aws/tags.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { canMean, targetsOf, type Location, type Target } from '../../../core/model/target.ts';
import {
  configurationSetArn,
  configurationSetNameIn,
  isConfigurationSetName,
} from '../facts/configuration-set.ts';

const type = 'AWS::SES::ConfigurationSet';

const targetOf = targetsOf(type, configurationSetArn);

/** With its tags: what tells of a set tells of them too. */
const asked = (ConfigurationSetName: string, aws: Aws) =>
  aws.use(SESv2Client).send(new GetConfigurationSetCommand({ ConfigurationSetName }));

async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const pages = everyPage(async (NextToken) => {
    const answer = await aws.use(SESv2Client).send(new ListConfigurationSetsCommand({ NextToken }));
    return { items: answer.ConfigurationSets, next: answer.NextToken };
  });
  for await (const text of pages) yield targetOf(text, place);
}

/** Those of the Region. AWS Config names one by its name; people also by its ARN. */
const configurationSet: Resource = {
  type,
  arn: 'arn:{partition}:ses:{region}:{account}:configuration-set/{configurationset}',
  configRecords: true,
  permissions: ['ses:GetConfigurationSet', 'ses:ListConfigurationSets'],
  idOf: configurationSetNameIn,
  resolve: async (id, place, aws) => {
    const target = targetOf(configurationSetNameIn(id) ?? id, place);
    if (!canMean(id, target)) return undefined;
    if (!isConfigurationSetName(target.id)) return undefined;
    return (await unless('NotFoundException', undefined, asked(target.id, aws))) && target;
  },
  list,
  root: ({ arn }) => arn,
  tags: async ({ id }, aws) => {
    const { Tags = [] } = await asked(id, aws);
    return tagsByKey(Tags);
  },
};

export default configurationSet;
