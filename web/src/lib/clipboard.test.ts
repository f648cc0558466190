// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest'
import { copyText } from './clipboard'

const withClipboard = (clipboard: unknown) =>
  Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true })
/** The old command; says what it would have copied. */
function withCommand(works: boolean) {
  const copied: string[] = []
  document.execCommand = vi.fn(() => {
    const field = document.activeElement
    if (works && field instanceof HTMLTextAreaElement)
      copied.push(field.value.slice(field.selectionStart, field.selectionEnd))
    return works
  })
  return copied
}
afterEach(() => (document.body.innerHTML = ''))

it('copies with the clipboard of the browser', async () => {
  const writeText = vi.fn(async () => {})
  withClipboard({ writeText })
  expect(await copyText('주소')).toBe(true)
  expect(writeText).toHaveBeenCalledWith('주소')
})

it.each([
  ['missing', undefined],
  ['refused', { writeText: () => Promise.reject(new DOMException('', 'NotAllowedError')) }],
])(
  'copies the old way where the clipboard is %s, within the open dialog, and gives the focus back',
  async (_, clipboard) => {
    withClipboard(clipboard)
    const copied = withCommand(true)
    document.body.innerHTML = '<div role="dialog"><button>copy</button></div>'
    document.querySelector('button')!.focus()
    expect(await copyText('https://piece.example/p/1')).toBe(true)
    expect(copied).toEqual(['https://piece.example/p/1'])
    expect(document.activeElement).toBe(document.querySelector('button'))
    expect(document.querySelector('textarea')).toBeNull()
  },
)

it('never says that it copied when nothing did', async () => {
  withClipboard(undefined)
  withCommand(false)
  expect(await copyText('주소')).toBe(false)
  document.execCommand = () => {
    throw new Error('no such command')
  }
  expect(await copyText('주소')).toBe(false)
})
