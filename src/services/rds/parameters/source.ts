import { hclText, indented, tsText, yamlValue } from '../../../aws/source-text.ts';
import { applyMethod } from '../facts/apply-method.ts';
import type { Change, Source } from '../../../core/model/remediation.ts';

/**
 * The method is what Waxseal itself would send: RDS answers it, and Terraform would put another one again and again. What
 * is not known to be dynamic is taken to be static. https://github.com/hashicorp/terraform-provider-aws/issues/39252
 */
const inTerraform = (name: string, value: string, { inCode }: Change): string =>
  `parameter {\n  name         = ${hclText(name)}\n  value        = ${hclText(value)}\n  apply_method = ${hclText(applyMethod(inCode?.[name] !== 'dynamic'))}\n}`;

const ofParameter = (change: Change): Source | undefined => {
  const { on, after } = change;
  const slash = on.indexOf('/');
  const [group, name] = [on.slice(0, slash), on.slice(slash + 1)];
  if (typeof after !== 'string') return undefined;
  return {
    cloudformation: `# AWS::RDS::DBParameterGroup ${group}\nParameters:\n  ${name}: ${yamlValue(after)}`,
    cdk: `// parameter group ${group}\nparameterGroup.addParameter(${tsText(name)}, ${tsText(after)});`,
    terraform: `# aws_db_parameter_group ${group}\n${inTerraform(name, after, change)}`,
  };
};

const text = (value: object, key: string): string => {
  const found: unknown = Reflect.get(value, key);
  return typeof found === 'string' ? found : '';
};

const ofGroup = (change: Change): Source | undefined => {
  const { on, after } = change;
  if (after === null || typeof after !== 'object') return undefined;
  const given: unknown = Reflect.get(after, 'parameters');
  const parameters = Object.entries(given ?? {}).map(([name, value]) => [name, String(value)] as const);
  const [family, description] = [text(after, 'family'), text(after, 'description')];
  const yaml = parameters.map(([name, value]) => `${name}: ${yamlValue(value)}`).join('\n');
  const ts = parameters.map(([name, value]) => `${tsText(name)}: ${tsText(value)}`).join(', ');
  const hcl = parameters.map(([name, value]) => inTerraform(name, value, change));
  return {
    cloudformation: [
      'Type: AWS::RDS::DBParameterGroup',
      'Properties:',
      `  DBParameterGroupName: ${yamlValue(on)}`,
      `  Family: ${yamlValue(family)}`,
      `  Description: ${yamlValue(description)}`,
      ...(yaml === '' ? [] : ['  Parameters:', indented(yaml, 4)]),
    ].join('\n'),
    cdk: `const parameterGroup = new rds.ParameterGroup(this, 'DemandsTls', {\n  engine,\n  name: ${tsText(on)},\n  description: ${tsText(description)},\n  parameters: { ${ts} },\n});`,
    terraform: `resource "aws_db_parameter_group" "demands_tls" {\n${indented([`name        = ${hclText(on)}`, `family      = ${hclText(family)}`, `description = ${hclText(description)}`, ...hcl].join('\n'), 2)}\n}`,
  };
};

const ofInstance = ({ on, after }: Change): Source | undefined =>
  typeof after === 'string'
    ? {
        cloudformation: `# AWS::RDS::DBInstance ${on}\nDBParameterGroupName: ${yamlValue(after)}`,
        cdk: `// instance ${on}\nparameterGroup,`,
        terraform: `# aws_db_instance ${on}\nparameter_group_name = ${hclText(after)}`,
      }
    : undefined;

/**
 * Group, parameter and instance where they are described.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbparametergroup.html
 */
export const source = (change: Change): Source | undefined => {
  switch (change.set) {
    case 'parameter':
      return ofParameter(change);
    case 'parameterGroup':
      return ofGroup(change);
    case 'instanceGroup':
      return ofInstance(change);
    default:
      return undefined;
  }
};
