// SPDX-License-Identifier: GPL-2.0-only
/* /proc/net/dev: the statistics of every device of a namespace, a line each. Left out: the file. */
#include <linux/netdevice.h>
#include <net/net_procfs.h>

static void dev_seq_printf_stats(struct seq_file *seq, struct net_device *dev)
{
	struct rtnl_link_stats64 temp;
	const struct rtnl_link_stats64 *stats = dev_get_stats(dev, &temp);

	seq_printf(seq, "%6s: %7llu %7llu %4llu %4llu %4llu %5llu %10llu %9llu ", dev->name,
		   stats->rx_bytes, stats->rx_packets, stats->rx_errors,
		   stats->rx_dropped + stats->rx_missed_errors, stats->rx_fifo_errors,
		   stats->rx_length_errors + stats->rx_over_errors + stats->rx_crc_errors +
			   stats->rx_frame_errors,
		   stats->rx_compressed, stats->multicast);
	seq_printf(seq, "%8llu %7llu %4llu %4llu %4llu %5llu %7llu %10llu\n", stats->tx_bytes,
		   stats->tx_packets, stats->tx_errors, stats->tx_dropped, stats->tx_fifo_errors,
		   stats->collisions,
		   stats->tx_carrier_errors + stats->tx_aborted_errors + stats->tx_window_errors +
			   stats->tx_heartbeat_errors,
		   stats->tx_compressed);
}

int dev_seq_show(struct seq_file *seq, void *v)
{
	if (v == SEQ_START_TOKEN) {
		seq_puts(seq, "Inter-|   Receive                                                |  Transmit\n");
		seq_puts(seq, " face |bytes    packets errs drop fifo frame compressed multicast|");
		seq_puts(seq, "bytes    packets errs drop fifo colls carrier compressed\n");
	} else {
		dev_seq_printf_stats(seq, v);
	}
	return 0;
}
