/*
 * The kernel model, compiled by gcc and run on the native machine: it compiles without a warning for both data models, boots
 * with any number of CPUs, and what can be checked on any Linux 6.1 holds.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { buildNative, modelRoot, type NativeOptions, type NativeRun, runNative, unitsOf } from './native/native';

const ENOMEM = -12;
const SCENARIOS = [
  'registration',
  'percpu-allocation',
  'stats-read',
  'namespace-life',
  'administration',
  'backlog-overflow',
  'concurrent-read',
];

/** The functions called, in order, as a set of names would lose it. */
const calledIn = (run: NativeRun): string[] => run.calls.map((call) => call.function);

/** Fails unless the names appear in the run's calls in this order, others between them. */
function assertOrder(run: NativeRun, ...names: string[]): void {
  let at = 0;
  for (const call of run.calls) if (call.function === names[at]) at++;
  assert.equal(at, names.length, `not called, or not in this order: ${names.slice(at).join(', ')}`);
}

for (const bits of [64, 32] as const) {
  describe(`${bits}-bit`, () => {
    let traced = '';
    let checked = '';
    const run = (options: NativeOptions): Promise<NativeRun> => runNative(checked, options);

    before(async () => {
      traced = await buildNative({ root: modelRoot, bits, trace: true });
      checked = await buildNative({ root: modelRoot, bits, sanitize: true, flags: ['-O2'] });
    });

    test('has the promised layouts', () => {
      const flags = [`-m${bits}`, '-std=gnu11', '-ffreestanding', '-nostdinc', '-Iinclude'];
      const source = join(import.meta.dirname, 'native/layouts.c');
      execFileSync('gcc', [...flags, '-c', source, '-o', '/dev/null'], { cwd: modelRoot });
    });

    for (const scenario of SCENARIOS) {
      test(`${scenario} runs with 1, 2, 4 and 64 CPUs, and the sanitizers find nothing`, async () => {
        for (const cpus of [1, 2, 4, 64]) {
          const { result, warnings, leaks } = await run({ scenario, cpus });
          assert.deepEqual({ cpus, result, warnings, leaks }, { cpus, result: 0, warnings: [], leaks: [] });
        }
      });
    }

    test('8192 CPUs boot, count and read', async () => {
      const stats = await run({ scenario: 'stats-read', cpus: 8192 });
      assert.equal(stats.result, 0);
      assert.equal(stats.namespaces[0]?.devices[0]?.stats.rx_packets, 8192 * 6);
      assert.equal((await run({ scenario: 'namespace-life', cpus: 8192 })).result, 0);
    });

    test('the first namespace gets its lo at boot', async () => {
      const boot = await runNative(traced, { scenario: 'registration', cpus: 2, trace: true });
      assertOrder(
        boot,
        ...[
          'machine_main',
          'start_kernel',
          'setup_arch',
          'parse_early_param',
          'setup_nr_cpu_ids',
          'setup_per_cpu_areas',
        ],
        ...['net_dev_init', 'register_pernet_device', 'loopback_net_init', 'alloc_netdev_mqs', 'loopback_setup'],
        ...['gen_lo_setup', 'register_netdev', 'register_netdevice', 'loopback_dev_init', '__alloc_percpu_gfp'],
        ...['u64_stats_init', 'list_netdevice', 'rtnl_unlock', 'scenario_registration'],
      );
      const calls = calledIn(boot);
      const init = calls.indexOf('loopback_dev_init');
      const registered = calls.indexOf('netdev_register_kobject');
      assert.equal(calls.slice(init, registered).filter((name) => name === 'u64_stats_init').length, 2, 'once per CPU');
      assert.deepEqual(boot.namespaces, [
        {
          inum: 4026531840,
          devices: [
            {
              ...{ name: 'lo', ifindex: 1, mtu: 65536, flags: 8, address: '00:00:00:00:00:00' },
              stats: { rx_packets: 0, tx_packets: 0, rx_bytes: 0, tx_bytes: 0 },
            },
          ],
        },
      ]);
    });

    test('three pings are 6 packets and 504 bytes in each direction, on each CPU that sends them', async () => {
      for (const cpus of [1, 4]) {
        const { namespaces } = await run({ scenario: 'stats-read', cpus });
        const both = { packets: 6 * cpus, bytes: 504 * cpus };
        assert.deepEqual(namespaces[0]?.devices[0]?.stats, {
          ...{ rx_packets: both.packets, tx_packets: both.packets, rx_bytes: both.bytes, tx_bytes: both.bytes },
        });
      }
      const other = await run({ scenario: 'stats-read', cmdline: 'packets=10 data=100' });
      assert.equal(other.namespaces[0]?.devices[0]?.stats.rx_bytes, 20 * 128);
    });

    test('each CPU counts what it sends, and the read visits every possible CPU', async () => {
      const { calls } = await runNative(traced, { scenario: 'stats-read', cpus: 4, trace: true });
      for (const cpu of [0, 1, 2, 3]) {
        const sent = calls.filter((call) => call.cpu === cpu && call.function === 'loopback_xmit');
        assert.equal(sent.length, 6);
      }
      const start = calls.findIndex((call) => call.function === 'loopback_get_stats64');
      const end = calls.findIndex((call, at) => at > start && call.depth <= (calls[start]?.depth ?? 0));
      const read = calls.slice(start, end).map((call) => call.function);
      assert.ok(read.includes('dev_lstats_read'));
      assert.equal(read.filter((name) => name === 'u64_stats_fetch_begin_irq').length, 4);
    });

    test('a new namespace gets its lo first, and it is the last to go', async () => {
      const life = await runNative(traced, { scenario: 'namespace-life', trace: true });
      assertOrder(
        life,
        ...['scenario_namespace_life', 'copy_net_ns', 'setup_net', 'loopback_net_init', 'register_netdevice'],
        ...['cleanup_net', 'default_device_exit_batch', 'unregister_netdevice_many', 'netdev_run_todo'],
        ...['loopback_dev_free', 'free_percpu', 'free_netdev', 'netdev_release', 'net_free', 'kmem_cache_free'],
      );
      assert.ok(life.log.includes('1: lo: flags 9 LOOPBACK UP mtu 65536 address 00:00:00:00:00:00'));
      assert.deepEqual(
        life.log.filter((line) => line.startsWith('net:[4026531841]')).map((line) => line.split(' ')[2]),
        [
          ...['NETDEV_POST_INIT', 'NETDEV_REGISTER', 'NETDEV_PRE_UP', 'NETDEV_UP'],
          ...['NETDEV_GOING_DOWN', 'NETDEV_DOWN', 'NETDEV_UNREGISTER'],
        ],
      );
      assert.equal(life.namespaces.length, 1);
      assert.equal(life.result, 0);
    });

    test('lo refuses what it refuses on Linux 6.1', async () => {
      const { log } = await run({ scenario: 'administration' });
      for (const line of [
        'lo: who chose the name cannot be read: -22',
        'delete: -95',
        'move to another namespace: -22',
        'address 00:00:00:00:00:00: -99',
        'address 01:00:5e:00:00:01: -99',
        'address 02:00:00:00:00:01: 0, now 02:00:00:00:00:01',
        'rename while up: -16',
        'rename while down: 0, now loop0',
        'loop0: name_assign_type 4',
        'link: 1',
      ]) {
        assert.ok(log.includes(line), line);
      }
    });

    test('a backlog holds what netdev_max_backlog lets it; the rest is dropped and not counted as sent', async () => {
      const { log } = await run({ scenario: 'backlog-overflow' });
      assert.ok(log.includes('softirqs off: 1001 packets, 84084 bytes, 199 dropped, 1001 waiting'));
      assert.ok(log.includes('softirqs on: 2002 packets, 168168 bytes, 199 dropped, 0 waiting'));
    });

    test('nr_cpus= lowers the number of possible CPUs, and only lowers it', async () => {
      const cpusWith = async (cmdline: string): Promise<number> =>
        ((await run({ scenario: 'stats-read', cpus: 4, cmdline })).namespaces[0]?.devices[0]?.stats.rx_packets ?? 0) /
        6;
      assert.equal(await cpusWith('nr_cpus=2'), 2);
      assert.equal(await cpusWith('quiet nr_cpus=1 nr_cpus=3'), 1);
      for (const ignored of ['nr_cpus=0', 'nr_cpus=banana', 'nr_cpus=', 'nr_cpus', 'nr_cpus=-2', 'nr_cpus=9999']) {
        assert.equal(await cpusWith(ignored), 4, ignored);
      }
    });

    test('parameters that nobody knows are named, and quiet keeps the log quiet', async () => {
      const { log } = await run({ scenario: 'registration', cmdline: 'colour="dark blue" nr_cpus=1 -- init' });
      const line = 'Unknown kernel command line parameters "colour=dark blue", will be passed to user space.';
      assert.ok(log.includes(line), log.join('\n'));
      const quiet = await run({ scenario: 'registration', cmdline: 'quiet' });
      assert.deepEqual(quiet.log, ['Linux version 6.1 (the model of Annotated Kernel)']);
    });

    test('a scenario that does not exist is a panic that names it', async () => {
      const { panic, result } = await run({ scenario: 'no-such' });
      assert.equal(result, undefined);
      assert.match(panic ?? '', /there is no scenario 'no-such'/);
    });

    test('whatever allocation fails at boot, the kernel panics or does without, as Linux does', async () => {
      const ends: string[] = [];
      let failed = true;
      for (let n = 1; failed; n++) {
        const { log, panic, result, fault } = await run({ scenario: 'registration', failAlloc: n });
        assert.equal(fault, undefined);
        failed = log.some((line) => line.startsWith('FAULT_INJECTION'));
        if (failed) ends.push(panic ?? `result ${result}`);
      }
      const lo = ends.filter((end) => end === `loopback: Failed to register netdevice: ${ENOMEM}`);
      assert.equal(lo.length, 7, 'net_device, its references, address, two queues, name and counters');
      assert.ok(ends.includes('loopback: Failed to register netdevice: -22'), 'no name for its kobject');
      assert.ok(ends.includes('result -19'), 'without hashes for devices there is no lo');
      assert.ok(ends.includes('result 0'), 'the blackhole can be done without');
    });

    test('whatever allocation fails in the life of a namespace, its error is returned and nothing is left', async () => {
      const results = new Set<number | undefined>();
      let failed = true;
      for (let n = 1; failed; n++) {
        const { log, leaks, warnings, result, namespaces } = await run({ scenario: 'namespace-life', failAlloc: n });
        failed = log.some((line) => line.startsWith('FAULT_INJECTION'));
        assert.deepEqual(
          { n, leaks, warnings, namespaces: namespaces.length },
          { n, leaks: [], warnings: [], namespaces: 1 },
        );
        if (failed) results.add(result);
      }
      assert.deepEqual(results, new Set([ENOMEM, -22, -105, 0]));
    });

    test('priv_destructor is called when a later step fails, and not when ndo_init does', async () => {
      const destroyed = async (failing: RegExp): Promise<number> => {
        for (let n = 1; n < 40; n++) {
          const life = await runNative(traced, { scenario: 'namespace-life', failAlloc: n, trace: true });
          if (!life.log.some((line) => line.startsWith('FAULT_INJECTION') && failing.test(line))) continue;
          assertOrder(life, 'register_netdevice', 'loopback_dev_init', 'free_netdev');
          return calledIn(life).filter((name) => name === 'loopback_dev_free').length;
        }
        throw new Error(`no allocation is like ${failing}`);
      };
      assert.equal(await destroyed(/percpu, (16|32) bytes/), 0, 'the counters, in ndo_init');
      assert.equal(await destroyed(/kmalloc-16, 3 bytes/), 1, 'the name of the kobject');
    });

    test('no two definitions of the model have one name', () => {
      const inline = new Set<string>();
      for (const file of readdirSync(modelRoot, { recursive: true, encoding: 'utf8' })) {
        if (!file.endsWith('.h')) continue;
        const text = readFileSync(join(modelRoot, file), 'utf8');
        for (const [, name] of text.matchAll(/^static inline [^;=(]*?(\w+)\(/gm)) inline.add(name ?? '');
      }
      const symbols = execFileSync('nm', [join(traced, '..', 'model.o')], { encoding: 'utf8' });
      const seen = new Map<string, number>();
      for (const [, name = ''] of symbols.matchAll(/^[0-9a-f]+ [tTdDbBrR] (\w+)$/gm)) {
        if (!inline.has(name)) seen.set(name, (seen.get(name) ?? 0) + 1);
      }
      assert.ok(seen.size > 300, 'the symbols were read');
      assert.deepEqual(
        [...seen].filter(([, count]) => count > 1),
        [],
      );
    });
  });
}

test('every C file of the model is a unit of its Kbuild', () => {
  const files = readdirSync(modelRoot, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.c'));
  assert.deepEqual(files.sort(), unitsOf(modelRoot).sort());
});
