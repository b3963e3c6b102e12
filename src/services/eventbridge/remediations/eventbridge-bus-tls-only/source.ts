import { indented, tsText, yamlValue } from '../../../../aws/source-text.ts';
import type { Change, Source } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';

const isStatement = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' && 'Effect' in value;

/**
 * The same change to the default bus. Every account has one and no template makes it, so that nothing in code has its policy:
 * CloudFormation describes that statement by statement, and leaves the others as they are. Terraform has the whole policy, of this
 * bus as of any other.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-eventbuspolicy.html
 */
export const sourceOfDefault = (source: Source, { after }: Change, { id }: Target): Source => {
  if (!isStatement(after)) return source;
  const { Sid = '', ...statement } = after;
  const sid = String(Sid);
  const name = `DefaultBus${sid.replaceAll(/[^A-Za-z0-9]/g, '')}`;
  const json = JSON.stringify(statement, undefined, 2);
  return {
    ...source,
    cloudformation: [
      `# Beside the other resources of a template, for event bus ${id}:`,
      `${name}:`,
      '  Type: AWS::Events::EventBusPolicy',
      '  Properties:',
      `    EventBusName: ${yamlValue(id)}`,
      `    StatementId: ${yamlValue(sid)}`,
      `    Statement: ${indented(json, 6).trimStart()}`,
    ].join('\n'),
    cdk: [
      `new events.CfnEventBusPolicy(this, ${tsText(name)}, {`,
      `  eventBusName: ${tsText(id)},`,
      `  statementId: ${tsText(sid)},`,
      `  statement: ${indented(json, 2).trimStart()},`,
      '});',
    ].join('\n'),
  };
};
