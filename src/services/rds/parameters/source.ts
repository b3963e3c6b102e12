import { hclText, indented, tsText, yamlValue } from '../../../aws/source-text.ts';
import { applyMethod } from '../facts/apply-method.ts';
import type { Change, Source } from '../../../core/model/remediation.ts';

/**
 * The method is what Waxseal itself would send: RDS answers it, and Terraform would put another one again and again. What
 * is not known to be dynamic is taken to be static. https://github.com/hashicorp/terraform-provider-aws/issues/39252
 */
const inTerraform = (name: string, value: string, { inCode }: Change): string =>
  `parameter {\n  name         = ${hclText(name)}\n  value        = ${hclText(value)}\n  apply_method = ${hclText(applyMethod(inCode?.[name] !== 'dynamic'))}\n}`;

/** What code calls a kind of group, and what has it. */
interface InCode {
  readonly group: string;
  /** The member with its name. */
  readonly name: string;
  readonly terraformGroup: string;
  readonly cdkGroup: string;
  /** How CDK is told of the family and the name. */
  readonly cdkMembers: (family: string, name: string) => string;
  /** How CDK is told of one parameter. */
  readonly cdkSets: (name: string, value: string) => string;
  /** The field by which it is attached. */
  readonly attachment: string;
  readonly thing: 'instance' | 'cluster';
  readonly resource: string;
  readonly attaches: string;
  readonly terraformResource: string;
  readonly terraformAttaches: string;
}

const byCall = (name: string, value: string): string =>
  `parameterGroup.addParameter(${tsText(name)}, ${tsText(value)});`;
const ofRds = (_family: string, name: string): string => `  engine,\n  name: ${tsText(name)},`;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbparametergroup.html */
const instanceCode: InCode = {
  group: 'AWS::RDS::DBParameterGroup',
  name: 'DBParameterGroupName',
  terraformGroup: 'aws_db_parameter_group',
  cdkGroup: 'rds.ParameterGroup',
  cdkMembers: ofRds,
  cdkSets: byCall,
  attachment: 'instanceGroup',
  thing: 'instance',
  resource: 'AWS::RDS::DBInstance',
  attaches: 'DBParameterGroupName',
  terraformResource: 'aws_db_instance',
  terraformAttaches: 'parameter_group_name',
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbclusterparametergroup.html */
export const clusterCode: InCode = {
  group: 'AWS::RDS::DBClusterParameterGroup',
  name: 'DBClusterParameterGroupName',
  terraformGroup: 'aws_rds_cluster_parameter_group',
  cdkGroup: 'rds.ParameterGroup',
  cdkMembers: ofRds,
  cdkSets: byCall,
  attachment: 'clusterGroup',
  thing: 'cluster',
  resource: 'AWS::RDS::DBCluster',
  attaches: 'DBClusterParameterGroupName',
  terraformResource: 'aws_rds_cluster',
  terraformAttaches: 'db_cluster_parameter_group_name',
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-docdb-dbclusterparametergroup.html */
export const docdbCode: InCode = {
  ...clusterCode,
  group: 'AWS::DocDB::DBClusterParameterGroup',
  name: 'Name',
  terraformGroup: 'aws_docdb_cluster_parameter_group',
  cdkGroup: 'docdb.ClusterParameterGroup',
  cdkMembers: (family, name) =>
    `  family: ${tsText(family)},\n  dbClusterParameterGroupName: ${tsText(name)},`,
  // Its construct adds none afterwards.
  cdkSets: (name, value) => `parameters: { ${tsText(name)}: ${tsText(value)} },`,
  resource: 'AWS::DocDB::DBCluster',
  terraformResource: 'aws_docdb_cluster',
};

const ofParameter = (change: Change, code: InCode): Source | undefined => {
  const { on, after } = change;
  const slash = on.indexOf('/');
  const [group, name] = [on.slice(0, slash), on.slice(slash + 1)];
  if (typeof after !== 'string') return undefined;
  return {
    cloudformation: `# ${code.group} ${group}\nParameters:\n  ${name}: ${yamlValue(after)}`,
    cdk: `// parameter group ${group}\n${code.cdkSets(name, after)}`,
    terraform: `# ${code.terraformGroup} ${group}\n${inTerraform(name, after, change)}`,
  };
};

const text = (value: object, key: string): string => {
  const found: unknown = Reflect.get(value, key);
  return typeof found === 'string' ? found : '';
};

const ofGroup = (change: Change, code: InCode): Source | undefined => {
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
      `Type: ${code.group}`,
      'Properties:',
      `  ${code.name}: ${yamlValue(on)}`,
      `  Family: ${yamlValue(family)}`,
      `  Description: ${yamlValue(description)}`,
      ...(yaml === '' ? [] : ['  Parameters:', indented(yaml, 4)]),
    ].join('\n'),
    cdk: `const parameterGroup = new ${code.cdkGroup}(this, 'DemandsTls', {\n${code.cdkMembers(family, on)}\n  description: ${tsText(description)},\n  parameters: { ${ts} },\n});`,
    terraform: `resource "${code.terraformGroup}" "demands_tls" {\n${indented([`name        = ${hclText(on)}`, `family      = ${hclText(family)}`, `description = ${hclText(description)}`, ...hcl].join('\n'), 2)}\n}`,
  };
};

const ofThing = ({ on, after }: Change, code: InCode): Source | undefined =>
  typeof after === 'string'
    ? {
        cloudformation: `# ${code.resource} ${on}\n${code.attaches}: ${yamlValue(after)}`,
        cdk: `// ${code.thing} ${on}\nparameterGroup,`,
        terraform: `# ${code.terraformResource} ${on}\n${code.terraformAttaches} = ${hclText(after)}`,
      }
    : undefined;

/** Group, parameter and what has the group, where they are described. */
export const sourceIn =
  (code: InCode) =>
  (change: Change): Source | undefined => {
    switch (change.set) {
      case 'parameter':
        return ofParameter(change, code);
      case 'parameterGroup':
        return ofGroup(change, code);
      case code.attachment:
        return ofThing(change, code);
      default:
        return undefined;
    }
  };
export const source = sourceIn(instanceCode);
