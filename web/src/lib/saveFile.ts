import { describe, sessionFetch } from '@/api/client'
import { problemOf } from '@/api/problem'

/** A file name that every system takes, from a title as people type it. */
export function fileName(title: string, extension: string): string {
  const safe = title
    .normalize('NFC')
    // eslint-disable-next-line no-control-regex -- these are exactly the ones that file systems refuse
    .replace(/[\\/:*?"<>|\u0000-\u001f]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^\.+|\.+$/g, '')
  return `${Array.from(safe || 'PIECE')
    .slice(0, 80)
    .join('')}.${extension}`
}

/** Fetches a file of ours, with the session renewed where needed. */
export async function fetchFile(url: string): Promise<Blob> {
  const response = await sessionFetch(new URL(url, location.href).href)
  if (!response.ok) throw problemOf(response, await response.json().catch(() => null), describe)
  return response.blob()
}

/** Fetches a file of ours and hands it to the browser to keep. */
export async function saveFile(url: string, name: string): Promise<void> {
  keepFile(await fetchFile(url), name)
}

/** Hands a file to the browser to keep. */
export function keepFile(file: Blob, name: string): void {
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
