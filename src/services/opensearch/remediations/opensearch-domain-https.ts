import type { DomainEndpointOptions } from '@aws-sdk/client-opensearch';
import { remediation } from '../../../core/model/remediation.ts';
import { saying } from '../../../core/say/said.ts';
import {
  environmentHazards,
  environmentNotes,
  noDependants,
  unseenHazards,
} from '../../../dependants/words.ts';
import { documentPart } from '../../../families/document.ts';
import type { Meaning } from '../../../families/steps.ts';
import { without } from '../../../families/typed.ts';
import { isKnown, lostBy, ofSecurityHub, strongerThan, weakest } from '../facts/tls-policies.ts';
import { dependantsOf } from '../parameters/dependants.ts';
import { domainSeen, errors, readinessOf } from '../parameters/domain.ts';
import { endpointOptions } from '../parameters/endpoint-options.ts';
import { messages as own } from './opensearch-domain-https/messages.ts';
import { into, places } from './opensearch-domain-https/options.ts';
import { fromRule, settings, type Settings } from './opensearch-domain-https/settings.ts';
import { source } from './opensearch-domain-https/source.ts';

const isPolicy = (at: string): boolean => at.endsWith('TLSSecurityPolicy');

const valueMeaning = (
  value: string | boolean | null,
  at: string,
  accepted: readonly string[],
): Meaning<string | boolean> => {
  if (!isPolicy(at)) {
    if (value === false) return { to: true, impact: ['breaks-plaintext'] };
    return value === true ? 'good' : undefined;
  }
  if (typeof value !== 'string') return undefined;
  if (accepted.includes(value)) return 'good';
  if (!isKnown(value)) return undefined;
  // None is stronger: the step is none that is taken (`stronger-than-accepted`).
  return { to: strongerThan(value, accepted) ?? ofSecurityHub, impact: ['breaks-old-tls'] };
};

const { messages, ...parts } = documentPart({
  attribute: 'endpointOption',
  thing: 'domain',
  setting: 'An endpoint option',
  document: endpointOptions,
  messages: own,
  read: async (target, aws) => {
    const seen = await domainSeen(target, aws);
    const { Options: whole, Status } = seen?.config.DomainEndpointOptions ?? {};
    if (!seen) return undefined;
    const readiness = readinessOf(seen.domain, Status?.State, target);
    const isDue = whole?.EnforceHTTPS === false && readiness.is === 'ready';
    return {
      // Without them nothing is known of either.
      whole: whole ?? ({} satisfies DomainEndpointOptions),
      dropped: seen.dropped,
      readiness,
      dependants: isDue ? await dependantsOf(seen.domain, whole, aws) : noDependants,
      vpc: seen.domain.VPCOptions?.VPCId ?? null,
    };
  },
  places,
  into,
  // What is ordered is not known to be so where AWS does not say that it has carried it out.
  meaning: (value, { acceptedPolicies }: Settings, at, { readiness }) => {
    const meant = valueMeaning(value, at, acceptedPolicies);
    return meant === 'good' && readiness.is !== 'ready' ? undefined : meant;
  },
  sayings: ({ whole, dependants }, stepping, { id: name, region }, { acceptedPolicies }: Settings) => {
    const plain = stepping.find(({ held }) => !isPolicy(held.on));
    const old = stepping.find(({ held }) => isPolicy(held.on));
    const policy = whole.TLSSecurityPolicy ?? '';
    const { dmsEndpoints, glueConnections } = dependants;
    const isStuck = old !== undefined && strongerThan(policy, acceptedPolicies) === undefined;
    const isDue = stepping.length > 0;
    const { CustomEndpointEnabled: isCustom, CustomEndpoint: custom } = whole;
    let wanted = whole;
    for (const { held, step } of stepping) wanted = into(wanted, held.on.split('#')[1] ?? '', step.to);
    return {
      obstacles: saying('stronger-than-accepted', isStuck, {
        name,
        policy,
        accepted: acceptedPolicies.join(', ') || '(none)',
      }),
      hazards: [
        ...saying('clients-over-http', plain !== undefined, { name }),
        ...saying('dms-without-tls', dmsEndpoints.length > 0, { name, names: dmsEndpoints.join(', ') }),
        ...saying('glue-without-tls', glueConnections.length > 0, {
          name,
          names: glueConnections.join(', '),
        }),
        ...environmentHazards({ name }, dependants),
        ...unseenHazards({ name }, dependants),
        ...saying('clients-with-old-tls', old !== undefined && !isStuck, {
          name,
          policy: String(old?.step.to),
          lost: lostBy(policy, String(old?.step.to)),
        }),
        ...saying('may-be-blue-green', isDue && !isStuck, { name, region, options: JSON.stringify(wanted) }),
      ],
      notes: [
        ...saying('not-of-security-hub', !old && policy !== ofSecurityHub, {
          name,
          policy,
          wanted: ofSecurityHub,
        }),
        ...saying('plain-http-may-not-come-back', plain !== undefined && !isStuck, { name }),
        ...saying('old-tls-may-not-come-back', old !== undefined && policy === weakest && !isStuck, {
          name,
          policy,
        }),
        ...environmentNotes({ name }, dependants),
        ...saying('custom-endpoint-too', isDue && isCustom === true, { custom: custom ?? '' }),
      ],
    };
  },
  source,
});

