import { hclText, tsText, yamlValue } from '../../../../aws/source-text.ts';
import type { Change, Source } from '../../../../core/model/remediation.ts';

const group = 'AWS::Redshift::ClusterParameterGroup';

const ofParameter = ({ on, after }: Change): Source => {
  const [name, parameter = ''] = on.split('/');
  const value = String(after);
  return {
    cloudformation: `# In Parameters of the ${group} ${name}, beside the others:\n- ParameterName: ${parameter}\n  ParameterValue: ${yamlValue(value)}`,
    cdk: `// In parameters of the redshift.CfnClusterParameterGroup ${name}, beside the others:\n{ parameterName: ${tsText(parameter)}, parameterValue: ${tsText(value)} },`,
    terraform: `# In the aws_redshift_parameter_group ${name}, beside its others:\nparameter {\n  name  = ${hclText(parameter)}\n  value = ${hclText(value)}\n}`,
  };
};

const text = (value: object, key: string): string => {
  const found: unknown = Reflect.get(value, key);
  return typeof found === 'string' ? found : '';
};

/** Its parameters are a change of their own. */
const ofGroup = ({ on }: Change, after: object): Source => {
  const [family, description] = [text(after, 'family'), text(after, 'description')];
  return {
    cloudformation: `Type: ${group}\nProperties:\n  ParameterGroupName: ${yamlValue(on)}\n  ParameterGroupFamily: ${yamlValue(family)}\n  Description: ${yamlValue(description)}`,
    cdk: `const parameterGroup = new redshift.CfnClusterParameterGroup(this, 'DemandsTls', {\n  parameterGroupName: ${tsText(on)},\n  parameterGroupFamily: ${tsText(family)},\n  description: ${tsText(description)},\n});`,
    terraform: `resource "aws_redshift_parameter_group" "demands_tls" {\n  name        = ${hclText(on)}\n  family      = ${hclText(family)}\n  description = ${hclText(description)}\n}`,
  };
};

const ofCluster = ({ on, after }: Change): Source => {
  const name = String(after);
  return {
    cloudformation: `# AWS::Redshift::Cluster ${on}\nClusterParameterGroupName: ${yamlValue(name)}`,
    cdk: `// cluster ${on}\nclusterParameterGroupName: ${tsText(name)},`,
    terraform: `# aws_redshift_cluster ${on}\ncluster_parameter_group_name = ${hclText(name)}`,
  };
};

/** Group, parameter and cluster, where they are described. */
export const source = (change: Change): Source | undefined => {
  const { set, after } = change;
  if (typeof after === 'object' && after !== null && set === 'parameterGroup') return ofGroup(change, after);
  if (typeof after !== 'string') return undefined;
  return set === 'parameter' ? ofParameter(change) : ofCluster(change);
};
