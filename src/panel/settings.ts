/**
 * What the settings of a run become when another scenario is chosen: its own boot command line takes the place of the former scenario's, and
 * one that the reader typed stays.
 */
import type { RunSettings, ScenarioChoice } from './protocol';

/** The settings with another scenario. */
export function withScenario(
  settings: RunSettings,
  scenario: string,
  scenarios: readonly ScenarioChoice[],
): RunSettings {
  const ownLine = (of: string): string => scenarios.find(({ name }) => name === of)?.commandLine ?? '';
  const typed = settings.commandLine !== ownLine(settings.scenario);
  return { ...settings, scenario, commandLine: typed ? settings.commandLine : ownLine(scenario) };
}
