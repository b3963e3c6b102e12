import { singleQuoted } from '../../../../core/say/shell.ts';
import type { Change, Source } from '../../../../core/model/remediation.ts';
import type { Unproven } from './read.ts';

/** A name and the names below it are proven by one and the same record. */
export const recordsOf = (unproven: readonly Unproven[], arn: string): readonly Change[] => {
  const all = unproven.flatMap(({ domain, method, record }) =>
    method === 'DNS' && record !== null ? [{ domain, ...record }] : [],
  );
  const once = new Map(all.toReversed().map((one) => [one.name, one]));
  return [...once.values()]
    .toSorted((one, other) => (one.domain < other.domain ? -1 : 1))
    .map(({ domain, name, value }) => ({
      set: 'validationRecord',
      on: `${arn}#${domain}`,
      before: null,
      after: { Name: name, Type: 'CNAME', Value: value },
      impact: ['none'],
    }));
};

const isRecord = (value: unknown): value is { readonly Name: string; readonly Value: string } =>
  typeof value === 'object' && value !== null && 'Name' in value && 'Value' in value;

/** The record, in every language and as a command. It is made and never written over: another one of its name may be somebody's. */
export const source = ({ on, after }: Change): Source | undefined => {
  if (!isRecord(after)) return undefined;
  const { Name: name, Value: value } = after;
  const domain = (on.split('#')[1] ?? '').replace(/^\*\./, '');
  const where = `in the public hosted zone of ${domain}`;
  const [asName, asValue] = [JSON.stringify(name), JSON.stringify(value)];
  const batch = JSON.stringify({
    Changes: [
      {
        Action: 'CREATE',
        ResourceRecordSet: { Name: name, Type: 'CNAME', TTL: 300, ResourceRecords: [{ Value: value }] },
      },
    ],
  });
  return {
    cloudformation: `# A new AWS::Route53::RecordSet, with HostedZoneId: ${where}\nName: ${asName}\nType: CNAME\nTTL: '300'\nResourceRecords: [${asValue}]`,
    cdk: `// A new route53.CnameRecord, with zone: ${where}\nrecordName: ${asName},\ndomainName: ${asValue},`,
    terraform: `# A new aws_route53_record, with zone_id: ${where}\nname    = ${asName}\ntype    = "CNAME"\nttl     = 300\nrecords = [${asValue}]`,
    cli: [
      `printf %s ${singleQuoted(`Id of the public hosted zone of ${domain}: `)} && read -r ZONE`,
      `aws route53 change-resource-record-sets --hosted-zone-id "$ZONE" --change-batch ${singleQuoted(batch)}`,
    ].join('\n'),
  };
};
