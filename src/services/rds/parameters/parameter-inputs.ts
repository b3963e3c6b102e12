import { applyMethod } from '../facts/apply-method.ts';

interface Named {
  readonly name: string;
  readonly isStatic: boolean;
}

/** What a call that sets parameters carries, and one that resets them; those of instances and clusters are alike. */
export const settingsOf = (parameters: readonly (Named & { readonly value: string })[]) =>
  parameters.map(({ name, value, isStatic }) => ({
    ParameterName: name,
    ParameterValue: value,
    ApplyMethod: applyMethod(isStatic),
  }));
export const resetsOf = (parameters: readonly Named[]) =>
  parameters.map(({ name, isStatic }) => ({ ParameterName: name, ApplyMethod: applyMethod(isStatic) }));

export const tagList = (tags: Readonly<Record<string, string>>) =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
