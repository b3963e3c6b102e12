import { withDropped } from '../../../aws/dropped-members.ts';
import { recordsOf } from '../../../sandbox/kit/records.ts';
import { tagList } from '../../../sandbox/kit/tags.ts';
import { refuse, type Context, type Operations, type Refusal, type World } from '../../../sandbox/world.ts';
import type { Domain, EndpointOptions } from './records.ts';

const api = 'https://docs.aws.amazon.com/opensearch-service/latest/APIReference/';
const guide = 'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/';

interface Named {
  readonly DomainName?: string;
  readonly ARN?: string;
}
const invalid = (why: string, page: string): Refusal => refuse('ValidationException', 400, why, page);

const arnOf = ({ account, partition }: World, { Region, DomainName }: Domain): string =>
  `arn:${partition}:es:${Region}:${account}:domain/${DomainName}`;

const domains = recordsOf<Domain, Named>({
  all: (world) => world.opensearch.Domains,
  with: (world, Domains): World => ({ ...world, opensearch: { ...world.opensearch, Domains } }),
  is: (item, { DomainName, ARN }, { region }, world) =>
    item.Region === region &&
    (ARN === undefined ? item.DomainName === DomainName : arnOf(world, item) === ARN),
  missing: ({ DomainName, ARN }) =>
    refuse(
      'ResourceNotFoundException',
      409,
      `Domain not found: ${DomainName ?? ARN}`,
      `${api}API_DescribeDomain.html#API_DescribeDomain_Errors`,
    ),
});

const policies = new Set([
  'Policy-Min-TLS-1-0-2019-07',
  'Policy-Min-TLS-1-2-2019-07',
  'Policy-Min-TLS-1-2-PFS-2023-10',
  'Policy-Min-TLS-1-2-RFC9151-FIPS-2024-08',
]);

/** API_DomainEndpointOptions.html */
const endpointRefusal = (options: EndpointOptions, ended: readonly string[]): Refusal | undefined => {
  const { TLSSecurityPolicy: policy, CustomEndpointEnabled, CustomEndpoint } = options;
  if (policy !== undefined && !policies.has(policy))
    return invalid(
      `Value '${policy}' at 'domainEndpointOptions.tLSSecurityPolicy' failed to satisfy constraint`,
      `${api}API_DomainEndpointOptions.html`,
    );
  // https://github.com/aws-amplify/amplify-cli/issues/14329
  if (policy !== undefined && ended.includes(policy))
    return invalid(`${policy} is not supported any more`, `${guide}infrastructure-security.html`);
  if (CustomEndpointEnabled === true && CustomEndpoint === undefined)
    return invalid('A custom endpoint has a name', `${guide}customendpoint.html`);
  return undefined;
};

/** ntn.html: existing domains need OpenSearch, or Elasticsearch 6.7. */
const takesNodeToNode = (version: string): boolean => {
  const [, major = '0', minor = '0'] = /^Elasticsearch_(\d+)\.(\d+)$/.exec(version) ?? [];
  return version.startsWith('OpenSearch_') || Number(major) > 6 || (major === '6' && Number(minor) >= 7);
};

const nodeToNodeRefusal = (Enabled: boolean | undefined, domain: Domain): Refusal | undefined => {
  const isOn = domain.NodeToNodeEncryptionOptions.Enabled === true;
  if (isOn && Enabled === false)
    return invalid('Node-to-node encryption cannot be disabled', `${guide}ntn.html#ntn-disabling`);
  if (!isOn && Enabled === true && !takesNodeToNode(domain.EngineVersion))
    return invalid('This version takes no node-to-node encryption', `${guide}ntn.html#enabling-ntn`);
  return undefined;
};

/** fgac.html: it needs HTTPS and node-to-node encryption, and is there for good. */
const securityRefusal = (wanted: Domain, domain: Domain): Refusal | undefined => {
  const isOn = domain.AdvancedSecurityOptions.Enabled === true;
  if (wanted.AdvancedSecurityOptions.Enabled !== true)
    return isOn ? invalid('Fine-grained access control cannot be disabled', `${guide}fgac.html`) : undefined;
  // https://github.com/lgallard/terraform-aws-elasticsearch/issues/13
  if (wanted.DomainEndpointOptions.EnforceHTTPS !== true)
    return invalid(
      'You must enable EnforceHTTPS in the domain endpoint options to use advanced security.',
      `${guide}fgac.html`,
    );
  return isOn || wanted.NodeToNodeEncryptionOptions.Enabled === true
    ? undefined
    : invalid('Fine-grained access control needs node-to-node encryption', `${guide}fgac.html`);
};

interface Update extends Named {
  readonly DomainEndpointOptions?: EndpointOptions;
  readonly NodeToNodeEncryptionOptions?: Domain['NodeToNodeEncryptionOptions'];
  readonly AdvancedSecurityOptions?: Domain['AdvancedSecurityOptions'];
  readonly SnapshotOptions?: { readonly AutomatedSnapshotStartHour?: number };
}

/** A deployment to new nodes takes hours, one without them minutes. */
const secondsOf = ({
  NodeToNodeEncryptionOptions: nodes,
  AdvancedSecurityOptions: access,
}: Update): number => (nodes === undefined && access === undefined ? 300 : 7200);

/** A domain with a standby takes one change after the other; others only none while their software is exchanged. */
const isClosed = ({ ClusterConfig, DomainProcessingStatus: status }: Domain): boolean =>
  ClusterConfig.MultiAZWithStandbyEnabled === true
    ? status !== 'Active'
    : status !== 'Active' && status !== 'Modifying';

