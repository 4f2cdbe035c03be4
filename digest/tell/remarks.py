"""What the bot says to words that change something, and of its own manners, in English and in French."""

from digest.tell.phrases import Words


class Remark(Words):
    # ---- words ----
    NO_SUCH_WORD = "“{word}” is no word that I know.", "« {word} » n’est pas un mot que je connais."
    NEAREST_WORD = (
        "“{word}” is no word that I know. Did you mean “{nearest}”?",
        "« {word} » n’est pas un mot que je connais. Vouliez-vous dire « {nearest} » ?",
    )
    WHICH_STORY = (
        "Which story? Write `{word}` and a story’s id; `search` shows the ids.",
        "Quel sujet ? Écrivez `{word}` et l’identifiant d’un sujet ; `search` les montre.",
    )
    NO_STORY = (
        "“{id}” is the id of no story, or of several. Press Details under a story, or look for it with `search`.",
        "« {id} » n’est l’identifiant d’aucun sujet, ou de plusieurs. Appuyez sur Détails sous un sujet, "
        "ou cherchez-le avec `search`.",
    )
    FIGURES_FIELD = (
        "Figures can be narrowed by words and by `since:` alone: `figures chips since:7d`.",
        "Les chiffres se limitent par des mots et par `since:` seulement : `figures chips since:7d`.",
    )
    SHARE = "Share with the channel", "Partager avec le canal"
    TOO_OLD = (
        "That button is too old. Say the word again.",
        "Ce bouton est trop ancien. Écrivez le mot à nouveau.",
    )
    PREVIOUS_PAGE = "Previous page", "Page précédente"

    # ---- who may ----
    ONLY_SLACK_ADMINS = (
        "`{word}` changes what this channel gets. Workspace admins and owners can do that, "
        "and the people and user groups that the configuration names.",
        "`{word}` change ce que reçoit ce canal. Les administrateurs et propriétaires de l’espace de travail "
        "le peuvent, ainsi que les personnes et groupes nommés dans la configuration.",
    )
    ONLY_DISCORD_ADMINS = (
        "`{word}` changes what this channel gets. Members who may manage the server can do that, "
        "and those with the role that is chosen in `settings`.",
        "`{word}` change ce que reçoit ce canal. Les membres qui peuvent gérer le serveur le peuvent, "
        "ainsi que ceux qui ont le rôle choisi dans `settings`.",
    )
    ONLY_HOME = (
        "Feeds belong to the whole installation. Only the admins of its home team can change them.",
        "Les flux appartiennent à toute l’installation. Seuls les administrateurs de son équipe d’origine "
        "peuvent les changer.",
    )
    NOT_IN_DIRECT = (
        "`{word}` changes what a channel gets, so say it in that channel. {who}",
        "`{word}` change ce que reçoit un canal : écrivez-le dans ce canal. {who}",
    )
    ROLE_UNKNOWN = (
        "I could not ask Slack who you are, so nothing was changed. Please try again in a minute.",
        "Je n’ai pas pu demander à Slack qui vous êtes ; rien n’a été changé. Réessayez dans une minute.",
    )

    # ---- follow ----
    FOLLOW_WHAT = (
        "Write `follow` and a story’s id or an actor: `follow huawei`.",
        "Écrivez `follow` et l’identifiant d’un sujet ou un acteur : `follow huawei`.",
    )
    FOLLOWED = (
        "This channel now follows {what}. News of it is posted here as it comes.",
        "Ce canal suit désormais : {what}. Les nouvelles seront publiées ici dès qu’elles arrivent.",
    )
    FOLLOWED_BEFORE = "This channel follows {what} already.", "Ce canal suit déjà : {what}."
    UNFOLLOWED = "This channel no longer follows {what}.", "Ce canal ne suit plus : {what}."
    NOT_FOLLOWED = "This channel does not follow {what}.", "Ce canal ne suit pas : {what}."
    FOLLOWS = "Followed in this channel", "Suivis dans ce canal"
    FOLLOWS_NONE = "This channel follows nothing yet.", "Ce canal ne suit rien pour l’instant."
    FOLLOW = "Follow", "Suivre"
    UNDO = "Undo", "Annuler"
    UNFOLLOW_ONE = "Unfollow {what}", "Ne plus suivre {what}"

    FOLLOWS_FULL = (
        "This channel follows {n} already, which is the most. End one with `unfollow` first.",
        "Ce canal en suit déjà {n}, le maximum. Commencez par en arrêter un avec `unfollow`.",
    )

    # ---- mute ----
    MUTED = "This channel hears no more of {what}.", "Ce canal n’entendra plus parler de : {what}."
    MUTED_BEFORE = "{what} is muted here already.", "Déjà en sourdine ici : {what}."
    UNMUTED = "This channel hears of {what} again.", "Ce canal entendra à nouveau parler de : {what}."
    NOT_MUTED = "{what} is not muted here.", "{what} n’est pas en sourdine ici."
    MUTES = "Muted in this channel", "En sourdine dans ce canal"
    MUTES_NONE = (
        "Nothing is muted here. Write `mute` and an outlet, an actor or a term: `mute example.org`.",
        "Rien n’est en sourdine ici. Écrivez `mute` et un média, un acteur ou un terme : `mute example.org`.",
    )
    MUTES_FULL = (
        "This channel has muted {n} already, which is the most. Lift one first: `mute off example.org`.",
        "Ce canal en a déjà mis {n} en sourdine, le maximum. Commencez par en lever un : `mute off example.org`.",
    )
    UNMUTE_ONE = "Lift {what}", "Lever {what}"
    KIND_OUTLET = "the outlet {what}", "le média {what}"
    KIND_ACTOR = "the actor {what}", "l’acteur {what}"
    KIND_TERM = "the term “{what}”", "le terme « {what} »"

    # ---- suggest ----
    SUGGEST_WHAT = (
        "Write `suggest` and the address of a site or a feed: `suggest https://example.org`.",
        "Écrivez `suggest` et l’adresse d’un site ou d’un flux : `suggest https://example.org`.",
    )
    SUGGESTED = (
        "Thank you. An admin of the home team will look at {url}.",
        "Merci. Un administrateur de l’équipe d’origine regardera {url}.",
    )
    SUGGESTED_KNOWN = (
        "{url} is among the feeds already, as “{feed}”.",
        "{url} est déjà parmi les flux, sous le nom « {feed} ».",
    )
    SUGGESTED_BEFORE = "{url} waits for an admin already.", "{url} attend déjà un administrateur."
    SUGGESTED_DECLINED = "An admin has declined {url} before.", "Un administrateur a déjà refusé {url}."
    TOO_MANY_SUGGESTIONS = (
        "Too many suggestions of this team wait for an admin. Please come back later.",
        "Trop de propositions de cette équipe attendent un administrateur. Revenez plus tard.",
    )
    SUGGESTION_OF = "{who} suggests a feed: {url}", "{who} propose un flux : {url}"
    SUGGESTIONS = "Suggested feeds", "Flux proposés"
    LOOK = "Look at it", "Regarder"
    ADD_FEED = "Add this feed", "Ajouter ce flux"
    DECLINE = "Decline", "Refuser"
    WOULD_ADD = "This would be added: {title}", "Ceci serait ajouté : {title}"
    ENTRIES = (
        "{n} item now; the newest:|{n} items now; the newest:",
        ("{n} article actuellement ; les derniers :|{n} articles actuellement ; les derniers :"),
    )
    FEED_ADDED = (
        "“{feed}” was added. It is pulled within a minute.",
        "« {feed} » a été ajouté. Il sera relevé dans la minute.",
    )
    DECLINED = "{url} was declined.", "{url} a été refusé."
    SETTLED = "Somebody has settled that suggestion already.", "Cette proposition a déjà été traitée."

    # ---- subscribe and settings ----
    FORM_TITLE = "This channel’s digest", "Le point de ce canal"
    PART_WHEN = "Themes and times", "Thèmes et horaires"
    PART_ROLE = "Who may change it", "Qui peut le changer"
    PART_MORE = "More", "Autres réglages"
    FORM_SUBMIT = "Preview", "Aperçu"
    FORM_CANCEL = "Cancel", "Annuler"
    THEMES_FIELD = "Themes, in the order of the list", "Thèmes, dans l’ordre de la liste"
    AT_FIELD = "Time of day", "Heure"
    AT_HINT = "As in 08:00", "Par exemple 08:00"
    ZONE_FIELD = "Time zone", "Fuseau horaire"
    ZONE_HINT = "A city’s name, as in Europe/Paris", "Le nom d’une ville, comme Europe/Paris"
    DAYS_FIELD = "Days", "Jours"
    STORIES_FIELD = "Stories at most", "Nombre de sujets au plus"
    EDITION_FIELD = "How often", "Fréquence"
    EDITION_DAILY = "On each of these days", "Chacun de ces jours"
    EDITION_WEEKLY = (
        "Once a week, on the first of these days",
        "Une fois par semaine, le premier de ces jours",
    )
    LAYOUT_FIELD = "Layout", "Présentation"
    LAYOUT_FLAT = "One message", "Un seul message"
    LAYOUT_THREAD = "A thread with each story’s detail", "Un fil avec le détail de chaque sujet"
    LAYOUT_FORUM = "A forum post a story", "Un message de forum par sujet"
    VOICE_FIELD = "The bot speaks", "Le bot parle"
    QUIET_FIELD = "Say nothing when there is nothing new", "Se taire quand il n’y a rien de nouveau"
    ALERTS_FIELD = (
        "Tell at once what many outlets carry within hours",
        "Signaler tout de suite ce que beaucoup de médias reprennent en quelques heures",
    )
    ROLE_KEPT = (
        "Members with that role may now change what this server’s channels get.",
        "Les membres ayant ce rôle peuvent désormais changer ce que reçoivent les salons de ce serveur.",
    )
    ROLE_NONE = (
        "Only members who may manage the server can change what its channels get now.",
        "Seuls les membres qui peuvent gérer le serveur peuvent désormais changer ce que reçoivent ses salons.",
    )
    YES = "Yes", "Oui"
    ROLE_FIELD = "Role that may change this, too", "Rôle qui peut aussi changer cela"
    BAD_TIME = (
        "“{value}” is no time of day; write 08:00.",
        "« {value} » n’est pas une heure ; écrivez 08:00.",
    )
    BAD_ZONE = (
        "“{value}” is no time zone; write a city’s, as in Europe/Paris.",
        "« {value} » n’est pas un fuseau horaire ; écrivez celui d’une ville, comme Europe/Paris.",
    )
    BAD_ZONE_NEAREST = (
        "“{value}” is no time zone. Did you mean {nearest}?",
        "« {value} » n’est pas un fuseau horaire. Vouliez-vous dire {nearest} ?",
    )
    CHOOSE_ONE = "Choose at least one.", "Choisissez-en au moins un."
    FORM_FAILED = "That cannot be kept yet.", "Cela ne peut pas encore être enregistré."
    FORM_CLOSED = "Open the form", "Ouvrir le formulaire"
    OPEN_FORM = "The form did not open in time.", "Le formulaire ne s’est pas ouvert à temps."
    FORM_TAKES = (
        "`{word}` opens a form and takes nothing more; `settings stop` ends this channel’s digest, "
        "`settings forget` deletes what is kept of this team.",
        "`{word}` ouvre un formulaire et ne prend rien d’autre ; `settings stop` arrête le point de ce canal, "
        "`settings forget` efface ce qui est conservé sur cette équipe.",
    )
    PREVIEW = "Preview: {when}", "Aperçu : {when}"
    PREVIEW_HINT = (
        "Nothing is kept yet. It would read like this now:",
        ("Rien n’est encore enregistré. Voici à quoi cela ressemblerait maintenant :"),
    )
    KEEP = "Keep it", "Enregistrer"
    CHANGE_PART = "Change: {part}", "Modifier : {part}"
    KEPT = "Kept: {when}. The first digest comes {first}.", "Enregistré : {when}. Premier point : {first}."
    NOT_IN_SLACK_CHANNEL = (
        "But the bot may not write in this channel yet: say `/invite @Parallax` here.",
        "Mais le bot ne peut pas encore écrire dans ce canal : écrivez ici `/invite @Parallax`.",
    )
    NO_DISCORD_RIGHT = (
        "But the bot may not write in this channel yet: allow it “View Channel” and “Send Messages” under Permissions "
        "in the channel’s settings.",
        "Mais le bot ne peut pas encore écrire dans ce canal : accordez-lui « Voir le salon » et « Envoyer des "
        "messages » sous Permissions dans les réglages du canal.",
    )
    WHEN_DAILY = "{days} at {at} ({zone})", "{days} à {at} ({zone})"
    WHEN_WEEKLY = "weekly, {days} at {at} ({zone})", "chaque semaine, {days} à {at} ({zone})"
    EVERY_DAY = "every day", "tous les jours"
    WORKING_DAYS = "Monday to Friday", "du lundi au vendredi"
    FROM_FILE = (
        "This channel’s subscription “{name}” stands in the configuration file, and can only be changed there: {when}.",
        "L’abonnement « {name} » de ce canal se trouve dans le fichier de configuration et ne peut être changé "
        "que là : {when}.",
    )
    STOP = "Stop this digest", "Arrêter ce point"
    STOP_QUESTION = (
        "Shall this channel get no digest any more?",
        "Ce canal ne doit-il plus recevoir de point ?",
    )
    STOPPED = "This channel gets no digest any more.", "Ce canal ne reçoit plus de point."
    NOT_SUBSCRIBED = (
        "This channel has no digest of its own. Say `subscribe`.",
        "Ce canal n’a pas de point à lui. Écrivez `subscribe`.",
    )
    FORGET = "Forget this team", "Oublier cette équipe"
    FORGET_QUESTION = (
        "This deletes every subscription, follow and mute of this team, and what it was told. It cannot be undone.",
        "Cela efface tous les abonnements, suivis et sourdines de cette équipe, et ce qui lui a été raconté. "
        "C’est irrévocable.",
    )
    FORGOTTEN = (
        "All that was kept of this team is deleted.",
        "Tout ce qui était conservé sur cette équipe est effacé.",
    )
    THIS_CHANNEL = "This channel: {when}", "Ce canal : {when}"

    # ---- status ----
    CHANGES = "Changed lately", "Changements récents"
    CHANGED_LINE = "{day}  {who}: {what}", "{day}  {who} : {what}"
