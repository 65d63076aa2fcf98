/** Names a lawyer's list would spell out: medicines, tests, disorders. Written as pattern sources, lower case. */

/** Psychiatric medicines of the last sixty years, generic and US brand names. */
export const medicines =
	`abilify|adderall|alprazolam|ambien|amitriptyline|anafranil|antabuse|aripiprazole|ativan|atomoxetine
|baclofen|benadryl|benztropine|buprenorphine|bupropion|buspar|buspirone|butabarbital|campral|carbamazepine|celexa|chantix
|chlordiazepoxide|chlorpromazine|citalopram|clomipramine|clonazepam|clonidine|clozapine|clozaril|cogentin|concerta
|cymbalta|dalmane|depakote|desipramine|desyrel|dexedrine|diazepam|disulfiram|donepezil|doxepin|duloxetine|effexor|elavil
|escitalopram|eskalith|fluoxetine|fluphenazine|fluvoxamine|gabapentin|geodon|guanfacine|halcion|haldol|haloperidol
|hydroxyzine|imipramine|invega|ketamine|klonopin|lamictal|lamotrigine|latuda|lexapro|librium|lisdexamfetamine|lithium
|lithobid|lorazepam|lunesta|lurasidone|luvox|lyrica|mellaril|melatonin|meprobamate|methadone|methylphenidate|miltown
|mirtazapine|naloxone|naltrexone|nardil|navane|neurontin|norpramin|nortriptyline|olanzapine|oxazepam|oxcarbazepine
|pamelor|parnate|paroxetine|paxil|perphenazine|phenelzine|prazosin|pristiq|prolixin|propranolol|provigil|prozac
|quetiapine|remeron|restoril|risperdal|risperidone|ritalin|seconal|serax|seroquel|sertraline|serzone|sinequan|stelazine
|strattera|suboxone|subutex|symbyax|tegretol|temazepam|thorazine|thioridazine|tofranil|topamax|topiramate|tranxene
|tranylcypromine|trazodone|triavil|trileptal|trilafon|valium|valproate|valproic|venlafaxine|vilazodone|vistaril|vivitrol
|vyvanse|wellbutrin|xanax|zolpidem|zoloft|ziprasidone|zyban|zyprexa|ssri|snri|benzos?|antidepressants?|antipsychotics?
|neuroleptics?|stimulants?|tricyclics?|maoi`.replace(/\s+/g, '');

/** Names of tests and scales that give a result. */
export const tests =
	`phq-?\\s?[29]|gad-?\\s?7|bdi(?:-?ii)?|bai|beck|ham-?[da]|madrs|y-?bocs|pcl(?:-?5|-?c)?|caps-?5?
|mmpi(?:-?2)?|mcmi|pai|wais|wisc|wechsler|rorschach|tat|mmse|moca|audit(?:-c)?|dast|cage|ces-?d|edinburgh|epds|gaf|whodas
|oq-?45|ors|srs|scl-?90|vanderbilt|conners|cbcl|basc|aims|c-?ssrs|cows|ciwa|uds|tsh|vineland|asrs|isi|eat-?26|ede-?q
|stai|mast|sassi|hopkins|zung|clock drawing|trails|bender|full scale iq|iq`.replace(/\s+/g, '');

/** Names of disorders as clinicians write them. */
export const disorders =
	`mdd|gad|ptsd|ocd|adhd|add|odd|bpd|bipolar|bpad|dysthymi\\w*|schizo\\w+|borderline personality
|adjustment d(?:isorder|/o)|anxiety d(?:isorder|/o)|panic d(?:isorder|/o)|major depress\\w+|depressive d(?:isorder|/o)
|depressive episode|delusional d(?:isorder|/o)|personality d(?:isorder|/o)|(?:use|eating|mood|conduct|sleep|stress|
somatoform|somatization|dissociative|substance|psychotic|autism spectrum|oppositional defiant|obsessive compulsive)
 d(?:isorder|/o)|alcohol dependence|opioid dependence|anorexia nervosa|bulimia|agoraphobia|social phobia|dementia
|delirium|cyclothymi\\w*|hypomani[ac]|mania|v-?code|nos`
		.replace(/\n/g, '')
		.replace(/\t/g, '');