const changed = (domain: Domain, input: Update): Domain => ({
  ...domain,
  ...(input.DomainEndpointOptions && { DomainEndpointOptions: input.DomainEndpointOptions }),
  ...(input.NodeToNodeEncryptionOptions && {
    NodeToNodeEncryptionOptions: input.NodeToNodeEncryptionOptions,
  }),
  ...(input.AdvancedSecurityOptions && { AdvancedSecurityOptions: input.AdvancedSecurityOptions }),
  SnapshotHour: input.SnapshotOptions?.AutomatedSnapshotStartHour ?? domain.SnapshotHour,
});

/** https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_DomainStatus.html */
const addressesOf = ({ DomainName, Region, Endpoint, Endpoints, VPCOptions, Created }: Domain) => {
  if (Endpoint !== undefined || Endpoints !== undefined)
    return { ...(typeof Endpoint === 'string' && { Endpoint }), ...(Endpoints && { Endpoints }) };
  if (!Created) return {};
  const made = `${DomainName}-abc123.${Region}.es.amazonaws.com`;
  return VPCOptions ? { Endpoints: { vpc: `vpc-${made}` } } : { Endpoint: `search-${made}` };
};

const told = (domain: Domain, world: World) => {
  const { Region: _region, State: _state, Dropped: _dropped, Tags: _tags, ...others } = domain;
  const { ClusterHealth: _health, Endpoint: _endpoint, Endpoints: _endpoints, ...more } = others;
  const { SnapshotHour, ConfigChangeStatus, ...rest } = more;
  return {
    ...rest,
    ...addressesOf(domain),
    DomainId: `${world.account}/${domain.DomainName}`,
    ARN: arnOf(world, domain),
    DomainProcessingStatus: rest.DomainProcessingStatus ?? undefined,
    SnapshotOptions: { AutomatedSnapshotStartHour: SnapshotHour },
    ...(ConfigChangeStatus !== null && { ChangeProgressDetails: { ConfigChangeStatus } }),
  };
};

const configured = (domain: Domain) => {
  const of = (Options: unknown) => ({ Options, Status: { State: domain.State ?? undefined } });
  return {
    EngineVersion: of(domain.EngineVersion),
    DomainEndpointOptions: of(domain.DomainEndpointOptions),
    NodeToNodeEncryptionOptions: of(domain.NodeToNodeEncryptionOptions),
    AdvancedSecurityOptions: of(domain.AdvancedSecurityOptions),
    SnapshotOptions: of({ AutomatedSnapshotStartHour: domain.SnapshotHour }),
  };
};

const engines = new Set(['OpenSearch', 'Elasticsearch']);

/** What the sandbox plays of it. */
export const opensearch: Operations = {
  // API_ListDomainNames.html: all at once, of one engine if it is named.
  ListDomainNames: (
    world,
    { EngineType: engine }: { readonly EngineType?: string },
    { region }: Pick<Context, 'region'>,
  ) => {
    if (engine !== undefined && !engines.has(engine))
      return invalid(
        `Value '${engine}' at 'engineType' failed to satisfy constraint`,
        `${api}API_ListDomainNames.html`,
      );
    const DomainNames = world.opensearch.Domains.filter(({ Region }) => Region === region)
      .map(({ DomainName, EngineVersion }) => ({ DomainName, EngineType: EngineVersion.split('_')[0] ?? '' }))
      .filter(({ EngineType }) => engine === undefined || EngineType === engine);
    return { world, output: { DomainNames } };
  },
  // API_DescribeDomain.html
  DescribeDomain: domains.reads((domain, _input, _context, world) => ({ DomainStatus: told(domain, world) })),
  // API_DescribeDomainConfig.html: what is ordered, and whether it is so yet.
  DescribeDomainConfig: domains.reads((domain) =>
    withDropped({ DomainConfig: configured(domain) }, domain.Dropped ?? []),
  ),
  // API_DescribeDomainHealth.html: not of every domain.
  DescribeDomainHealth: domains.reads(({ ClusterHealth }) =>
    ClusterHealth === null
      ? refuse(
          'DisabledOperationException',
          409,
          'The operation is not available for this domain',
          `${api}API_DescribeDomainHealth.html#API_DescribeDomainHealth_Errors`,
        )
      : { ClusterHealth, DomainState: 'Active' },
  ),
  // API_UpdateDomainConfig.html: of the endpoint options what it does not name is not there afterwards.
  UpdateDomainConfig: domains.changes((domain, input: Update, _context, world) => {
    if (isClosed(domain))
      return invalid(
        'A change/update is in progress. Please wait for it to complete before requesting another change.',
        `${guide}managedomains-configuration-changes.html`,
      );
    const { DomainEndpointOptions: endpoint, NodeToNodeEncryptionOptions: nodes } = input;
    const wanted = changed(domain, input);
    const refusal =
      (endpoint && endpointRefusal(endpoint, world.opensearch.EndedPolicies)) ??
      (nodes && nodeToNodeRefusal(nodes.Enabled, domain)) ??
      securityRefusal(wanted, domain);
    if (refusal) return refusal;
    const item = {
      ...wanted,
      Processing: true,
      DomainProcessingStatus: 'Modifying',
      ConfigChangeStatus: 'ApplyingChanges',
      State: 'Processing',
    };
    return {
      item,
      output: { DomainConfig: configured(item) },
      later: [
        {
          seconds: secondsOf(input),
          becomes: (one) => ({
            ...one,
            Processing: false,
            DomainProcessingStatus: 'Active',
            ConfigChangeStatus: 'Completed',
            State: 'Active',
          }),
        },
      ],
    };
  }),
  // API_ListTags.html: all at once.
  ListTags: domains.reads(({ Tags }) => ({ TagList: tagList(Tags) })),
};
