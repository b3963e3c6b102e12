import { formatArn, parseArn } from '../../../aws/arn.ts';
import type { Location } from '../../../core/model/target.ts';

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html */
const part = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const name = new RegExp(`^(?=.{2,256}$)${part}(?:/${part})*$`);

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html */
export const repositoryArn = ({ partition, region, account }: Location, id: string): string =>
  formatArn({ partition, service: 'ecr', region, account, resource: `repository/${id}` });

/** The name in an ARN of a repository; `undefined`: the ARN is of something else. */
export const repositoryNameIn = (text: string): string | undefined => {
  const { service, resource = '' } = parseArn(text) ?? {};
  const [kind, ...rest] = resource.split('/');
  const id = rest.join('/');
  return service === 'ecr' && kind === 'repository' && name.test(id) ? id : undefined;
};

/** The name of the repository that is meant, by ARN or by name. `undefined`: it is none of this place, or no repository. */
export const repositoryNamed = (id: string, place: Location): string | undefined => {
  const found = repositoryNameIn(id) ?? id;
  return name.test(found) && [found, repositoryArn(place, found)].includes(id) ? found : undefined;
};
