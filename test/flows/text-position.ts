/*
 * Where a text is on the screen. This function runs in the page, so it must stand alone.
 */

/**
 * The centre of the n-th occurrence (from 1) of a text in the visible editors' lines, read from top to bottom, in CSS
 * pixels; undefined when it is not on the screen. VS Code cuts a line into one element per token and writes no-break
 * spaces for spaces; a Range over the text nodes sees through both.
 */
export function textPosition(wanted: { text: string; occurrence: number }): { x: number; y: number } | undefined {
  const lines = [...document.querySelectorAll('.editor-instance .view-line')].sort((a, b) => {
    const [first, second] = [a.getBoundingClientRect(), b.getBoundingClientRect()];
    return first.top - second.top || first.left - second.left;
  });
  let left = wanted.occurrence;
  for (const line of lines) {
    const nodes: Text[] = [];
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      nodes.push(walker.currentNode as Text);
    }
    const content = nodes.map((node) => node.data.replaceAll('\u00a0', ' ')).join('');
    for (let at = content.indexOf(wanted.text); at >= 0; at = content.indexOf(wanted.text, at + 1)) {
      const range = document.createRange();
      let offset = 0;
      for (const node of nodes) {
        const [start, end] = [at - offset, at + wanted.text.length - offset];
        if (start >= 0 && start < node.length) {
          range.setStart(node, start);
        }
        if (end > 0 && end <= node.length) {
          range.setEnd(node, end);
        }
        offset += node.length;
      }
      const { left: x, top: y, width, height } = range.getBoundingClientRect();
      const centre = { x: x + width / 2, y: y + height / 2 };
      const seen = document.elementFromPoint(centre.x, centre.y);
      if (width > 0 && seen?.closest('.editor-instance') && --left === 0) {
        return centre;
      }
    }
  }
  return undefined;
}
