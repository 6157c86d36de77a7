/**
 * The small pieces that every part of the panel is drawn with: icons, tool buttons, links to places, badges of origin,
 * and the sections that open and close. Positions and sizes that are computed go through `styles`, which sets
 * properties of the style object: the panel's Content-Security-Policy allows no style attribute.
 */
import { html, noChange, nothing, type TemplateResult } from 'lit';
import { type AttributePart, Directive, directive } from 'lit/directive.js';
import type { SourceRange, TextOrigin } from '../../simulation/protocol';
import type { Controller } from './controller';
import { originClass, originName, placeName, plural, shortPlace } from './format';
import type { SectionName } from './saved';

/** What a template can hold. */
export type Content = TemplateResult | readonly TemplateResult[] | string | number | typeof nothing;

class StyleProperties extends Directive {
  override render(_properties: Readonly<Record<string, string>>): unknown {
    return noChange;
  }

  override update(part: AttributePart, [properties]: [Readonly<Record<string, string>>]): unknown {
    const { style } = part.element as HTMLElement;
    for (const [name, value] of Object.entries(properties)) {
      style.setProperty(name, value);
    }
    return noChange;
  }
}

/** In the place of a style attribute's value: sets CSS properties through the object model. */
export const styles = directive(StyleProperties);

/** A codicon, for the eye alone. */
export function icon(name: string): TemplateResult {
  return html`<span class=${`codicon codicon-${name}`} aria-hidden="true"></span>`;
}

export interface Tool {
  readonly icon: string;
  readonly label: string;
  /** Shown with the label. */
  readonly keys?: string;
  readonly disabled?: boolean;
  /** For a button that stays down. */
  readonly pressed?: boolean;
  readonly class?: string;
  run(): void;
}

/** A button of a toolbar. */
export function toolButton(tool: Tool): TemplateResult {
  const title = tool.keys ? `${tool.label} (${tool.keys})` : tool.label;
  return html`<button
    type="button"
    class=${`tool ${tool.class ?? ''}`}
    title=${title}
    aria-label=${tool.label}
    aria-keyshortcuts=${tool.keys?.replaceAll(', ', ' ') ?? nothing}
    aria-pressed=${tool.pressed === undefined ? nothing : String(tool.pressed)}
    ?disabled=${tool.disabled ?? false}
    @click=${() => tool.run()}
  >${icon(tool.icon)}</button>`;
}

/** A place that opens in the editor. */
export function placeLink(range: SourceRange, controller: Controller, text = placeName(range)): TemplateResult {
  return html`<button
    type="button"
    class="link place"
    title=${`Open ${placeName(range)}`}
    @click=${() => controller.open(range)}
  >${text}</button>`;
}

/** The same, shorter. */
export function shortPlaceLink(range: SourceRange, controller: Controller): TemplateResult {
  return placeLink(range, controller, shortPlace(range));
}

/** A symbol that leads to what the notes and the model say about it. */
export function symbolLink(symbol: string, controller: Controller, text = symbol): TemplateResult {
  return html`<button type="button" class="link" title=${`Show ${symbol}`} @click=${() => controller.openSymbol(symbol)}
    ><code>${text}</code></button
  >`;
}

/** `… and 3 more devices`, when not all are shown. */
export function more(left: number, what: string): TemplateResult | typeof nothing {
  return left > 0 ? html`<p class="more">… and ${plural(left, `more ${what}`)}</p>` : nothing;
}

/** Whose text it is. */
export function originBadge(origin: TextOrigin): TemplateResult {
  const told = {
    note: 'This text stands in the note',
    model: 'This text stands in the kernel model',
    tree: 'This text stands in the kernel tree',
    'note+model': 'The note’s text, with the model’s lines where the note leaves some out',
  }[origin];
  return html`<span class=${`badge ${originClass(origin)}`} title=${told}>${originName(origin)}</span>`;
}

export interface Section {
  readonly name: SectionName;
  readonly title: string;
  readonly open: boolean;
  /** Beside the title: how many, or the most important. */
  readonly summary?: Content;
  body(): Content;
}

/** A part of the panel that opens and closes. Its body is only made while it is open. */
export function section(
  { name, title, open, summary = nothing, body }: Section,
  controller: Controller,
): TemplateResult {
  const id = `section-${name}`;
  return html`<section class=${`section section-${name}`} aria-labelledby=${`${id}-title`}>
    <h2 class="section-header">
      <button
        type="button"
        id=${`${id}-title`}
        aria-expanded=${String(open)}
        aria-controls=${id}
        @click=${() => controller.toggle(name, !open)}
      >${icon(open ? 'chevron-down' : 'chevron-right')}<span class="title">${title}</span></button>
      <span class="summary">${summary}</span>
    </h2>
    <div class="section-body" id=${id} ?hidden=${!open}>${open ? body() : nothing}</div>
  </section>`;
}

/** What a section says when it has nothing to show. */
export function emptyText(text: string): TemplateResult {
  return html`<p class="empty">${text}</p>`;
}
