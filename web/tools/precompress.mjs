/** Puts brotli and gzip copies beside the text files of the build, for the server to send as they are. */
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const WORTH_IT = 1024
const TEXT = /\.(js|css|svg|json|webmanifest|txt|wasm)$/
/** The server writes into this one, so it compresses it itself. */
const CHANGED_BY_SERVER = 'index.html'

const out = fileURLToPath(new URL('../dist/app', import.meta.url))
const brotli = promisify(brotliCompress)
const gz = promisify(gzip)

async function squeeze(file) {
  const bytes = fs.readFileSync(file)
  if (bytes.length < WORTH_IT) return
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length }
  const [br, zipped] = await Promise.all([brotli(bytes, { params }), gz(bytes, { level: 9 })])
  fs.writeFileSync(`${file}.br`, br)
  fs.writeFileSync(`${file}.gz`, zipped)
}

const files = fs
  .readdirSync(out, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && TEXT.test(entry.name) && entry.name !== CHANGED_BY_SERVER)
  .map((entry) => path.join(entry.parentPath, entry.name))

await Promise.all(files.map(squeeze))
console.log(`precompressed ${files.length} files`)
