/** A module in its binary format, which an engine takes in once, whoever instantiates it and how often. */
export class WasmBinary {
  private taken: WebAssembly.Module | undefined;

  constructor(readonly bytes: Uint8Array) {}

  get module(): WebAssembly.Module {
    this.taken ??= new WebAssembly.Module(this.bytes as BufferSource);
    return this.taken;
  }
}
