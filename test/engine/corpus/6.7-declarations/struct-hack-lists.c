/* Embedded list heads and offsets. */
#include <stddef.h>
#include <stdio.h>

struct list_head { struct list_head *next, *prev; };
struct task { int id; struct list_head run, all; };

static void add(struct list_head *n, struct list_head *head)
{
	n->next = head;
	n->prev = head->prev;
	head->prev->next = n;
	head->prev = n;
}

static void del(struct list_head *n)
{
	n->next->prev = n->prev;
	n->prev->next = n->next;
}

int main(void)
{
	struct list_head run = { &run, &run }, all = { &all, &all };
	struct task t[5];
	for (int i = 0; i < 5; i++) {
		t[i].id = i;
		add(&t[i].run, &run);
		add(&t[i].all, all.next);
	}
	del(&t[2].run);
	del(&t[0].all);
	for (struct list_head *l = run.next; l != &run; l = l->next)
		printf("%d ", ((struct task *)((char *)l - offsetof(struct task, run)))->id);
	for (struct list_head *l = all.prev; l != &all; l = l->prev)
		printf("%d ", ((struct task *)((char *)l - offsetof(struct task, all)))->id);
	putchar('\n');
	return 0;
}
