/* A singly linked list of 1000 nodes: N times walked, its values added up and changed, and turned round. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define NODES 1000

struct node {
	struct node *next;
	int value;
};

int main()
{
	long start = clock();
	struct node *head = NULL;
	struct node *node;
	struct node *turned;
	struct node *next;
	unsigned int sum = 0;
	int turn;
	int i;

	for (i = 0; i < NODES; i++) {
		node = malloc(sizeof(struct node));
		node->value = i;
		node->next = head;
		head = node;
	}
	for (turn = 0; turn < N; turn++) {
		for (node = head; node != NULL; node = node->next) {
			sum = sum * 3 + node->value;
			node->value = node->value + 1;
		}
		turned = NULL;
		while (head != NULL) {
			next = head->next;
			head->next = turned;
			turned = head;
			head = next;
		}
		head = turned;
	}
	while (head != NULL) {
		next = head->next;
		free(head);
		head = next;
	}
	printf("%u %d\n", sum, (int)(clock() - start));
	return 0;
}
