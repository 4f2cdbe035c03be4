"""The form in which a channel chooses its digest, as an answer: opened, opened at one part, or sent back."""

from collections.abc import Mapping
from dataclasses import replace

from bot.chat import Answer
from bot.words.call import Call, role_note
from bot.words.fields import more_fields, when_fields
from digest.model.place import Platform
from digest.model.subscription import Subscription
from digest.store import notes
from digest.tell.form import Form, Part, ServerRole
from digest.tell.message import Button, Buttons
from digest.tell.phrases import Words
from digest.tell.present.plain import problem_message


class FormRemark(Words):
    """What stands around the fields of the form."""

    FORM_TITLE = "This channel’s digest", "Le point de ce canal"
    PART_WHEN = "Themes and times", "Thèmes et horaires"
    PART_ROLE = "Who may change it", "Qui peut le changer"
    PART_MORE = "More", "Autres réglages"
    FORM_SUBMIT = "Preview", "Aperçu"
    FORM_CANCEL = "Cancel", "Annuler"
    ROLE_FIELD = "Role that may change this, too", "Rôle qui peut aussi changer cela"
    FORM_CLOSED = "Open the form", "Ouvrir le formulaire"
    OPEN_FORM = "The form did not open in time.", "Le formulaire ne s’est pas ouvert à temps."
    CHANGE = "Change it", "Modifier"
    CHANGE_PART = "Change: {part}", "Modifier : {part}"


# How the text of a button begins that opens the form at a part; the part's number and the draft's id follow.
PART = "part"
# The field for the server role whose members may do what admins may.
ROLE = "role"


async def opened(call: Call, chosen: Subscription, draft: str, *, at: int = 0) -> Answer:
    """Answer with the form, at one of its parts; `draft` is the id of what was chosen so far, empty at first."""
    form = await _form(call, chosen, draft, at=at)
    reopen = Button(call.spoken.say(FormRemark.FORM_CLOSED), call.request.word, call.text, is_main=True)
    return replace(call.said(FormRemark.OPEN_FORM, buttons=[reopen]), form=form)


async def sent_back(call: Call, chosen: Subscription, draft: str, problems: Mapping[str, str]) -> Answer:
    """Answer with what is to be mended, by field, and with the form at its first part, which asks for all of these."""
    form = replace(await _form(call, chosen, draft, at=0), problems=problems)
    problem = problem_message(" ".join(problems.values()), call.spoken)
    again = Buttons((part_buttons(call, draft)[0],))
    return Answer(replace(problem, blocks=(*problem.blocks[:-1], again)), form=form)


def part_buttons(call: Call, draft: str) -> list[Button]:
    """Return a button for each part of the form, which opens it there; one where all parts are asked at once."""
    if call.place.platform is Platform.SLACK:
        change = call.spoken.say(FormRemark.CHANGE)
        return [Button(change, call.request.word, f"{PART} 0 {draft}".strip())]
    return [
        Button(
            call.spoken.say(FormRemark.CHANGE_PART, part=call.spoken.say(title)),
            call.request.word,
            f"{PART} {number} {draft}".strip(),
        )
        for number, title in enumerate(_titles(call))
    ]


def _titles(call: Call) -> list[FormRemark]:
    # Only Discord has roles.
    of_roles = call.place.platform is Platform.DISCORD and call.manages_team
    return [FormRemark.PART_WHEN, FormRemark.PART_MORE, *([FormRemark.PART_ROLE] if of_roles else [])]


async def _form(call: Call, chosen: Subscription, draft: str, *, at: int) -> Form:
    spoken = call.spoken
    role = await call.house.store.read(notes.get, role_note(call.request)) or ""
    fields = (
        when_fields(call.themes, chosen, spoken),
        more_fields(chosen, spoken, call.request.layouts),
        (ServerRole(ROLE, spoken.say(FormRemark.ROLE_FIELD), role),),
    )
    titles = _titles(call)
    parts = tuple(Part(spoken.say(title), shown) for title, shown in zip(titles, fields, strict=False))
    return Form(
        word=call.request.word,
        draft=draft,
        title=spoken.say(FormRemark.FORM_TITLE),
        parts=parts,
        submit=spoken.say(FormRemark.FORM_SUBMIT),
        cancel=spoken.say(FormRemark.FORM_CANCEL),
        opens_at=at if at < len(parts) else 0,
    )
