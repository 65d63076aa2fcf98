/** Offline and updates: the service worker keeps one whole build; a newer one is taken at lock, never under somebody's hands. */

export class Updates {
	/** Everything is on this device: the app works with the server gone. */
	offlineReady = $state(false);
	/** A newer build waits for the next lock. */
	waiting = $state(false);

	#registration: ServiceWorkerRegistration | undefined;

	async watch(): Promise<void> {
		if (import.meta.env.DEV || !('serviceWorker' in navigator)) return;
		try {
			this.#registration = await navigator.serviceWorker.register('/service-worker.js');
		} catch {
			// A private window, or a browser without it: the app works while the server does.
			return;
		}
		this.#look();
		this.#registration.addEventListener('updatefound', () => {
			this.#registration?.installing?.addEventListener('statechange', () => this.#look());
		});
		await navigator.serviceWorker.ready;
		this.offlineReady = true;
	}

	/** Called at lock: the waiting build takes over and the page starts from it. `false`: none waits. */
	take(): boolean {
		const waiting = this.#registration?.waiting;
		if (!waiting) return false;
		navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), {
			once: true
		});
		waiting.postMessage('take-over');
		return true;
	}

	/** Where nothing can be done before the page starts anew: a plain reload would get the kept build again. */
	async takeOrReload(): Promise<void> {
		await this.#registration?.update().catch(() => undefined);
		await installed(this.#registration?.installing);
		if (!this.take()) location.reload();
	}

	#look(): void {
		this.waiting = this.#registration?.waiting !== null && this.#registration?.active !== null;
	}
}

function installed(worker: ServiceWorker | null | undefined): Promise<void> {
	return new Promise((resolve) => {
		if (worker?.state !== 'installing') resolve();
		worker?.addEventListener('statechange', () => resolve(), { once: true });
	});
}