/** Has a domain refuse plain HTTP, old versions of TLS, and cipher suites without forward secrecy. */
export default remediation({
  meta: {
    id: 'opensearch-domain-https',
    version: 1,
    family: 'document',
    concerns: { hop: 'in', matter: 'plaintext' },
    title: 'OpenSearch and Elasticsearch domains take HTTPS only, with TLS 1.2 or newer',
    summary:
      'Sets EnforceHTTPS and a TLS security policy with forward secrecy, both in one update, and sends the other endpoint options as they are. Always asks: nothing names who comes over plain HTTP or with old TLS, and AWS may choose a blue/green deployment. A policy that is stronger than those accepted is never exchanged for a weaker one. Without the parameter tlsPolicies the Config rule looks at EnforceHTTPS alone; this looks at both.',
    resourceType: 'AWS::OpenSearch::Domain',
    alsoTypes: ['AWS::Elasticsearch::Domain'],
    configRules: ['OPENSEARCH_HTTPS_REQUIRED'],
    // https://docs.aws.amazon.com/config/latest/developerguide/opensearch-https-required.html
    managedRules: {
      OPENSEARCH_HTTPS_REQUIRED: {
        regions: {
          lacking: [
            'ap-east-2',
            'ap-south-2',
            'ap-southeast-4',
            'ap-southeast-5',
            'ap-southeast-6',
            'ap-southeast-7',
            'ca-west-1',
            'cn-north-1',
            'cn-northwest-1',
            'eu-central-2',
            'eu-south-2',
            'il-central-1',
            'me-central-1',
            'mx-central-1',
            'us-gov-east-1',
            'us-gov-west-1',
          ],
        },
        parameters: {
          tlsPolicies: 'Policy-Min-TLS-1-2-PFS-2023-10,Policy-Min-TLS-1-2-RFC9151-FIPS-2024-08',
        },
      },
    },
    controls: ['ES.8', 'Opensearch.8'],
    services: ['es'],
    impacts: ['breaks-plaintext', 'breaks-old-tls'],
    reversible: true,
    permissions: {
      read: [
        'dms:DescribeEndpoints',
        'ecs:DescribeServices',
        'ecs:DescribeTaskDefinition',
        'ecs:ListClusters',
        'ecs:ListServices',
        'es:DescribeDomain',
        'es:DescribeDomainConfig',
        'glue:GetConnections',
        'lambda:ListFunctions',
      ],
      write: ['es:UpdateDomainConfig'],
      undo: ['es:UpdateDomainConfig'],
    },
    // Each place has a name of its own.
    messages: without(messages, 'place-twice'),
    errors,
    docs: [
      'https://docs.aws.amazon.com/config/latest/developerguide/opensearch-https-required.html',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/opensearch-controls.html#opensearch-8',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/es-controls.html#es-8',
      'https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_DomainEndpointOptions.html',
      'https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_UpdateDomainConfig.html',
      'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/managedomains-configuration-changes.html',
    ],
  },
  settings,
  fromRule,
  ...parts,
  // Interfaces come and go with nodes; of a domain with a public endpoint no log tells.
  evidence: ({ whole, vpc }, { arn, id }) =>
    vpc === null || whole.EnforceHTTPS !== false
      ? []
      : [
          {
            ask: 'connections-to-plaintext-ports',
            of: arn,
            clears: ['breaks-plaintext'],
            given: { plaintextPorts: ['80'], tlsPorts: ['443'], description: `ES ${id}`, vpc },
            unwatched:
              'OpenSearch Service counts what comes to its nodes, and whoever is refused before comes to none',
          },
        ],
});
