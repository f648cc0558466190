/** Language and look belong to the person: what is chosen on one device holds on the others too. */
import { api, call, toProblem } from '@/api/client'
import { meQuery } from '@/api/me'
import type { Me } from '@/api/types'
import { queryClient } from '@/app/queryClient'
import { currentLanguage, setLanguage } from '@/i18n'
import { recall, remember } from '@/lib/storage'
import { useTheme } from '@/lib/theme'
import { toast } from '@/lib/toast'

export type Choice = Partial<Pick<Me, 'language' | 'theme' | 'timeZone'>>
type Seen = Pick<Me, 'id' | 'language' | 'theme'>

/** What the account said last on this device. */
const SEEN = 'piece.choices'

function seenBefore(): Partial<Seen> {
  try {
    return (JSON.parse(recall(SEEN) ?? '{}') as Partial<Seen> | null) ?? {}
  } catch {
    return {}
  }
}

/**
 * Does what was chosen elsewhere since the account was last looked at. What this device alone has chosen stays: it may
 * be on its way to the account, or be older than accounts that know of it.
 */
export function follow(me: Me): void {
  const seen = seenBefore()
  const { theme, set } = useTheme()
  const isKnown = seen.id === me.id
  if (isKnown ? seen.theme !== me.theme : me.theme !== 'auto') if (theme.value !== me.theme) set(me.theme)
  if (isKnown && seen.language !== me.language && currentLanguage() !== me.language) void setLanguage(me.language)
  remember(SEEN, JSON.stringify({ id: me.id, language: me.language, theme: me.theme } satisfies Seen))
}

/** Keeps a choice in the account; a failure says so, and the choice holds on this device. */
export async function keepChoice(choice: Choice): Promise<boolean> {
  try {
    const me = await call(api.PATCH('/api/v1/me', { body: choice }))
    queryClient.setQueryData(meQuery.queryKey, me)
    return true
  } catch (error) {
    toast(toProblem(error).message, { tone: 'error' })
    return false
  }
}
