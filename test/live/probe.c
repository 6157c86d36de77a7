/*
 * Asks the running kernel what it does with the loopback device of a new network namespace, by the same system calls that
 * iproute2 and ping make, and prints a line NAME VALUE for each answer: errors as negative errno values. It is to be
 * started as `unshare -nm probe`, by root.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <net/if_arp.h>
#include <netinet/ip_icmp.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <unistd.h>

static int control;

static int ask(unsigned long request, struct ifreq *ifr, const char *name)
{
	strncpy(ifr->ifr_name, name, IFNAMSIZ - 1);
	return ioctl(control, request, ifr) < 0 ? -errno : 0;
}

/* Sends a request about the link with index 1 over rtnetlink; returns what it answers. */
static int link_request(int type, int attribute, const void *value, int length)
{
	struct {
		struct nlmsghdr header;
		struct ifinfomsg info;
		char attributes[64];
	} request = {
		.header = { .nlmsg_len = NLMSG_LENGTH(sizeof(request.info)), .nlmsg_type = type,
			    .nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK },
		.info = { .ifi_family = AF_UNSPEC, .ifi_index = 1 },
	};
	struct {
		struct nlmsghdr header;
		struct nlmsgerr error;
		char rest[512];
	} answer;
	int route = socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE);

	if (attribute) {
		struct rtattr *at = (struct rtattr *)((char *)&request + NLMSG_ALIGN(request.header.nlmsg_len));

		at->rta_type = attribute;
		at->rta_len = RTA_LENGTH(length);
		memcpy(RTA_DATA(at), value, length);
		request.header.nlmsg_len = NLMSG_ALIGN(request.header.nlmsg_len) + RTA_ALIGN(at->rta_len);
	}
	if (send(route, &request, request.header.nlmsg_len, 0) < 0 || recv(route, &answer, sizeof(answer), 0) < 0)
		return -errno;
	close(route);
	return answer.error.error;
}

static int set_address(const unsigned char *address)
{
	struct ifreq ifr = { 0 };

	ifr.ifr_hwaddr.sa_family = ARPHRD_LOOPBACK;
	memcpy(ifr.ifr_hwaddr.sa_data, address, 6);
	return ask(SIOCSIFHWADDR, &ifr, "lo");
}

static int set_flags(const char *name, int flags)
{
	struct ifreq ifr = { .ifr_flags = flags };

	return ask(SIOCSIFFLAGS, &ifr, name);
}

static int rename_to(const char *from, const char *to)
{
	struct ifreq ifr = { 0 };

	strncpy(ifr.ifr_newname, to, IFNAMSIZ - 1);
	return ask(SIOCSIFNAME, &ifr, from);
}

static unsigned short checksum(const unsigned short *words, int count)
{
	unsigned int sum = 0;

	while (count-- > 0)
		sum += *words++;
	return ~((sum >> 16) + sum);
}

/* An ICMP echo with 56 bytes of data, as ping sends it, and its reply. */
static int ping_once(int sequence)
{
	int raw = socket(AF_INET, SOCK_RAW, IPPROTO_ICMP);
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	union {
		struct icmphdr header;
		unsigned short words[32];
	} echo = { .header = { .type = ICMP_ECHO, .un.echo.sequence = htons(sequence) } };
	char received[256];

	echo.header.checksum = checksum(echo.words, 32);
	if (raw < 0 || sendto(raw, &echo, sizeof(echo), 0, (struct sockaddr *)&to, sizeof(to)) < 0)
		return -errno;
	do {
		if (recv(raw, received, sizeof(received), 0) < 0)
			return -errno;
	} while (((struct icmphdr *)(received + 20))->type != ICMP_ECHOREPLY);
	return close(raw);
}

static void print_counters(void)
{
	unsigned long long rx[8], tx[8];
	char line[512];
	FILE *table = fopen("/proc/net/dev", "r");

	while (table && fgets(line, sizeof(line), table)) {
		char *colon = strchr(line, ':');

		if (colon && sscanf(colon + 1, "%llu %llu %llu %llu %llu %llu %llu %llu %llu %llu", rx, rx + 1, rx + 2,
				    rx + 3, rx + 4, rx + 5, rx + 6, rx + 7, tx, tx + 1) == 10)
			printf("rx_bytes %llu\nrx_packets %llu\ntx_bytes %llu\ntx_packets %llu\n", rx[0], rx[1], tx[0],
			       tx[1]);
	}
}

static void print_name_assign_type(void)
{
	char text[16] = "";
	int file;

	if (mount("sysfs", "/sys", "sysfs", 0, NULL) < 0) {
		printf("sysfs %d\n", -errno);
		return;
	}
	file = open("/sys/class/net/lo/name_assign_type", O_RDONLY);
	if (read(file, text, sizeof(text) - 1) < 0)
		printf("name_assign_type %d\n", -errno);
	else
		printf("name_assign_type %s", text);
}

int main(void)
{
	static const unsigned char zeros[6], multicast[6] = { 1, 0, 0x5e, 0, 0, 1 }, local[6] = { 2, 0, 0, 0, 0, 1 };
	struct ifreq ifr = { 0 };
	int init = 1;

	control = socket(AF_INET, SOCK_DGRAM, 0);
	printf("ifindex %d\n", ask(SIOCGIFINDEX, &ifr, "lo") ?: ifr.ifr_ifindex);
	printf("mtu %d\n", ask(SIOCGIFMTU, &ifr, "lo") ?: ifr.ifr_mtu);
	printf("flags %d\n", ask(SIOCGIFFLAGS, &ifr, "lo") ?: ifr.ifr_flags);
	printf("address %d\n", ask(SIOCGIFHWADDR, &ifr, "lo") ?: !!memcmp(ifr.ifr_hwaddr.sa_data, zeros, 6));
	print_name_assign_type();
	printf("delete %d\n", link_request(RTM_DELLINK, 0, NULL, 0));
	printf("move %d\n", link_request(RTM_NEWLINK, IFLA_NET_NS_PID, &init, sizeof(init)));
	printf("address_local %d\n", set_address(local)); /* newer kernels ask nobody when the address stays the same */
	printf("address_zeros %d\n", set_address(zeros));
	printf("address_multicast %d\n", set_address(multicast));
	printf("up %d\n", set_flags("lo", IFF_UP));
	for (int echo = 0; echo < 3; echo++)
		printf("ping %d\n", ping_once(echo));
	print_counters();
	printf("rename_up %d\n", rename_to("lo", "loop0"));
	return 0;
}
