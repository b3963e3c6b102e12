interface Parameter {
  readonly ParameterName: string;
  readonly ParameterValue: string;
  readonly DataType: 'boolean' | 'string' | 'integer';
}

const bool = (ParameterName: string, ParameterValue = 'false'): Parameter => ({
  ParameterName,
  ParameterValue,
  DataType: 'boolean',
});
const other = (
  ParameterName: string,
  ParameterValue: string,
  DataType: Parameter['DataType'] = 'integer',
): Parameter => ({ ParameterName, ParameterValue, DataType });

/** https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-parameter-groups.html */
const all: readonly Parameter[] = [
  bool('auto_analyze', 'true'),
  bool('auto_mv', 'true'),
  other('datestyle', 'ISO, MDY', 'string'),
  bool('enable_case_sensitive_identifier'),
  bool('enable_user_activity_logging'),
  other('extra_float_digits', '0'),
  other('max_concurrency_scaling_clusters', '1'),
  other('max_cursor_result_set_size', 'default', 'string'),
  other('query_group', 'default', 'string'),
  bool('require_ssl'),
  other('search_path', '$user, public', 'string'),
  other('statement_timeout', '0'),
  bool('use_fips_ssl'),
  other('wlm_json_configuration', '[{"auto_wlm":true}]', 'string'),
];

/** The parameters of a family when nobody says; `undefined`: there is no such family. */
export const parametersOf = (family: string): readonly Parameter[] | undefined => {
  if (family === 'redshift-1.0') return all;
  if (family !== 'redshift-2.0') return undefined;
  return all.map((one) => (one.ParameterName === 'require_ssl' ? { ...one, ParameterValue: 'true' } : one));
};

export const isAllowed = ({ DataType }: Parameter, value: string): boolean => {
  if (DataType === 'boolean') return value === 'true' || value === 'false';
  return DataType === 'string' || /^-?\d+$/.test(value);
};
