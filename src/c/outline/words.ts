/**
 * The words that tell declarations, statements and annotations apart without types. Keywords are C11's and GNU C's; the
 * annotations are macros of the kernel's headers that stand in a declaration and name nothing (include/linux/compiler*.h,
 * init.h, cache.h, kern_levels of 6.1 and 6.12). What is not listed is judged by shape.
 */

const set = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

export const CONTROL_WORDS = set('if for while do switch else return goto break continue case default');

export const TYPE_WORDS = set(`
  void char short int long float double signed unsigned _Bool bool __int128 struct union enum
  typeof __typeof__ __typeof typeof_unqual __auto_type u8 u16 u32 u64 s8 s16 s32 s64 size_t`);

export const SPECIFIER_WORDS = set(`
  static extern inline __inline __inline__ register typedef auto const volatile restrict __const __volatile__
  __restrict _Noreturn _Thread_local __thread _Atomic __extension__ __always_inline asmlinkage noinline notrace`);

/** Take an argument list and are no declarator, although an identifier and parentheses look like one. */
const CALLED_ANNOTATIONS = set(`
  __attribute__ __attribute _Alignas __aligned __printf __scanf __section __acquires __releases __must_hold
  __cond_acquires __cond_releases __cond_lock __alloc_size __assume_aligned __counted_by __counted_by_le
  __counted_by_be __guarded_by __no_sanitize __alias __copy __diagnose_as __nonstring __malloc typeof __typeof__
  __typeof typeof_unqual asm __asm__ __asm __alignof__ _Alignof sizeof __errorattr __warningattr __error __warning
  __bpf_md_ptr __must_be_array __rcu_dereference __context_unsafe __acquires_shared __releases_shared
  struct_group declspec __ADDRESSABLE ANNOTATE_NOENDBR`);

/** Annotations without arguments that do not begin with two underscores. */
const PLAIN_ANNOTATIONS = set(`
  asmlinkage noinline notrace noinstr noinline_for_stack noinline_for_kasan noreturn
  fastcall regparm weak nokprobe_inline`);

/** Often follow the declared name, which may begin with underscores itself: never the name. */
const KNOWN_ANNOTATIONS = set(`
  __init __exit __initdata __exitdata __initconst __initdata_or_module __init_or_module __read_mostly __ro_after_init
  __refdata __ref __refconst __net_init __net_exit __net_initdata __net_initconst __meminit __meminitdata __cpuinit
  __cacheline_aligned __cacheline_aligned_in_smp ____cacheline_aligned ____cacheline_aligned_in_smp
  ____cacheline_internodealigned_in_smp __percpu __user __rcu __iomem __force __private __used __maybe_unused __unused
  __always_unused __visible __weak __sched __always_inline __must_check __packed __deprecated __cold __hot __pure
  __attribute_const__ __malloc __kprobes __lockfunc __noreturn __latent_entropy __bpf_kfunc __nocast __bitwise
  __randomize_layout __no_randomize_layout __designated_init __page_aligned_data __page_aligned_bss __naked
  __nonstring __noclone __noendbr __cpuidle __irq_entry __softirq_entry __exception_irq_entry __pi_initdata
  __aligned_largest __gnu_inline __flatten __noinitretpoline __nosavedata __setup_data __kernel __local __data_racy`);

const NAMED_TYPES_WITH_UNDERSCORES = set(`
  __u8 __u16 __u32 __u64 __s8 __s16 __s32 __s64 __le16 __le32 __le64 __be16 __be32 __be64 __wsum __sum16 __poll_t
  __kernel_size_t __kernel_ssize_t __kernel_pid_t __kernel_time_t __builtin_va_list __int128 __auto_type __virtio16
  __virtio32 __virtio64 __fs16 __fs32 __fs64 __addrpair __portpair`);

/** An identifier with an argument list that annotates: `__printf(1, 2)`, `__aligned(8)`. */
export function isCalledAnnotation(name: string): boolean {
  return CALLED_ANNOTATIONS.has(name);
}

/** An identifier that, standing alone in a declaration, is more likely an annotation than the declared name. */
export function looksLikeAnnotation(name: string): boolean {
  if (PLAIN_ANNOTATIONS.has(name) || SPECIFIER_WORDS.has(name)) return true;
  return name.startsWith('__') && !NAMED_TYPES_WITH_UNDERSCORES.has(name);
}

/** An annotation of the kernel's that is listed, so never a declared name. */
export function isKnownAnnotation(name: string): boolean {
  return KNOWN_ANNOTATIONS.has(name) || PLAIN_ANNOTATIONS.has(name);
}

/** The words that a tag follows (C11 6.7.2.3). */
export const TAG_WORDS: ReadonlySet<string> = new Set(['struct', 'union', 'enum']);

/** A word that cannot be a declared name. */
export function isReservedWord(name: string): boolean {
  return CONTROL_WORDS.has(name) || TYPE_WORDS.has(name) || SPECIFIER_WORDS.has(name);
}

/** Spelled as macros that stand at file scope are: `EXPORT_SYMBOL`, `DEFINE_PER_CPU`. */
export function isUpperCase(name: string): boolean {
  return /^_*[A-Z][A-Z0-9_]*$/.test(name);
}

const FILE_SCOPE_CALL = new RegExp(
  '^(module_\\w+|\\w+_(initcall|initcall_sync|exitcall|initcall_start)|__?initcall\\w*|__exitcall|__setup(_param)?|' +
    'early_param(_on_off)?|setup_param|(core|kernel|device|hw)_param\\w*|builtin_\\w+|\\w+_module_driver|console_initcall|' +
    'static_assert|_Static_assert|asm|__asm__|alternative_\\w+|sysfs_\\w+_attr|pure_initcall|subsys_initcall|' +
    'irqchip_init\\w*|fs_param_\\w+|trace_event_\\w+|cond_syscall|drm_module_\\w+)$',
);

/** A lower-case macro that the kernel calls at file scope: `module_init`, `fs_initcall`, `early_param`. */
export function isFileScopeCall(name: string): boolean {
  return FILE_SCOPE_CALL.test(name);
}

/** `for_each_possible_cpu`, `list_for_each_entry`, `hlist_for_each_entry_rcu`: a macro that is the head of a loop. */
export function isIterationMacro(name: string): boolean {
  return /for_?each|_for_(each|entry)|^for_\w+|^scoped_(guard|cond_guard|class)$/i.test(name);
}

const FILE_SCOPE_PREFIX =
  /^(EXPORT_|MODULE_|DEFINE_|DECLARE_|SYSCALL_|COMPAT_|TRACE_|BTF_|NOKPROBE_|ALLOW_ERROR_|DEVICE_|LIST_HEAD$)/;

/** A macro that is called at file scope and hardly ever in a function, whatever is around it. */
export function standsAtFileScope(name: string): boolean {
  return FILE_SCOPE_PREFIX.test(name) || isFileScopeCall(name);
}
