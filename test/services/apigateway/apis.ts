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
