/** What is chosen for a packet's file before it is built: how fine, how large, and whether it opens with a password. */
import { usualOptions, type PacketOptions } from '#lib/packet/options.ts';
import { newPassword } from '#lib/packet/password.ts';

const mega = 1_000_000;

export class PacketChoices {
	quality = $state<PacketOptions['quality']>(usualOptions.quality);
	blackAndWhite = $state(usualOptions.blackAndWhite);
	/** Megabytes that one file may have, as typed; empty for no limit. */
	limit = $state('');
	locked = $state(false);
	/** Of the packet that was built last: shown while it lies here, and kept nowhere. */
	password = $state<string>();

	/** What is wrong with the limit, in a sentence. */
	readonly problem = $derived.by(() => {
		if (!this.limit.trim()) return undefined;
		const size = Number(this.limit);
		return size >= 1 && size <= 2000
			? undefined
			: 'Write a number of megabytes from 1 to 2000, or nothing.';
	});

	/** Nothing, when everything is as usual. */
	get options(): PacketOptions | undefined {
		const { quality, blackAndWhite, locked } = this;
		const limit = this.limit.trim() && !this.problem ? Number(this.limit) : undefined;
		const isUsual = quality === 'scan' && !blackAndWhite && !locked && limit === undefined;
		if (isUsual) return undefined;
		return {
			...{ quality, blackAndWhite },
			...(limit === undefined ? {} : { volumeLimit: Math.floor(limit * mega) }),
			...(locked ? { locked } : {})
		};
	}

	/** A new password for every building; `undefined` when the packet is not to be locked. */
	draw(): string | undefined {
		this.password = this.locked ? newPassword() : undefined;
		return this.password;
	}

	/** For the next request. */
	clear(): void {
		this.quality = usualOptions.quality;
		this.blackAndWhite = usualOptions.blackAndWhite;
		this.limit = '';
		this.locked = false;
		this.password = undefined;
	}
}
