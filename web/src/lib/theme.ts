import { computed, ref } from 'vue'
import { recall, remember } from './storage'

export const themes = ['auto', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const STORED = 'piece.theme'
const PAPER = { light: '#fffaf6', dark: '#161010' }

const media = typeof matchMedia === 'function' ? matchMedia('(prefers-color-scheme: dark)') : null
const isTheme = (value: string | null): value is Theme => themes.includes(value as Theme)
const stored = typeof localStorage === 'undefined' ? null : recall(STORED)

const choice = ref<Theme>(isTheme(stored) ? stored : 'auto')
const systemIsDark = ref(media?.matches ?? false)
const isDark = computed(() => (choice.value === 'auto' ? systemIsDark.value : choice.value === 'dark'))

function paint(): void {
  const name = isDark.value ? 'dark' : 'light'
  document.documentElement.dataset.theme = name
  document.querySelector('meta[name=theme-color]')?.setAttribute('content', PAPER[name])
}

media?.addEventListener('change', (event) => {
  systemIsDark.value = event.matches
  paint()
})

// the system may have changed its mind since the page's own script looked
if (media) paint()

/** The look of the page: `auto` follows the system, also while the page is open. */
export function useTheme() {
  function set(theme: Theme): void {
    choice.value = theme
    remember(STORED, theme)
    paint()
  }
  return { theme: choice, isDark, set, toggle: () => set(isDark.value ? 'light' : 'dark') }
}
