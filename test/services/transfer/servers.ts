export const id = 's-01234567890abcdef';
export const arn = `arn:aws:transfer:eu-west-1:111122223333:server/${id}`;
/** Where it writes its logs. */
const logged = {
  StructuredLogDestinations: ['arn:aws:logs:eu-west-1:111122223333:log-group:/aws/transfer/shop:*'],
};

/** An account with one server, as tables and contracts begin. */
export const shop = (over: object = {}) => ({
  transfer: { Servers: [{ ServerId: id, ...logged, ...over }] },
});
