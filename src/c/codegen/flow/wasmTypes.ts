/** The value types in the order in which locals are declared. */
import type { WasmType } from '../../wasm/opcodes';

export const WASM_TYPES: readonly WasmType[] = ['i32', 'i64', 'f32', 'f64'];
