/** The part of WebAssembly that the score kernel uses; Node has it, its type package names only the module. */
declare namespace WebAssembly {
  var Memory: new (size: { initial: number; maximum: number }) => { buffer: ArrayBuffer }
  var Module: new (binary: Uint8Array<ArrayBuffer>) => Module
  var Instance: new (module: Module, imports: Record<string, object>) => { exports: Record<string, unknown> }
}
