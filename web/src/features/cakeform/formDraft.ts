/** What was typed of a cake and is not saved yet rests on this device. */
import { forget, recall, remember } from '@/lib/storage'
import { newForm, type CakeForm } from './model'

export interface KeptForm {
  form: CakeForm
  /** The version of the cake that the form was begun on; 0 for a new one. */
  version: number
  /** What was sent under which key: the same once more must not make a second cake. */
  sent?: { key: string; body: string }
}

/** One place for a new cake, one for each that is edited; nothing of one person is found by another one. */
export const placeOf = (account: string, cakeId = ''): string => `piece.cake.${account}.${cakeId || 'new'}`

export const keepForm = (place: string, kept: KeptForm): void => remember(place, JSON.stringify(kept))
export const forgetForm = forget

/** What was kept, mended where it is damaged or from an older version of this page; null when there is nothing. */
export function recallForm(place: string): KeptForm | null {
  try {
    const { form, version, sent } = JSON.parse(recall(place) ?? 'null') as Partial<KeptForm>
    if (!form) return null
    const whole = newForm() as unknown as Record<string, unknown>
    for (const [field, value] of Object.entries(form)) {
      const known = whole[field]
      const isAlike = field === 'photo' ? isPhoto(value) : typeof value === typeof known
      if (isAlike && Array.isArray(value) === Array.isArray(known)) whole[field] = value
    }
    return { form: whole as unknown as CakeForm, version: Number(version) || 0, sent }
  } catch {
    return null
  }
}

const isPhoto = (value: unknown): boolean => typeof (value as CakeForm['photo'])?.id === 'string'
