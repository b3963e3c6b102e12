import { lists } from '../../../sandbox/kit/pages.ts';
import { tagList } from '../../../sandbox/kit/tags.ts';
import { refuse, type Operation, type Operations, type Refusal } from '../../../sandbox/world.ts';

const api = 'https://docs.aws.amazon.com/codebuild/latest/APIReference/';
const invalid =
  (page: string) =>
  (message: string): Refusal =>
    refuse('InvalidInputException', 400, message, `${api}${page}.html`);

/** API_BatchGetProjects.html: names or ARNs, a hundred at most; what is not there is told by name. */
const batchGetProjects: Operation<{ readonly names: readonly string[] }> = (world, { names }, { region }) => {
  if (names.length < 1 || names.length > 100)
    return invalid('API_BatchGetProjects')('names has from 1 to 100 members');
  const here = world.codebuild.Projects.filter(({ Region }) => Region === region);
  const found = here.filter(({ name, arn }) => names.includes(name) || names.includes(arn));
  return {
    world,
    output: {
      projects: found.map(({ Region: _region, Tags, ...one }) => ({
        ...one,
        tags: tagList(Tags, { key: 'key', value: 'value' }),
      })),
      projectsNotFound: names.filter(
        (asked) => !found.some(({ name, arn }) => asked === name || asked === arn),
      ),
    },
  };
};

/** What the sandbox plays of it. */
export const codebuild: Operations = {
  BatchGetProjects: batchGetProjects,
  // API_ListProjects.html: names alone.
  ListProjects: lists({
    as: 'projects',
    token: 'nextToken',
    wrong: invalid('API_ListProjects'),
    items: ({ codebuild: { Projects } }, _input: object, { region }) =>
      Projects.filter(({ Region }) => Region === region).map(({ name }) => name),
  }),
};
