export const name = 'api.example.com';
export const domainArn = `arn:aws:apigateway:eu-west-1::/domainnames/${name}`;
export const id = 'a1b2c3d4e5';
export const apiArn = `arn:aws:apigateway:eu-west-1::/restapis/${id}`;

/** An account with one custom domain name. */
export const named = (over: object = {}, others: object = {}) => ({
  apigateway: { DomainNames: [{ domainName: name, securityPolicy: 'TLS_1_0', ...over }] },
  ...others,
});
/** An account with one REST API. */
export const shop = (over: object = {}) => ({ apigateway: { RestApis: [{ id, ...over }] } });

/** What SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09 offers, as the page of the policies says. */
export const modern = {
  protocols: ['TLSv1.2', 'TLSv1.3'],
  ciphers: [
    'ECDHE-ECDSA-AES128-GCM-SHA256',
    'ECDHE-ECDSA-AES256-GCM-SHA384',
    'ECDHE-RSA-AES128-GCM-SHA256',
    'ECDHE-RSA-AES256-GCM-SHA384',
    'TLS_AES_128_GCM_SHA256',
    'TLS_AES_256_GCM_SHA384',
    'TLS_CHACHA20_POLY1305_SHA256',
  ],
};

/** What the two units are asked about who would break with: what is held, and what is planned. */
export const knownPolicies = [
  { name: 'TLS_1_0', kinds: [], protocols: ['TLSv1', 'TLSv1.1', 'TLSv1.2'], ciphers: [] },
  { name: 'SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09', kinds: [], ...modern },
];
