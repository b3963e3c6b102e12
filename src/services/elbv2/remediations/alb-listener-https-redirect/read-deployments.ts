import { balancerArnOf } from '../../facts/balancer-arn.ts';
import { isDenied, isNamed } from '../../../../aws/error-names.ts';
import type { Aws } from '../../../../core/model/remediation.ts';
import { codeDeployRoutes } from './read-codedeploy.ts';
import { ecsRoutes } from './read-ecs.ts';
import type { Found } from './found.ts';
import type { Deployments } from './state.ts';

export const noDeployments: Deployments = { routes: [], external: [], unread: [] };

/**
 * Neither service can be asked about one balancer, so everything of the Region is listed: for ECS some call for each
 * cluster and each ten services, for CodeDeploy some two for each application on ECS. Nobody's budget of calls is spent
 * on an account with thousands of them; there people have to look.
 */
export const mostCalls = 200;
const enough = 'EnoughCalls';

const reading = async (
  what: string,
  read: (found: Found) => Promise<void>,
): Promise<Pick<Deployments, 'routes' | 'external' | 'unread'>> => {
  let calls = 0;
  const count = (): void => {
    calls += 1;
    if (calls > mostCalls) throw Object.assign(new Error(`${mostCalls} calls`), { name: enough });
  };
  const found: Found = { routes: [], external: [], incomplete: false, count };
  const unread = (why: string): Deployments => ({ ...found, unread: [`${what} (${why})`] });
  try {
    await read(found);
    return found.incomplete ? unread('AWS answered a part of them only') : { ...found, unread: [] };
  } catch (error) {
    if (isDenied(error)) return unread('no permission');
    if (isNamed(error, enough)) return unread(`more than ${mostCalls} calls`);
    throw error;
  }
};

const key = ({ by, on }: Deployments['routes'][number]): string => `${on} ${by}`;

/** Who shifts traffic on a balancer; what cannot be read is named. `groups`: what plain HTTP forwards to. */
export const deploymentsOf = async (
  balancer: string,
  groups: readonly string[],
  aws: Aws,
): Promise<Deployments> => {
  const answers = await Promise.all([
    reading('CodeDeploy deployment groups', (found) => codeDeployRoutes(found, aws)),
    reading('ECS services', (found) => ecsRoutes(found, groups, aws)),
  ]);
  return {
    routes: answers
      .flatMap(({ routes }) => routes)
      .filter(({ on }) => balancerArnOf(on) === balancer)
      .toSorted((a, b) => (key(a) < key(b) ? -1 : 1)),
    external: [...new Set(answers.flatMap(({ external }) => external))].toSorted(),
    unread: answers.flatMap(({ unread }) => unread),
  };
};
