import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const src = fileURLToPath(new URL('..', import.meta.url))
type Tree = { [key: string]: string | Tree }

function leaves(tree: Tree, prefix = ''): Record<string, string> {
  return Object.entries(tree).reduce<Record<string, string>>((all, [key, value]) => {
    const at = prefix ? `${prefix}.${key}` : key
    return { ...all, ...(typeof value === 'string' ? { [at]: value } : leaves(value, at)) }
  }, {})
}

const files = fs.readdirSync(src, { recursive: true, encoding: 'utf8' }).map((f) => f.replaceAll('\\', '/'))
const read = (file: string) => fs.readFileSync(path.join(src, file), 'utf8')

function catalogue(language: string): Record<string, string> {
  const texts = leaves(JSON.parse(read(`i18n/${language}.json`)) as Tree)
  for (const file of files) {
    const feature = new RegExp(`^features/([^/]+)/i18n/${language}\\.json$`).exec(file)?.[1]
    if (feature) Object.assign(texts, leaves({ [feature]: JSON.parse(read(file)) as Tree }))
  }
  return texts
}

const [ko, en] = [catalogue('ko'), catalogue('en')]
const sources = files
  .filter((f) => /\.(vue|ts)$/.test(f) && !/\.(test|d)\.ts$/.test(f))
  .map(read)
  .join('\n')

const places = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort().join()

/** Written out somewhere, or fitting a key that is put together: `kind.${kind}`. */
function isUsed(key: string): boolean {
  if (["'", '"', '`'].some((quote) => sources.includes(quote + key + quote))) return true
  return patterns.some((pattern) => pattern.test(key))
}
const patterns = [...sources.matchAll(/`([\w.]+\.[\w.]*\$\{[^}]+\}[\w.${}]*)`/g)].map(
  ([, template = '']) =>
    new RegExp(
      `^${template
        .replace(/\$\{[^}]+\}/g, '§')
        .replace(/[.]/g, '\\.')
        .replace(/§/g, '[^.]+')}$`,
    ),
)

describe('the catalogues', () => {
  it('have the same keys in both languages', () => expect(Object.keys(en).sort()).toEqual(Object.keys(ko).sort()))

  it('have the same places to fill in', () => {
    for (const [key, text] of Object.entries(ko))
      expect(`${key} ${places(en[key] ?? '')}`).toBe(`${key} ${places(text)}`)
  })

  it('have no empty text', () => {
    for (const texts of [ko, en]) expect(Object.entries(texts).filter(([, text]) => !text.trim())).toEqual([])
  })

  it('have no text that nothing shows', () => {
    expect(
      Object.keys(ko)
        .filter((key) => !isUsed(key))
        .join(' '),
    ).toBe('')
  })

  it('have every text that is asked for', () => {
    const asked = [...sources.matchAll(/\b(?:t|text)\(\s*'([\w.]+)'/g)].map(([, key = '']) => key)
    expect(asked.filter((key) => !(key in ko))).toEqual([])
  })
})
