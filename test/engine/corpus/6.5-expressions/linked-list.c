/* A list that is built, reversed and walked. */
#include <stdio.h>
#include <stdlib.h>

struct node { int value; struct node *next; };

static struct node *push(struct node *head, int value)
{
	struct node *n = malloc(sizeof(*n));
	*n = (struct node){ value, head };
	return n;
}

static struct node *reverse(struct node *head)
{
	struct node *done = NULL;
	while (head) {
		struct node *next = head->next;
		head->next = done;
		done = head;
		head = next;
	}
	return done;
}

int main(void)
{
	struct node *head = NULL;
	for (int i = 0; i < 6; i++)
		head = push(head, i * i);
	head = reverse(head);
	for (struct node **p = &head; *p;) {
		if ((*p)->value % 2) {
			struct node *dead = *p;
			*p = dead->next;
			free(dead);
		} else
			p = &(*p)->next;
	}
	while (head) {
		struct node *next = head->next;
		printf("%d ", head->value);
		free(head);
		head = next;
	}
	putchar('\n');
	return 0;
}
