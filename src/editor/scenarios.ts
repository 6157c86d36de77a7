/**
 * The scenarios of the model, for menus, lenses and the panel: what each is called and what it shows. They are the model's own C: this reads
 * their declarations (kernel/scenarios.ts).
 */
import { type Scenario, scenarios } from '../kernel/scenarios';

export class ScenarioTitles {
  readonly all: readonly Scenario[] = scenarios();

  get names(): readonly string[] {
    return this.all.map(({ name }) => name);
  }

  /** Those that a reader meets first. */
  get leading(): readonly string[] {
    return this.all.filter(({ leading }) => leading).map(({ name }) => name);
  }

  title(name: string): string {
    return this.all.find((scenario) => scenario.name === name)?.title ?? name;
  }

  /** For the middle of a phrase: `Run stats read`. */
  phrase(name: string): string {
    const title = this.title(name);
    return title.charAt(0).toLowerCase() + title.slice(1);
  }

  description(name: string): string {
    return this.all.find((scenario) => scenario.name === name)?.description ?? '';
  }
}
