/** An account with the domain `orders`, as tables and contracts begin. */
export const shop = (over: object = {}) => ({ opensearch: { Domains: [{ DomainName: 'orders', ...over }] } });

export const arn = 'arn:aws:es:eu-west-1:111122223333:domain/orders';
export const oldTls = 'Policy-Min-TLS-1-0-2019-07';
export const tls12 = 'Policy-Min-TLS-1-2-2019-07';
export const pfs = 'Policy-Min-TLS-1-2-PFS-2023-10';
export const fips = 'Policy-Min-TLS-1-2-RFC9151-FIPS-2024-08';
