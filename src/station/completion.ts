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
const names = Object.keys(commands).join(' ');
/** What `--box-by` takes. */
const boxes = 'file separator folder';
/** Options that stand alone; every other takes a word. */
const flags = ['--json', '--once', '--dry-run', '--delete-originals', '--help'];

export function completionFor(shell: Shell): string {
	return { bash: bashScript, zsh: zshScript, fish: fishScript }[shell]();
}

function bashScript(): string {
	const cases = Object.entries(commands)
		.map(([name, options]) => `    ${name}) words="${options.join(' ')}" ;;`)
		.join('\n');
	return `_station() {
  local word="\${COMP_WORDS[COMP_CWORD]}" words=""
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${names}" -- "$word"))
    return
  fi
  if [ "\${COMP_WORDS[COMP_CWORD-1]}" = --box-by ]; then
    COMPREPLY=($(compgen -W "${boxes}" -- "$word"))
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

/** By zsh's own system: what bash's script needs there is often not loaded. */
function zshScript(): string {
	const cases = Object.entries(commands)
		.map(([name, options]) => `    ${name}) compadd -- ${options.join(' ')} ;;`)
		.join('\n');
	return `(( \${+functions[compdef]} )) || { autoload -Uz compinit && compinit }
_station() {
  if (( CURRENT == 2 )); then
    compadd -- ${names}
    return
  fi
  if [[ "\${words[CURRENT-1]}" == --box-by ]]; then
    compadd -- ${boxes}
    return
  fi
  case "\${words[2]}" in
${cases}
  esac
  _files
}
compdef _station station
`;
}

function fishScript(): string {
	const lines = Object.entries(commands).flatMap(([name, options]) =>
		options.map((option) => {
			const seen = `complete -c station -n '__fish_seen_subcommand_from ${name}'`;
			if (!option.startsWith('--')) return `${seen} -f -a ${option}`;
			const words = option === '--box-by' ? ` -x -a '${boxes}'` : ' -r';
			return `${seen} -l ${option.slice(2)}${flags.includes(option) ? '' : words}`;
		})
	);
	return `complete -c station -n '__fish_use_subcommand' -f -a '${names}'\n${lines.join('\n')}\n`;
}
