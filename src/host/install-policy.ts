/**
 * Whether packages may be installed and dev containers built. `never`: no. `ask`: once a person said yes.
 * `always`: as soon as something asks for it.
 */
export type InstallPolicy = 'never' | 'ask' | 'always';

export const installPolicies: readonly InstallPolicy[] = ['never', 'ask', 'always'];
