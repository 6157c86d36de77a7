/**
 * After each drawing: keeps the current line of the source, the call that runs in the timeline, the last line of the log
 * and the row that is being read within sight, without moving what the reader scrolled to while the place stays the same.
 * What has just gone wrong is told at the top, and is brought into sight too.
 */

/** Remembers where things were, from one drawing to the next. */
export class Scrolling {
  private place: string | undefined;
  private lines: string | undefined;
  private call: string | undefined;
  private told = '';

  /** To be called when everything is drawn. */
  update(root: ParentNode): void {
    this.messages(root.querySelector<HTMLElement>('main'));
    this.source(root.querySelector<HTMLElement>('.source'));
    this.log(root.querySelector<HTMLElement>('.log'));
    this.strips(root.querySelector<HTMLElement>('.strips'));
    this.reading(root.querySelector<HTMLElement>('.per-cpu-rows tr.reading'));
  }

  /** The notices, what does not compile and the reports, when another one has come. */
  private messages(box: HTMLElement | null): void {
    const told = [
      ...(box?.querySelectorAll('.notice.error, .notice.warning, .problems.error, .report .headline') ?? []),
    ];
    const text = told.map((message) => message.textContent).join('\n');
    if (box && text !== '' && text !== this.told) {
      box.scrollTop = 0;
    }
    this.told = text;
  }

  private source(box: HTMLElement | null): void {
    const here = box?.dataset.here;
    const line = box?.querySelector<HTMLElement>('.line.current, .line.calling');
    if (!box || !line || here === this.place) {
      return;
    }
    this.place = here;
    const room = box.clientHeight * 0.2;
    const top = line.offsetTop - box.scrollTop;
    if (top < room || top + line.offsetHeight > box.clientHeight - room) {
      box.scrollTop = line.offsetTop - box.clientHeight * 0.4;
    }
  }

  private log(box: HTMLElement | null): void {
    if (box && box.dataset.count !== this.lines) {
      this.lines = box.dataset.count;
      box.scrollTop = box.scrollHeight;
    }
  }

  /** The innermost call of the CPU that runs, or that CPU's strip, when it is another than before. */
  private strips(box: HTMLElement | null): void {
    const name = box?.querySelector<SVGElement>('.picture .cpu.running');
    const call = box?.querySelector<SVGElement>('.picture .going-on.innermost') ?? name;
    if (!box || !call) {
      return;
    }
    const around = box.getBoundingClientRect();
    const at = call.getBoundingClientRect();
    const top = Math.round(at.top - around.top + box.scrollTop);
    const here = `${name?.textContent ?? ''} ${top}`;
    if (here === this.call) {
      return;
    }
    this.call = here;
    if (at.top < around.top + at.height) {
      box.scrollTop = top - around.height / 3;
    } else if (at.bottom + at.height > around.bottom) {
      box.scrollTop = top - (around.height * 2) / 3;
    }
  }

  private reading(row: HTMLElement | null): void {
    const box = row?.closest<HTMLElement>('.scroll');
    if (
      row &&
      box &&
      (row.offsetTop < box.scrollTop + 24 || row.offsetTop + 24 > box.scrollTop + box.clientHeight - 48)
    ) {
      box.scrollTop = row.offsetTop - box.clientHeight / 2;
    }
  }
}
