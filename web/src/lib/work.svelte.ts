/** One piece of work at a time: `busy` while it lasts, a letter when it fails. */
import { app } from "./app.svelte";

export class Work {
  busy = $state(false);

  async run(work: () => Promise<unknown>): Promise<void> {
    this.busy = true;
    try {
      await work();
    } catch (error) { app.complain(error); }
    this.busy = false;
  }
}
