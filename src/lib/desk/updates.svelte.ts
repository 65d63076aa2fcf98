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

	/** Called at lock: the waiting build takes over and the page starts from it. */
	take(): void {
		const waiting = this.#registration?.waiting;
		if (!waiting) return;
		navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), {
			once: true
		});
		waiting.postMessage('take-over');
	}

	#look(): void {
		this.waiting = this.#registration?.waiting !== null && this.#registration?.active !== null;
	}
}
