/** The ways a picture comes onto the page besides the dialog: dropped anywhere on it, or pasted. */
import { onBeforeUnmount, onMounted, type Ref } from 'vue'
import { fileOf, filesOf } from './usePhotoIntake'

/** `over` tells whether something is being dragged over the page. A file dropped elsewhere would replace the page, so it is held off. */
export function useDropAndPaste(
  take: (file: File, all: File[]) => void,
  over: Ref<boolean>,
  isWanted: () => boolean,
): void {
  let depth = 0

  const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
  function enter(event: DragEvent): void {
    if (!hasFiles(event) || !isWanted()) return
    depth++
    over.value = true
  }
  function leave(): void {
    depth = Math.max(0, depth - 1)
    if (depth === 0) over.value = false
  }
  function allow(event: DragEvent): void {
    if (hasFiles(event)) event.preventDefault()
  }
  function drop(event: DragEvent): void {
    if (!hasFiles(event)) return
    event.preventDefault()
    depth = 0
    over.value = false
    const file = fileOf(event.dataTransfer)
    if (file && isWanted()) take(file, filesOf(event.dataTransfer))
  }
  function paste(event: ClipboardEvent): void {
    const file = fileOf(event.clipboardData)
    const isText = event.clipboardData?.types.includes('text/plain') // that brought its picture along
    if (!file || isText || !isWanted()) return
    event.preventDefault()
    take(file, filesOf(event.clipboardData))
  }

  const listeners = { dragenter: enter, dragleave: leave, dragover: allow, drop, paste }
  onMounted(() => {
    for (const [name, listener] of Object.entries(listeners)) window.addEventListener(name, listener as EventListener)
  })
  onBeforeUnmount(() => {
    for (const [name, listener] of Object.entries(listeners))
      window.removeEventListener(name, listener as EventListener)
  })
}
