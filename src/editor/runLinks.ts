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
  const run = engine.scenariosOf(name, note);
  const leading = run.filter((scenario) => scenarios.leading.includes(scenario));
  const argument = { symbol: name, ...(note === undefined ? {} : { note }) };
  const tooltip = `Run to the first execution of ${name}`;
  const links = leading.map((scenario) => {
    const label = `$(play) Run ${scenarios.phrase(scenario)}`;
    return commandLink(label, COMMANDS.runSymbol, { scenario, ...argument }, tooltip);
  });
  if (run.length > leading.length) {
    const others = run.filter((scenario) => !leading.includes(scenario));
    const label = links.length === 0 ? '$(play) Run…' : 'More…';
    const titles = others.map((scenario) => scenarios.title(scenario)).join(', ');
    links.push(commandLink(label, COMMANDS.runSymbol, { among: others, ...argument }, `Choose: ${titles}`));
  }
  return links;
}
