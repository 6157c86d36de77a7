/**
 * Snippets from all over two kernel trees, in every shape that a note may have, each cut from one tree and held against both.
 * What is right was found by reading both trees: the status, the file, the lines on which the answer begins and ends (by what
 * stands on them), and a part of what is said of a difference. The kernels' text is not here: it is cut from the trees.
 */
import type { KernelVersion } from '../../harness/kernel-trees';
import type { TestTree } from './trees';

export interface Expected {
  readonly status: string;
  /** The file; absent for an answer without a place. */
  readonly path?: string;
  /** The lines on which the answer begins and ends; the first that match. */
  readonly first?: RegExp;
  readonly last?: RegExp;
  /** A part of the explanation of some difference, or of the reason. */
  readonly told?: RegExp;
}

export interface Case {
  readonly shape: string;
  /** The tree that it is cut from. */
  readonly from: KernelVersion;
  readonly note: (tree: TestTree) => readonly string[];
  /** One for each definition, in order. */
  readonly expected: Readonly<Record<KernelVersion, readonly Expected[]>>;
}

const fence = (...lines: readonly string[]): string[] => ['``` C', ...lines, '```'];
const both = (...expected: readonly Expected[]): Case['expected'] => ({ '6.1': expected, '6.12': expected });
const gone: Expected = { status: 'gone' };

/** Leaves out the lines between the first and the last of some that match, except those that do. */
function elide(lines: readonly string[], keep: RegExp): string[] {
  const out: string[] = [];
  lines.forEach((line, n) => {
    if (n === 0 || n === lines.length - 1 || keep.test(line)) out.push(line);
    else if (out.at(-1) !== '\t// ...') out.push('\t// ...');
  });
  return out;
}

const DEV = 'net/core/dev.c';
const RW = 'fs/read_write.c';
const DUMMY = 'drivers/net/dummy.c';
const LIST = 'include/linux/list.h';
const NETDEVICE = 'include/linux/netdevice.h';
const END = /^\}/;

