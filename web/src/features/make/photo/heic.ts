/** Decodes HEIC with libheif. Only the photo worker imports this, and only when a browser can't decode HEIC itself. */
import openLibheif from 'libheif-js/libheif-wasm/libheif.js'
import wasmUrl from 'libheif-js/libheif-wasm/libheif.wasm?url'
import { MAX_PIXELS } from './preparePhoto'

export async function decodeHeic(blob: Blob): Promise<ImageData> {
  const [wasm, file] = await Promise.all([fetchWasm(), blob.arrayBuffer()])
  const libheif = openLibheif({ wasmBinary: wasm })
  await libheif.ready
  const images = new libheif.HeifDecoder().decode(new Uint8Array(file))
  const image = images.find((candidate) => candidate.is_primary()) ?? images[0]
  if (!image) throw new Error('no picture in the HEIC file')
  try {
    const width = image.get_width()
    const height = image.get_height()
    if (width * height > MAX_PIXELS) throw new Error('the HEIC picture is too large')
    const pixels = new ImageData(width, height)
    await new Promise<void>((resolve, reject) => {
      image.display(pixels, (shown) => (shown ? resolve() : reject(new Error('the HEIC picture is damaged'))))
    })
    return pixels
  } finally {
    for (const each of images) each.free()
  }
}

async function fetchWasm(): Promise<ArrayBuffer> {
  const response = await fetch(wasmUrl)
  if (!response.ok) throw new Error(`the HEIC decoder could not be loaded: ${response.status}`)
  return response.arrayBuffer()
}
