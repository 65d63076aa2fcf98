/** `station completion SHELL`: what a shell needs to finish commands and options. Pure. */

export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

/** Each command with its options. */
const commands: Readonly<Record<string, readonly string[]>> = {
	read: ['--jobs', '--password', '--password-file'],
	sort: [],
	verify: ['--kit'],
	prove: ['--password', '--password-file', '--json'],
	watch: [
		...['--for', '--box-by', '--jobs', '--once', '--dry-run', '--spool', '--settle'],
		...['--delete-originals', '--help']
	],
	status: ['--for', '--spool', '--json', '--report'],
	completion: [...shells]
};

export function completionFor(shell: Shell): string {
	if (shell === 'fish') return fish();
	const bash = bashScript();
	return shell === 'bash' ? bash : `autoload -U +X bashcompinit && bashcompinit\n${bash}`;
}

function bashScript(): string {
	const cases = Object.entries(commands)
		.map(([name, options]) => `    ${name}) words="${options.join(' ')}" ;;`)
		.join('\n');
	return `_station() {
  local word="\${COMP_WORDS[COMP_CWORD]}" words=""
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${Object.keys(commands).join(' ')}" -- "$word"))
    return
  fi
  if [ "\${COMP_WORDS[COMP_CWORD-1]}" = --box-by ]; then
    COMPREPLY=($(compgen -W "file separator folder" -- "$word"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${cases}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word") $(compgen -f -- "$word"))
}
complete -o filenames -F _station station
`;
}

function fish(): string {
	const names = Object.keys(commands).join(' ');
	const lines = Object.entries(commands).flatMap(([name, options]) =>
		options.map((option) =>
			option.startsWith('--')
				? `complete -c station -n '__fish_seen_subcommand_from ${name}' -l ${option.slice(2)}`
				: `complete -c station -n '__fish_seen_subcommand_from ${name}' -f -a ${option}`
		)
	);
	return `complete -c station -n '__fish_use_subcommand' -f -a '${names}'\n${lines.join('\n')}\n`;
}
