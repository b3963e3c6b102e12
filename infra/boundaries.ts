import { Aspects, aws_iam as iam, Fn, Stack, type App } from 'aws-cdk-lib';

/** A boundary that an organization demands of every role: for those that do not have a narrower one of their own. */
export const boundAll = (app: App, policy: string): void =>
  Aspects.of(app).add({
    visit: (node) => {
      if (!(node instanceof iam.CfnRole)) return;
      node.permissionsBoundary ??= Fn.sub(`arn:\${AWS::Partition}:iam::\${AWS::AccountId}:policy/${policy}`);
    },
  });

/** As the template has it: `@aws-cdk/core:permissionsBoundary` and aspects write over what a role was given. */
const boundaryIn = (role: iam.CfnRole): unknown => {
  const { Resources = {} } = Stack.of(role).resolve(role._toCloudFormation());
  const [written] = Object.values(Object(Resources));
  return Reflect.get(Object(Reflect.get(Object(written), 'Properties')), 'PermissionsBoundary');
};

/** No template is written in which a role that writes has another boundary, or none. */
export const keepsBoundary = (role: iam.Role, boundary: iam.ManagedPolicy): void => {
  const { defaultChild: written } = role.node;
  if (!(written instanceof iam.CfnRole)) throw new TypeError(`${role.node.path} is not written as a role`);
  const own = JSON.stringify(Stack.of(role).resolve(boundary.managedPolicyArn));
  written.node.addValidation({
    validate: () =>
      JSON.stringify(boundaryIn(written)) === own
        ? []
        : [
            'Another permissions boundary would take the place of its own, which is the most that it may ever change. Take `@aws-cdk/core:permissionsBoundary` out of the context; for the other roles there is the setting `permissionsBoundary`.',
          ],
  });
};
