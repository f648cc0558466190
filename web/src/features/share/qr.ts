/** QR codes: dark modules on white with the quiet zone that scanners need, whatever the page's colours are. */
import { encode } from 'uqr'

/** Light modules around the code; the standard asks for four. */
const QUIET_ZONE = 4
/** Pixels of a module in the saved picture: sharp in print, and every scanner's. */
const MODULE_PIXELS = 12

export interface QrDrawing {
  /** Modules on a side, quiet zone included. */
  size: number
  /** The dark modules as an SVG path, one unit a module. */
  path: string
}

export function drawQr(text: string): QrDrawing {
  const { size, data } = encode(text, { ecc: 'M', border: QUIET_ZONE })
  const rows = data.map((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')).join(''))
  return { size, path: rows.join('') }
}

/** The code as a picture to keep. */
export function paintQr(text: string): Promise<Blob> {
  const { size, path } = drawQr(text)
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = size * MODULE_PIXELS
  const context = canvas.getContext('2d')
  if (!context) return Promise.reject(new Error('this browser draws no pictures'))
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.scale(MODULE_PIXELS, MODULE_PIXELS)
  context.fillStyle = '#000'
  context.fill(new Path2D(path))
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture is empty'))), 'image/png'),
  )
}
