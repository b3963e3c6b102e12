import { hclText, indented, tsText, yamlValue } from '../../../../aws/source-text.ts';
import type { Change, Source } from '../../../../core/model/remediation.ts';
import { quoted } from '../../../../core/say/shell.ts';
import type { Target } from '../../../../core/model/target.ts';
import { listenerIn } from '../../facts/listener.ts';
import type { Second } from './evaluate.ts';

const isSecond = (value: unknown): value is Second =>
  typeof value === 'object' && value !== null && 'action' in value && 'rules' in value;

/** CloudFormation has the API's names, with a large beginning at every depth. */
const large = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(large);
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key.replace(/^./, (start) => start.toUpperCase()),
      large(inner),
    ]),
  );
};

/** Terraform has the API's names with underscores, an object as a block, and a list as a block for each. */
const blocks = (name: string, value: unknown): readonly string[] => {
  const snake = name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  if (Array.isArray(value)) return value.flatMap((item) => blocks(name, item));
  if (typeof value === 'object' && value !== null) {
    const inner = Object.entries(value).flatMap(([key, one]) => blocks(key, one));
    return [`${snake} {`, ...inner.map((line) => indented(line, 2)), '}'];
  }
  return [`${snake} = ${typeof value === 'string' ? hclText(value) : String(value)}`];
};

const json = (value: object): string => quoted(JSON.stringify(value));

/** A second listener over HTTPS with the same actions and rules, in every language that people describe listeners in, and as commands. */
export const secondListener = (
  { after }: Pick<Change, 'after'>,
  { arn, region }: Target,
): Required<Source> => {
  if (!isSecond(after)) throw new TypeError('what a second listener is made of');
  const { name, port, action, rules } = after;
  const { serviceId: service = '', listenerId: old = '' } = listenerIn(arn) ?? {};
  const at = `--region ${region} --service-identifier ${service}`;
  const beside =
    'beside the one over HTTP: changing the protocol there would replace it while clients use it.';
  return {
    cloudformation: [
      `# A new AWS::VpcLattice::Listener, ${beside}`,
      `ServiceIdentifier: ${yamlValue(service)}`,
      `Name: ${yamlValue(name)}`,
      'Protocol: "HTTPS"',
      `Port: ${port}`,
      `DefaultAction: ${yamlValue(large(action))}`,
      ...rules.flatMap((rule) => [
        '# A new AWS::VpcLattice::Rule, with the ARN of that listener as ListenerIdentifier.',
        `ServiceIdentifier: ${yamlValue(service)}`,
        ...Object.entries({
          Name: rule.name,
          Priority: rule.priority,
          Match: rule.match,
          Action: rule.action,
        }).map(([key, value]) => `${key}: ${yamlValue(large(value))}`),
      ]),
    ].join('\n'),
    cdk: [
      `// A new vpclattice.CfnListener, ${beside}`,
      `serviceIdentifier: ${tsText(service)},`,
      `name: ${tsText(name)},`,
      "protocol: 'HTTPS',",
      `port: ${port},`,
      `defaultAction: ${JSON.stringify(action)},`,
      ...rules.flatMap((rule) => [
        '// A new vpclattice.CfnRule, with the ARN of that listener as listenerIdentifier.',
        `serviceIdentifier: ${tsText(service)},`,
        ...Object.entries(rule).map(([key, value]) => `${key}: ${JSON.stringify(value)},`),
      ]),
    ].join('\n'),
    terraform: [
      `# A new aws_vpclattice_listener, ${beside}`,
      ...Object.entries({
        serviceIdentifier: service,
        name,
        protocol: 'HTTPS',
        port,
        defaultAction: action,
      }).flatMap(([key, value]) => blocks(key, value)),
      ...rules.flatMap((rule) => [
        '# A new aws_vpclattice_listener_rule, with the listener_id of that listener as listener_identifier.',
        ...Object.entries({ serviceIdentifier: service, ...rule }).flatMap(([key, value]) =>
          blocks(key, value),
        ),
      ]),
    ].join('\n'),
    cli: [
      [
        `listener=$(aws vpc-lattice create-listener ${at} --name ${name} --protocol HTTPS --port ${port} --default-action ${json(action)} --query id --output text)`,
        ...rules.map(
          (rule) =>
            `aws vpc-lattice create-rule ${at} --listener-identifier "$listener" --name ${quoted(rule.name)} --priority ${rule.priority} --match ${json(rule.match)} --action ${json(rule.action)}`,
        ),
      ].join(' &&\n'),
      '# When the access log of the service, which is off until somebody turns it on, has no request without tlsVersion any more:',
      `# aws vpc-lattice delete-listener ${at} --listener-identifier ${old}`,
    ].join('\n'),
  };
};
