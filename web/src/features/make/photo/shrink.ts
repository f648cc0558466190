/** Decoding and scaling with the browser's own codecs. Works in a worker and, where canvases can't leave the page, in the page. */
import type { Size } from '../../crop/cropMath'
import type { LocalPhoto } from '../model'

const JPEG_QUALITY = 0.92

type Canvas = OffscreenCanvas | HTMLCanvasElement
type Context = OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D

/** The upright size; the decoder applies the turn that the camera noted. */
export async function measure(blob: Blob): Promise<Size> {
  const bitmap = await createImageBitmap(blob, { imageOrientation: 'from-image' })
  const size = { width: bitmap.width, height: bitmap.height }
  bitmap.close()
  return size
}

/** Draws the upright picture into a JPEG whose longer side is at most `side`. */
export async function shrink(source: Blob | ImageData, side: number): Promise<LocalPhoto> {
  const whole = await createImageBitmap(source, { imageOrientation: 'from-image' })
  const factor = Math.min(1, side / Math.max(whole.width, whole.height))
  const width = Math.max(1, Math.round(whole.width * factor))
  const height = Math.max(1, Math.round(whole.height * factor))
  const { canvas, context } = newCanvas(width, height)
  try {
    context.fillStyle = '#fff' // JPEG has no transparency
    context.fillRect(0, 0, width, height)
    context.imageSmoothingQuality = 'high'
    context.drawImage(whole, 0, 0, width, height)
  } finally {
    whole.close()
  }
  return { blob: await toJpeg(canvas), width, height }
}

function newCanvas(width: number, height: number): { canvas: Canvas; context: Context } {
  if (typeof OffscreenCanvas !== 'undefined') {
    const canvas = new OffscreenCanvas(width, height)
    const context = canvas.getContext('2d')
    if (context) return { canvas, context }
  }
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d')
  if (!context) throw new Error('this browser gives no canvas')
  return { canvas, context }
}

async function toJpeg(canvas: Canvas): Promise<Blob> {
  if ('convertToBlob' in canvas) return canvas.convertToBlob({ type: 'image/jpeg', quality: JPEG_QUALITY })
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('the canvas gave no picture'))),
      'image/jpeg',
      JPEG_QUALITY,
    )
  })
}
