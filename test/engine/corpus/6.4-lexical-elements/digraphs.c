/* Digraphs stand for brackets, braces and #. */
%:include <stdio.h>
%:define JOIN(a, b) a%:%:b

int main(void)
<%
	int a<:3:> = <% 1, 2, 3 %>;
	int JOIN(x, y) = a<:1:>;
	printf("%d %d\n", xy, a<:2:>);
	printf("<: %%>\n");
	return 0;
%>
