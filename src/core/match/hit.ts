// A place where something was found, and in which field.

import type { Field } from '../model.ts'
import type { Hit } from '../query/find.ts'

export type FieldHit = Hit & { readonly field: Field }
