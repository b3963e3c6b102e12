/** Connections of tables and contracts. */
export const arn = 'arn:aws:glue:eu-west-1:111122223333:connection/orders';
export const host = 'orders.c0.eu-west-1.rds.amazonaws.com';
export const secret = { SECRET_ID: 'shop/orders' };
export const url = { JDBC_CONNECTION_URL: `jdbc:postgresql://${host}:5432/orders` };

/** An account with the connection `orders`. */
export const shop = (
  properties: Readonly<Record<string, string>> = {},
  over: object = {},
  besides: object = {},
) => ({
  glue: {
    Connections: [{ Name: 'orders', ConnectionProperties: { ...secret, ...url, ...properties }, ...over }],
    ...besides,
  },
});