const getOption: Expected = { status: 'exact', path: 'lib/cmdline.c', first: /^int get_option\(/, last: END };
const skbPut: Expected = { status: 'exact', path: 'net/core/skbuff.c', first: /^void \*skb_put\(/, last: END };
const ethHeader: Expected = { status: 'exact', path: 'net/ethernet/eth.c', first: /^int eth_header\(/, last: END };
const vfsRead: Expected = { status: 'exact', path: RW, first: /^ssize_t vfs_read\(/, last: END };
const listAddTail: Expected = { status: 'exact', path: LIST, first: /^static inline void list_add_tail\(/, last: END };

export const CASES: readonly Case[] = [
  {
    shape: 'several definitions in one fence',
    from: '6.1',
    note: (tree) =>
      fence(
        '// ./drivers/net/loopback.c',
        '',
        ...tree.cut('drivers/net/loopback.c', /^static u32 always_on\(/, END),
        '',
        ...tree.cut('drivers/net/loopback.c', /ethtool_ops loopback_ethtool_ops = /, /^\};/),
      ),
    expected: both(
      { status: 'exact', path: 'drivers/net/loopback.c', first: /^static u32 always_on\(/, last: END },
      { status: 'exact', path: 'drivers/net/loopback.c', first: /loopback_ethtool_ops = /, last: /^\};/ },
    ),
  },
  {
    shape: 'several files in one fence',
    from: '6.12',
    note: (tree) =>
      fence(
        '// lib/cmdline.c',
        ...tree.cut('lib/cmdline.c', /^int get_option\(/, END),
        '',
        '// net/core/skbuff.c',
        ...tree.cut('net/core/skbuff.c', /^void \*skb_put\(/, END),
      ),
    expected: both(getOption, skbPut),
  },
  {
    shape: 'half a definition: its first lines',
    from: '6.1',
    note: (tree) => fence('// lib/cmdline.c', ...tree.cut('lib/cmdline.c', /^int get_option\(/, /^\t\treturn 0;/)),
    expected: both(getOption),
  },
  {
    shape: 'half a definition: its head alone',
    from: '6.1',
    note: (tree) => fence('// net/ethernet/eth.c', ...tree.cut('net/ethernet/eth.c', /^int eth_header\(/, /\)$/)),
    expected: both(ethHeader),
  },
  {
    shape: 'half a definition: its last lines',
    from: '6.12',
    note: (tree) => fence(`// ${RW}`, ...tree.cut(RW, /^\tret = rw_verify_area\(READ, file, pos, count\);/, END)),
    expected: both({ status: 'exact', path: RW, first: /^\tret = rw_verify_area\(READ, file, pos, count\);/, last: END }),
  },
  {
    shape: 'a body left empty',
    from: '6.1',
    note: () => fence('// kernel/fork.c', 'pid_t kernel_clone(struct kernel_clone_args *args)', '{', '}'),
    expected: both({ status: 'exact', path: 'kernel/fork.c', first: /^pid_t kernel_clone\(/, last: END }),
  },
  {
    shape: 'a long body of which two statements are left',
    from: '6.1',
    note: (tree) =>
      fence('// kernel/fork.c', ...elide(tree.cut('kernel/fork.c', /^pid_t kernel_clone\(/, END), /^\{|copy_process\(|wake_up_new_task/)),
    expected: both({ status: 'exact', path: 'kernel/fork.c', first: /^pid_t kernel_clone\(/, last: END }),
  },
  {
    shape: 'statements only, with others between left out',
    from: '6.12',
    note: (tree) =>
      fence('// kernel/fork.c', ...elide(tree.cut('kernel/fork.c', /^\tp = copy_process\(NULL, trace,/, /^\twake_up_new_task\(p\);/), /IS_ERR\(p\)/)),
    expected: both({ status: 'exact', path: 'kernel/fork.c', first: /^\tp = copy_process\(NULL, trace,/, last: /^\twake_up_new_task\(p\);/ }),
  },
  {
    shape: 'statements only that stand at several places',
    from: '6.1',
    note: () => fence(`// ${DEV}`, 'rcu_read_unlock();', 'return ret;'),
    expected: both({ status: 'unanchored', told: /several places/ }),
  },
  {
    shape: 'a macro with continuation lines',
    from: '6.1',
    note: (tree) => fence(`// ${LIST}`, ...tree.cut(LIST, /^#define list_for_each_entry\(/, /[^\\]$/)),
    expected: both({ status: 'exact', path: LIST, first: /^#define list_for_each_entry\(/, last: /[^\\]$/ }),
  },
  {
    shape: 'a macro that is a statement expression',
    from: '6.12',
    note: (tree) => fence('/* include/linux/container_of.h */', ...tree.cut('include/linux/container_of.h', /^#define container_of\(/, /\}\)$/)),
    expected: both({ status: 'exact', path: 'include/linux/container_of.h', first: /^#define container_of\(/, last: /\}\)$/ }),
  },
  {
    shape: "an enum's middle",
    from: '6.1',
    note: (tree) => fence(`// ${NETDEVICE}`, ...tree.cut(NETDEVICE, /^\t__LINK_STATE_START,/, /^\t__LINK_STATE_NOCARRIER,/)),
    expected: both({ status: 'exact', path: NETDEVICE, first: /^\t__LINK_STATE_START,/, last: /^\t__LINK_STATE_NOCARRIER,/ }),
  },
  {
    shape: 'an enum with enumerators left out',
    from: '6.12',
    note: (tree) => fence(`// ${NETDEVICE}`, ...elide(tree.cut(NETDEVICE, /^enum netdev_state_t \{/, /^\};/), /PRESENT/)),
    expected: both({ status: 'exact', path: NETDEVICE, first: /^enum netdev_state_t \{/, last: /^\};/ }),
  },
  {
    shape: 'a static inline in a header',
    from: '6.1',
    note: (tree) => fence('// linux/list.h', ...tree.cut(LIST, /^static inline void list_add_tail\(/, END)),
    expected: both(listAddTail),
  },
  {
    shape: 'a function behind #ifdef defined twice: the second',
    from: '6.1',
    note: (tree) => fence('// include/linux/netpoll.h', ...tree.cut('include/linux/netpoll.h', /^static inline bool netpoll_tx_running\(struct net_device \*dev\)/, END)),
    expected: both({ status: 'exact', path: 'include/linux/netpoll.h', first: /^static inline bool netpoll_tx_running\(/, last: END }),
  },
  {
    shape: 'a function behind #ifdef defined twice, body left out',
    from: '6.1',
    note: () => fence('// include/linux/netpoll.h', 'static inline bool netpoll_tx_running(struct net_device *dev)', '{', '\t// ...', '}'),
    expected: both({ status: 'unanchored', told: /fits each as well/ }),
  },
  {
    shape: 'a macro defined twice under #if: the one for one processor',
    from: '6.1',
    note: (tree) => fence('// include/linux/cpumask.h', ...tree.cut('include/linux/cpumask.h', /^#define for_each_possible_cpu\(cpu\)\tfor /, /./)),
    expected: both({ status: 'exact', path: 'include/linux/cpumask.h', first: /^#define for_each_possible_cpu\(cpu\)\tfor /, last: /./ }),
  },
  {
    shape: 'SYSCALL_DEFINE',
    from: '6.12',
    note: (tree) => fence(`// ${RW}`, ...tree.cut(RW, /^SYSCALL_DEFINE3\(read,/, END)),
    expected: both({ status: 'exact', path: RW, first: /^SYSCALL_DEFINE3\(read,/, last: END }),
  },
  {
    shape: 'SYSCALL_DEFINE without parameters, no path',
    from: '6.1',
    note: (tree) => fence(...tree.cut('kernel/sys.c', /^SYSCALL_DEFINE0\(getppid\)/, END)),
    expected: both({ status: 'exact', path: 'kernel/sys.c', first: /^SYSCALL_DEFINE0\(getppid\)/, last: END }),
  },
  {
    shape: 'SYSCALL_DEFINE that changed',
    from: '6.1',
    note: (tree) => fence('// fs/open.c', ...tree.cut('fs/open.c', /^SYSCALL_DEFINE1\(close, unsigned int, fd\)/, END)),
    expected: {
      '6.1': [{ status: 'exact', path: 'fs/open.c', first: /^SYSCALL_DEFINE1\(close,/, last: END }],
      '6.12': [{ status: 'edited', path: 'fs/open.c', first: /^SYSCALL_DEFINE1\(close,/, last: END }],
    },
  },
  {
    shape: 'module_init(...)',
    from: '6.1',
    note: () => fence(`// ${DUMMY}`, 'module_init(dummy_init_module);', 'module_exit(dummy_cleanup_module);'),
    expected: both(
      { status: 'exact', path: DUMMY, first: /^module_init\(dummy_init_module\);/, last: /./ },
      { status: 'exact', path: DUMMY, first: /^module_exit\(dummy_cleanup_module\);/, last: /./ },
    ),
  },
  {
    shape: 'EXPORT_SYMBOL alone',
    from: '6.1',
    note: () => fence(`// ${DEV}`, 'EXPORT_SYMBOL(dev_alloc_name);'),
    expected: both({ status: 'exact', path: DEV, first: /^EXPORT_SYMBOL\(dev_alloc_name\);/, last: /./ }),
  },
  {
    shape: 'EXPORT_SYMBOL that was EXPORT_SYMBOL_GPL',
    from: '6.1',
    note: () => fence(`// ${DEV}`, 'EXPORT_SYMBOL_GPL(dev_alloc_name);'),
    expected: both({ status: 'edited', path: DEV, first: /^EXPORT_SYMBOL\(dev_alloc_name\);/, last: /./, told: /`EXPORT_SYMBOL_GPL` became `EXPORT_SYMBOL`/ }),
  },
  {
    shape: 'a function with its EXPORT_SYMBOL',
    from: '6.1',
    note: (tree) => fence('// net/core/skbuff.c', ...tree.cut('net/core/skbuff.c', /^void \*skb_put\(/, /^EXPORT_SYMBOL/)),
    expected: both(skbPut),
  },
  {
    shape: 'a struct with members left out',
    from: '6.1',
    note: (tree) => fence(`// ${NETDEVICE}`, ...elide(tree.cut(NETDEVICE, /^struct net_device_ops \{/, /^\};/), /ndo_init|ndo_start_xmit/)),
    expected: both({ status: 'edited', path: NETDEVICE, first: /^struct net_device_ops \{/, last: /^\};/ }),
  },
  {
    shape: 'members of a struct without the struct',
    from: '6.12',
    note: () => fence('// include/linux/types.h', 'struct hlist_node *next, **pprev;'),
    expected: both({ status: 'exact', path: 'include/linux/types.h', first: /^\tstruct hlist_node \*next, \*\*pprev;/, last: /./ }),
  },
  {
    shape: 'designated initialisers',
    from: '6.12',
    note: (tree) => fence(`// ${DUMMY}`, ...tree.cut(DUMMY, /^static const struct net_device_ops dummy_netdev_ops = /, /^\};/)),
    expected: {
      '6.1': [{ status: 'edited', path: DUMMY, first: /dummy_netdev_ops = /, last: /^\};/, told: /the initialiser of `\.ndo_uninit` is new/ }],
      '6.12': [{ status: 'exact', path: DUMMY, first: /dummy_netdev_ops = /, last: /^\};/ }],
    },
  },
  {
    shape: 'designated initialisers with some left out',
    from: '6.12',
    note: (tree) => fence(`// ${DUMMY}`, ...elide(tree.cut(DUMMY, /^static const struct net_device_ops dummy_netdev_ops = /, /^\};/), /start_xmit/)),
    expected: both({ status: 'exact', path: DUMMY, first: /dummy_netdev_ops = /, last: /^\};/ }),
  },
  {
    shape: 'no path',
    from: '6.1',
    note: (tree) => fence(...tree.cut(RW, /^ssize_t vfs_read\(/, END)),
    expected: both(vfsRead),
  },
  {
    shape: 'a path in prose',
    from: '6.1',
    note: (tree) => ['- How is a file read?', '', `  It is done in \`${RW}\`:`, '', ...fence(...tree.cut(RW, /^ssize_t vfs_read\(/, END))],
    expected: both(vfsRead),
  },
  {
    shape: 'a web cross-reference with version and line',
    from: '6.1',
    note: (tree) => fence('// https://elixir.bootlin.com/linux/v6.1/source/lib/cmdline.c#L56', ...tree.cut('lib/cmdline.c', /^int get_option\(/, END)),
    expected: both(getOption),
  },
  {
    shape: 'a web cross-reference that tells two variants apart in its own version',
    from: '6.1',
    note: (tree) => {
      const { first } = tree.range('include/linux/netpoll.h', /^static inline bool netpoll_tx_running\(/, /./);
      const url = `https://elixir.bootlin.com/linux/v6.1/source/include/linux/netpoll.h#L${first}`;
      return fence(`// ${url}`, 'static inline bool netpoll_tx_running(struct net_device *dev)', '{', '\t// ...', '}');
    },
    expected: {
      '6.1': [{ status: 'exact', path: 'include/linux/netpoll.h', first: /^static inline bool netpoll_tx_running\(/, last: END }],
      '6.12': [{ status: 'unanchored', told: /fits each as well/ }],
    },
  },
  {
    shape: 'a wrong path',
    from: '6.12',
    note: (tree) => fence('// net/core/sock.c', ...tree.cut('net/ethernet/eth.c', /^int eth_header\(/, END)),
    expected: both({ ...ethHeader, status: 'moved' }),
  },
  {
    shape: 'a path to a file that is not there',
    from: '6.12',
    note: (tree) => fence('// net/core/ethernet.c', ...tree.cut('net/ethernet/eth.c', /^int eth_header\(/, END)),
    expected: both({ ...ethHeader, status: 'moved' }),
  },
  {
    shape: 'a path with linux/ before it',
    from: '6.1',
    note: (tree) => fence('// linux/net/core/skbuff.c', ...tree.cut('net/core/skbuff.c', /^void \*skb_put\(/, END)),
    expected: both(skbPut),
  },
  {
    shape: 'a path with ./ before it, spaces for tabs',
    from: '6.1',
    note: (tree) => fence('// ./lib/cmdline.c', ...tree.cut('lib/cmdline.c', /^int get_option\(/, END).map((line) => line.replaceAll('\t', '        '))),
    expected: both(getOption),
  },
  {
    shape: 'a path that climbs out',
    from: '6.1',
    note: (tree) => fence('// ../../../etc/passwd', ...tree.cut('lib/cmdline.c', /^int get_option\(/, END)),
    expected: both(getOption),
  },
  {
    shape: 'comments reworded, others added',
    from: '6.1',
    note: (tree) =>
      fence(
        '// net/ethernet/eth.c',
        '',
        '/* What makes the header of a frame? */',
        ...tree.cut('net/ethernet/eth.c', /^int eth_header\(/, END).flatMap((line) => (/\*\/|^\t \*/.test(line) ? [] : /memcpy/.test(line) ? ['\t\t// the addresses', line] : [line.replace(/\/\*.*/, '')])),
      ),
    expected: both(ethHeader),
  },
  {
    shape: 'lines joined',
    from: '6.12',
    note: (tree) => fence(`// ${LIST}`, tree.cut(LIST, /^static inline void list_add_tail\(/, END).join(' ')),
    expected: both(listAddTail),
  },
  {
    shape: 'a renamed parameter',
    from: '6.1',
    note: (tree) => fence('// net/core/skbuff.c', ...tree.cut('net/core/skbuff.c', /^void \*skb_put\(/, END).map((line) => line.replace(/\bskb\b/g, 'buffer'))),
    expected: both({ ...skbPut, status: 'edited', told: /`buffer` is called `skb` now/ }),
  },
  {
    shape: 'a function that moved between the trees',
    from: '6.1',
    note: (tree) => fence('// kernel/sched/core.c', ...tree.cut('kernel/sched/core.c', /^int sched_setattr_nocheck\(/, END)),
    expected: {
      '6.1': [{ status: 'exact', path: 'kernel/sched/core.c', first: /^int sched_setattr_nocheck\(/, last: END }],
      '6.12': [{ status: 'moved', path: 'kernel/sched/syscalls.c', first: /^int sched_setattr_nocheck\(/, last: END }],
    },
  },
  {
    shape: 'a function that moved the other way',
    from: '6.12',
    note: (tree) => fence('// kernel/sched/syscalls.c', ...tree.cut('kernel/sched/syscalls.c', /^int sched_setattr_nocheck\(/, END)),
    expected: {
      '6.1': [{ status: 'moved', path: 'kernel/sched/core.c', first: /^int sched_setattr_nocheck\(/, last: END }],
      '6.12': [{ status: 'exact', path: 'kernel/sched/syscalls.c', first: /^int sched_setattr_nocheck\(/, last: END }],
    },
  },
  {
    shape: 'a function that moved and changed',
    from: '6.1',
    note: (tree) => fence('// kernel/sched/core.c', ...tree.cut('kernel/sched/core.c', /^static int effective_prio\(/, END)),
    expected: {
      '6.1': [{ status: 'exact', path: 'kernel/sched/core.c', first: /^static int effective_prio\(/, last: END }],
      '6.12': [{ status: 'moved-edited', path: 'kernel/sched/syscalls.c', first: /^static int effective_prio\(/, last: END, told: /`rt_prio` became `rt_or_dl_prio`/ }],
    },
  },
  {
    shape: 'a function that is gone, with its whole file',
    from: '6.1',
    note: (tree) => fence('// mm/slab.c', ...tree.cut('mm/slab.c', /^static void \*cache_alloc_refill\(/, END)),
    expected: {
      '6.1': [{ status: 'exact', path: 'mm/slab.c', first: /^static void \*cache_alloc_refill\(/, last: END }],
      '6.12': [gone],
    },
  },
  {
    shape: 'a function that is gone from its file',
    from: '6.1',
    note: (tree) => fence('// include/linux/u64_stats_sync.h', ...tree.cut('include/linux/u64_stats_sync.h', /u64_stats_fetch_begin_irq\(/, END)),
    expected: {
      '6.1': [{ status: 'exact', path: 'include/linux/u64_stats_sync.h', first: /u64_stats_fetch_begin_irq\(/, last: END }],
      '6.12': [gone],
    },
  },
  {
    shape: 'a function that there was not yet',
    from: '6.12',
    note: (tree) => fence('// mm/vma.c', ...tree.cut('mm/vma.c', /^static bool can_vma_merge_before\(struct vma_merge_struct/, END)),
    expected: {
      '6.1': [{ status: 'unanchored' }],
      '6.12': [{ status: 'exact', path: 'mm/vma.c', first: /^static bool can_vma_merge_before\(/, last: END }],
    },
  },
  {
    shape: 'a statement that changed, told',
    from: '6.1',
    note: (tree) => fence(`// ${DEV}`, ...tree.cut(DEV, /^int dev_alloc_name\(/, END)),
    expected: {
      '6.1': [{ status: 'exact', path: DEV, first: /^int dev_alloc_name\(/, last: END }],
      '6.12': [{ status: 'edited', path: DEV, first: /^int dev_alloc_name\(/, last: END, told: /dev_alloc_name_ns.*became.*dev_prep_valid_name/ }],
    },
  },
  {
    shape: 'an assignment that is no longer there, and a new one',
    from: '6.1',
    note: (tree) => fence(`// ${DUMMY}`, ...tree.cut(DUMMY, /^static void dummy_setup\(/, END)),
    expected: {
      '6.1': [{ status: 'exact', path: DUMMY, first: /^static void dummy_setup\(/, last: END }],
      '6.12': [{ status: 'edited', path: DUMMY, first: /^static void dummy_setup\(/, last: END, told: /`dev->lltx` is new in `dummy_setup`/ }],
    },
  },
  {
    shape: 'a definition that many files have, no path',
    from: '6.1',
    note: (tree) => fence(...tree.cut('drivers/net/loopback.c', /^static u32 always_on\(/, END)),
    expected: both({ status: 'unanchored', told: /drivers\/net\/loopback\.c:\d+, drivers\/net\/nlmon\.c/ }),
  },
  {
    shape: 'an object of DEFINE_PER_CPU',
    from: '6.1',
    note: (tree) => fence(`// ${DEV}`, ...tree.cut(DEV, /^DEFINE_PER_CPU_ALIGNED\(struct softnet_data, softnet_data\)/, /;/)),
    expected: {
      '6.1': [{ status: 'exact', path: DEV, first: /^DEFINE_PER_CPU_ALIGNED\(struct softnet_data, softnet_data\)/, last: /;/ }],
      '6.12': [{ status: 'edited', path: DEV, first: /^DEFINE_PER_CPU_ALIGNED\(struct softnet_data, softnet_data\)/, last: /;/ }],
    },
  },
  {
    shape: 'a typedef of a struct',
    from: '6.1',
    note: (tree) => fence('// include/linux/types.h', ...tree.cut('include/linux/types.h', /^typedef struct \{/, /^\} atomic_t;/)),
    expected: both({ status: 'exact', path: 'include/linux/types.h', first: /^typedef struct \{/, last: /^\} atomic_t;/ }),
  },
  {
    shape: 'a prototype',
    from: '6.1',
    note: () => fence(`// ${NETDEVICE}`, 'int dev_alloc_name(struct net_device *dev, const char *name);'),
    expected: both({ status: 'exact', path: NETDEVICE, first: /^int dev_alloc_name\(/, last: /;/ }),
  },
  {
    shape: 'annotations between the lines, in a list',
    from: '6.1',
    note: (tree) => [
      '1. What is put into the buffer?',
      '',
      ...fence(
        '// net/core/skbuff.c',
        ...tree.cut('net/core/skbuff.c', /^void \*skb_put\(/, END).flatMap((line) => (/SKB_LINEAR_ASSERT/.test(line) ? ['        // Why linear?', line, '        // the tail moves'] : [line])),
      ).map((line) => `   ${line}`),
    ],
    expected: both(skbPut),
  },
]; // biome-ignore format: one case is easier to read when its lines are long
