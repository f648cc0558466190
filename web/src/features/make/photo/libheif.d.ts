// The part of libheif-js that is used; the package's own types describe the C interface.
declare module 'libheif-js/libheif-wasm/libheif.js' {
  interface HeifImage {
    get_width(): number
    get_height(): number
    is_primary(): boolean
    display(target: ImageData, done: (shown: ImageData | null) => void): void
    free(): void
  }
  interface Libheif {
    ready: Promise<unknown>
    HeifDecoder: new () => { decode(file: Uint8Array): HeifImage[] }
  }
  export default function openLibheif(options: { wasmBinary: ArrayBuffer }): Libheif
}
