/**
 * The scenarios of the model, for menus, lenses and the panel: what each is called and what it shows. They are the model's own C: this reads
 * their declarations (kernel/scenarios.ts).
 */
import { type Scenario, scenarios } from '../kernel/scenarios';

/** What a surface offers to run. */
export interface RunChoices {
  /** Scenarios with an entry each. */
  readonly leading: readonly { readonly scenario: string; readonly label: string }[];
  /** One more entry, to choose among the others. */
  readonly more: { readonly among: readonly string[]; readonly label: string; readonly tooltip: string } | undefined;
}

export class ScenarioTitles {
  readonly all: readonly Scenario[] = scenarios();

  get names(): readonly string[] {
    return this.all.map(({ name }) => name);
  }

  /** Of the scenarios that run something, those that a reader meets first have an entry each, and the others one together. */
  choices(run: readonly string[]): RunChoices {
    const first = new Set(this.all.filter(({ leading }) => leading).map(({ name }) => name));
    const leading = run.filter((name) => first.has(name));
    const among = run.filter((name) => !first.has(name));
    const titles = among.map((name) => this.title(name)).join(', ');
    const label = leading.length === 0 ? '$(play) Run…' : 'More…';
    return {
      leading: leading.map((scenario) => ({ scenario, label: `$(play) Run ${this.phrase(scenario)}` })),
      more: among.length === 0 ? undefined : { among, label, tooltip: `Choose: ${titles}` },
    };
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
