import { shallowRef } from 'vue'

export interface Question {
  title: string
  body?: string
  /** The words on the button that does it. */
  yes: string
  /** Something is lost by it. */
  danger?: boolean
}

interface Asked extends Question {
  answer: (yes: boolean) => void
}

const asked = shallowRef<Asked | null>(null)

/** Asks before something that can't be undone; resolves with the answer. */
export function confirm(question: Question): Promise<boolean> {
  asked.value?.answer(false)
  return new Promise((resolve) => {
    asked.value = {
      ...question,
      answer: (yes) => {
        asked.value = null
        resolve(yes)
      },
    }
  })
}

export const useAsked = () => asked
