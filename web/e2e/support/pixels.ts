import type { Page } from '@playwright/test'

/** Red, green, blue and how opaque, 0 to 255. */
export type Color = [number, number, number, number]

/** The colours of a picture at places given in parts of its width and height, as this browser shows it. */
export async function colorsOf(page: Page, picture: Buffer, places: [number, number][]): Promise<Color[]> {
  return page.evaluate(
    async ([base64, wanted]) => {
      const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))
      const bitmap = await createImageBitmap(new Blob([bytes]))
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d', { willReadFrequently: true })!
      context.drawImage(bitmap, 0, 0)
      return wanted.map(([x, y]) => {
        const at = context.getImageData(Math.floor(x * bitmap.width), Math.floor(y * bitmap.height), 1, 1)
        return [...at.data] as [number, number, number, number]
      })
    },
    [picture.toString('base64'), places] as const,
  )
}

export interface Difference {
  /** Of all pixels, 0 to 255. */
  mean: number
  /** Of the square of 10 pixels that differs most, 0 to 255; a word that is another shows here. */
  worst: number
}

/** How much two pictures differ, both drawn 280 pixels wide. */
export async function differenceOf(page: Page, one: Buffer, other: Buffer): Promise<Difference> {
  return page.evaluate(
    async (pictures) => {
      const [width, height, side] = [280, 400, 10]
      const [a, b] = await Promise.all(
        pictures.map(async (base64) => {
          const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))
          const bitmap = await createImageBitmap(new Blob([bytes]), {
            resizeWidth: width,
            resizeHeight: height,
            resizeQuality: 'high',
          })
          const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!
          context.drawImage(bitmap, 0, 0)
          return context.getImageData(0, 0, width, height).data
        }),
      )
      const squares = new Float64Array((width / side) * (height / side))
      for (let i = 0; i < a!.length; i++) {
        const pixel = Math.floor(i / 4)
        const [x, y] = [pixel % width, Math.floor(pixel / width)]
        squares[Math.floor(y / side) * (width / side) + Math.floor(x / side)]! += Math.abs(a![i]! - b![i]!)
      }
      const means = [...squares].map((sum) => sum / (side * side * 4))
      return { mean: means.reduce((sum, mean) => sum + mean, 0) / means.length, worst: Math.max(...means) }
    },
    [one.toString('base64'), other.toString('base64')],
  )
}

/** The bytes that an image of the page shows. */
export async function bytesOf(page: Page, address: string): Promise<Buffer> {
  const base64 = await page.evaluate(async (url) => {
    const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer())
    let binary = ''
    for (let i = 0; i < bytes.length; i += 0x8000) binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000))
    return btoa(binary)
  }, address)
  return Buffer.from(base64, 'base64')
}
