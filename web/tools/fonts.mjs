/**
 * Splits Pretendard into what the first screen needs and the rest.
 *
 * core.woff2 holds Latin, every character of the catalogues, the calendar's words and the commonest
 * syllables; rest.css lists the other characters in slices that load only where they are used.
 * Output goes to src/styles/fonts (not in git); nothing is done when the input has not changed.
 */
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import fontverter from 'fontverter'
import subsetFont from 'subset-font'
import { rename } from './sfnt-name.mjs'

const FAMILY = 'Piece Sans'
const COMMON_SLICES = 3
const WEIGHTS = { min: 400, max: 900 }
const FEATURES = ['kern', 'tnum', 'calt', 'ccmp', 'locl', 'mark', 'mkmk']
const PUNCTUATION = '·…–—“”‘’「」『』〈〉《》★☆♥₩€×→←°'

const web = fileURLToPath(new URL('..', import.meta.url))
const out = path.join(web, 'src/styles/fonts')
const pretendard = path.join(path.dirname(createRequire(import.meta.url).resolve('pretendard/package.json')))
const variable = path.join(pretendard, 'dist/web/variable')

function catalogueText() {
  const files = fs.globSync
    ? fs.globSync('src/**/i18n/**/*.json', { cwd: web })
    : fs
        .readdirSync(path.join(web, 'src'), { recursive: true })
        .filter((f) => /i18n[\\/].*\.json$/.test(f))
        .map((f) => path.join('src', f))
  return files
    .sort()
    .map((f) => fs.readFileSync(path.join(web, f), 'utf8'))
    .join('')
}

/** What Intl writes into dates, amounts and lists in Korean. */
const dateWords = () =>
  Array.from({ length: 12 }, (_, i) =>
    new Intl.DateTimeFormat('ko', { dateStyle: 'full', timeStyle: 'short' }).format(new Date(2026, i, i + 1, i * 2)),
  ).join('') + '오전오후일월화수목금토년원개분초시간어제오늘'

const ascii = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join('')

/** Pretendard's own slices, most seldom first, the commonest last. */
function slices() {
  const css = fs.readFileSync(path.join(variable, 'pretendardvariable-dynamic-subset.css'), 'utf8')
  return [...css.matchAll(/\[(\d+)\] \*\/[\s\S]*?unicode-range: ([^;]+);/g)].map(([, index, list]) => ({
    index,
    characters: list.split(',').flatMap((range) => {
      const [from, to = from] = range
        .trim()
        .slice(2)
        .split('-')
        .map((hex) => parseInt(hex, 16))
      return Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i))
    }),
  }))
}

function unicodeRange(characters) {
  const codes = [...new Set(characters.map((c) => c.codePointAt(0)))].sort((a, b) => a - b)
  const runs = []
  for (const code of codes) {
    const last = runs.at(-1)
    if (last && last[1] === code - 1) last[1] = code
    else runs.push([code, code])
  }
  const hex = (n) => n.toString(16)
  return runs.map(([a, b]) => (a === b ? `U+${hex(a)}` : `U+${hex(a)}-${hex(b)}`)).join(',')
}

async function write(font, name, characters) {
  const cut = await subsetFont(font, characters.join(''), {
    targetFormat: 'truetype',
    variationAxes: { wght: WEIGHTS },
    keepFeatures: FEATURES,
    noHinting: true,
  })
  const named = rename(cut, {
    0: 'Copyright (c) 2021 Kil Hyung-jin. A modified version of Pretendard, under the SIL Open Font License 1.1.',
    1: FAMILY,
    2: 'Regular',
    3: `${FAMILY} ${name}`,
    4: FAMILY,
    6: FAMILY.replace(' ', ''),
    13: 'This Font Software is licensed under the SIL Open Font License, Version 1.1.',
    14: 'https://openfontlicense.org',
  })
  const bytes = await fontverter.convert(named, 'woff2', 'truetype')
  fs.writeFileSync(path.join(out, `${name}.woff2`), bytes)
  return bytes.length
}

const face = (name, characters) =>
  `@font-face{font-family:'${FAMILY}';font-weight:${WEIGHTS.min} ${WEIGHTS.max};font-display:swap;` +
  `src:url(./${name}.woff2) format('woff2');unicode-range:${unicodeRange(characters)}}\n`

/** The system's face in Pretendard's measure, so that the swap moves nothing. */
const fallback =
  "@font-face{font-family:'Piece Sans Fallback';src:local('Apple SD Gothic Neo'),local('AppleSDGothicNeo-Regular')," +
  "local('Noto Sans KR'),local('Noto Sans CJK KR'),local('Malgun Gothic');" +
  'size-adjust:94%;ascent-override:101.3%;descent-override:25.7%;line-gap-override:0%}\n'

async function build() {
  const all = slices()
  const common = all.slice(-COMMON_SLICES).flatMap((s) => s.characters)
  const printable = (c) => c >= ' '
  const core = [...new Set([...(ascii + PUNCTUATION + catalogueText() + dateWords()), ...common])]
    .filter(printable)
    .sort()

  const source = fs.readFileSync(path.join(variable, 'woff2/PretendardVariable.woff2'))
  const stamp = createHash('sha256')
    .update(source)
    .update(core.join(''))
    .update(fs.readFileSync(fileURLToPath(import.meta.url)))
    .digest('hex')
  const stampFile = path.join(out, '.stamp')
  if (fs.existsSync(stampFile) && fs.readFileSync(stampFile, 'utf8') === stamp) return

  fs.rmSync(out, { recursive: true, force: true })
  fs.mkdirSync(out, { recursive: true })
  const font = await fontverter.convert(source, 'truetype', 'woff2')
  const size = await write(font, 'core', core)
  fs.writeFileSync(path.join(out, 'core.css'), face('core', core) + fallback)

  const inCore = new Set(core)
  let rest = ''
  let total = 0
  for (const { index, characters } of all) {
    const left = characters.filter((c) => !inCore.has(c))
    if (!left.length) continue
    total += await write(font, `s${index}`, left)
    rest += face(`s${index}`, left)
  }
  fs.writeFileSync(path.join(out, 'rest.css'), rest)
  fs.writeFileSync(stampFile, stamp)
  console.log(
    `fonts: core ${(size / 1024).toFixed(0)} KB for ${core.length} characters, the rest ${(total / 1024).toFixed(0)} KB`,
  )
}

await build()
