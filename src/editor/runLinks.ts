/**
 * The links of a hover that run a symbol: one for each scenario that a reader meets first, and one to choose among the others that run it.
 */
import { COMMANDS, commandLink } from './commandLinks';
import type { EngineService } from './engineService';
import type { ScenarioTitles } from './scenarios';

/** Links that run to the first execution of a symbol; `note` is the URI of the note that the run uses. */
export function runLinks(
  engine: EngineService,
  scenarios: ScenarioTitles,
  name: string,
  note: string | undefined,
): string[] {
  const { leading, more } = scenarios.choices(engine.scenariosOf(name, note));
  const argument = { symbol: name, ...(note === undefined ? {} : { note }) };
  const tooltip = `Run to the first execution of ${name}`;
  const links = leading.map(({ scenario, label }) =>
    commandLink(withGlyph(label), COMMANDS.runSymbol, { scenario, ...argument }, tooltip),
  );
  if (more) {
    links.push(
      commandLink(withGlyph(more.label), COMMANDS.runSymbol, { among: more.among, ...argument }, more.tooltip),
    );
  }
  return links;
}

/** A character in the place of the icon, which a link has none of. */
function withGlyph(label: string): string {
  return label.replace('$(play)', '▷');
}
