// The local desk's rules: what an analyst of such a wire might ask for.

export type Carrier = 'discord' | 'webhook'

export type LocalRule = { readonly name: string; readonly query: string; readonly to: Carrier }

/** One story in twelve fires two of them, so that an alert with two reasons is seen; NOT keeps the football team out. */
export const RULES: readonly LocalRule[] = [
  { name: 'Test launches', query: '"test fire" OR missile* NEAR/5 launch*', to: 'discord' },
  { name: 'Coastal missiles', query: 'coast* missile*', to: 'discord' },
  { name: 'Navy', query: '(destroyer OR submarine) launch*', to: 'discord' },
  { name: 'Space, no sports', query: '(rocket OR satellite) -football', to: 'discord' },
  { name: 'Border traffic', query: 'border NEAR/12 (freight OR trade)', to: 'webhook' },
  { name: 'Dams and floods', query: 'dam OR floodgate*', to: 'webhook' },
]
