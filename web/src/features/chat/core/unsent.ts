/** Messages of this page's person that the server doesn't have. */
import { useChat } from './browserChat'

export const unsent = (): number => useChat().value?.outbox.unsent ?? 0

/** They are not sent any more, because the person goes. */
export const forgetUnsent = async (): Promise<void> => useChat().value?.outbox.clear()
