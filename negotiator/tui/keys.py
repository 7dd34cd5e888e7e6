"""Every key of the program: one list feeds the bindings, the footer, the palette and the help.

A list is in the order in which the footer shows it, for as many as there is room.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from textual.binding import Binding, BindingType


@dataclass(frozen=True, slots=True)
class Command:
    """Something a key does.

    `id` names it in the code, whatever its key is; `action` is the method behind it; `group` is
    what it is for, as the help has it.
    """

    id: str
    key: str
    title: str
    help: str
    action: str
    footer: bool = True
    priority: bool = False
    group: str = ""


def _for(group: str, *commands: Command) -> tuple[Command, ...]:
    """Commands that are for the same."""
    return tuple(replace(command, group=group) for command in commands)


APP = (
    Command(
        "help", "f1,question_mark", "Help", "Every key of this screen; while you type, F1.", "help"
    ),
    Command("palette", "ctrl+p", "Palette", "Every command, found by typing.", "command_palette"),
    Command(
        "theme", "f8", "Theme", "The next theme: dark, light, high contrast.", "next_theme", False
    ),
    Command(
        "discreet",
        "f9",
        "Discreet",
        "Screen shared: hide what is ours, or show it.",
        "discreet",
        footer=False,
        priority=True,
    ),
    Command("quit", "ctrl+q", "Quit", "Leave; everything is already saved.", "quit", priority=True),
)

TO_PATHS = Command("paths", "p", "Paths", "Each clause of the deal down its ladder.", "paths")
BESIDE = Command("beside", "b", "Side by side", "With another deal or vendor.", "beside")

DEALS = (
    Command("open", "enter", "Open", "Resume the highlighted deal in a call.", "open"),
    Command("new-deal", "f2,ctrl+n", "New deal", "Begin a deal: the profile in one form.", "new"),
    Command("resume", "f3", "Resume last", "Go back to the deal you were on last.", "resume"),
    Command("playbook", "f4", "Playbook", "Browse and edit the playbooks.", "playbook"),
    Command("prepare", "f5,P", "Prepare", "Before the call on the highlighted deal.", "prepare"),
    Command("contract", "f6", "Contract", "Its term and its notice dates.", "contract"),
    Command("due", "f7", "Due", "What is due on all deals, the nearest first.", "due"),
    Command("reviews", "f10", "Review", "Past sessions, step by step.", "reviews"),
    Command(
        "insights", "ctrl+k", "Insights", "What the team knows.", "insights", False, priority=True
    ),
    replace(TO_PATHS, key="ctrl+t", footer=False),
    replace(BESIDE, key="ctrl+o", footer=False),
)

INSIGHTS = (
    *(
        Command(name, str(number), title, help, f"show({number - 1})", False)
        for number, (name, title, help) in enumerate(
            (
                ("free", "For nothing", "What was given for nothing, where and to whom."),
                ("signed", "Signed", "Which rungs were signed, clause by clause."),
                ("vendors", "Vendors", "The rungs signed by clause and vendor."),
                ("objections", "Objections", "What was objected, and how it ended."),
                ("counters", "Counters", "Which counters landed."),
                ("open", "Left open", "What was put off, never raised, in no playbook."),
            ),
            start=1,
        )
    ),
    Command("session", "enter", "Open", "The session in which it was given.", "open", False),
    Command("span", "w", "When", "A year, the last quarter, or any time you type.", "span"),
    Command("reviews", "f10", "Review", "Past sessions, step by step.", "reviews"),
    Command("back", "escape", "Back", "Back to the deals.", "back"),
)

DUE = (
    Command("open", "enter", "Open", "To the contract, or to the clause in its call.", "open"),
    Command("within", "w", "Further", "Look further ahead, or less far.", "within"),
    Command("calendar", "c", "Calendar file", "Write it for your calendar.", "calendar"),
    Command("back", "escape", "Back", "Back to the deals.", "back"),
)

CONTRACT = (
    Command("keep", "ctrl+s,f2", "Keep", "Record the term as it stands here.", "keep"),
    Command("renewed", "f3", "Renewed", "Confirm that the term was renewed, once.", "renewed"),
    Command("notice", "f4", "Notice given", "We gave notice; the contract ends.", "notice"),
    Command("renewal", "f5", "Renewal", "What to ask for at the renewal.", "renewal"),
    Command("review", "f6", "Review", "The quarterly review: what was seen.", "review"),
    Command(
        "undo", "f7", "Take back", "The last renewal, notice, or change of the term.", "take_back"
    ),
    Command("back", "escape", "Back", "Back; what is not recorded is dropped.", "back"),
)

RENEWAL = (
    Command("details", "c", "Details", "Promises, observations, lock-in, both deals.", "details"),
    Command("review", "f6", "Review", "The quarterly review: what was seen.", "review"),
    Command("start", "s", "Start", "Begin the deal that renews this one.", "start"),
    Command("write", "w", "Brief", "The brief as a file, internal.", "write"),
    Command("reviews", "f10", "Sessions", "Those with this vendor, step by step.", "reviews"),
    Command("back", "escape,f5", "Back", "One step back.", "back"),
)

GOVERNANCE = (
    Command("keep", "ctrl+s,f2", "Record", "Record all that is filled in.", "keep"),
    Command("back", "escape", "Back", "Back; what is not recorded is dropped.", "back"),
)

NEW_DEAL = (
    Command("create", "ctrl+s,f2", "Create", "Begin the deal and go to the call.", "create"),
    Command("back", "escape", "Back", "Back to the deals; nothing is kept.", "back"),
)

CALL = (
    *_for(
        "While they talk",
        Command("line", "i", "Type", "Back to the line: what do they say?", "line"),
        Command("counter", "c", "Said", "The counter was said: show the next one.", "counter"),
        Command("landed", "plus", "Landed", "The last counter landed.", "landed(True)", False),
        Command(
            "missed", "minus", "Missed", "The last counter did not land.", "landed(False)", False
        ),
        Command("raise", "r", "Raise", "We brought this clause up.", "raise_clause", False),
        Command(
            "constraint",
            "q,f6",
            "Impossible?",
            "Impossible, or merely inconvenient?",
            "constraint",
            False,
        ),
        Command("note", "n", "Note", "A remark of ours; never shown to them.", "note", False),
    ),
    *_for(
        "What is on the table",
        Command("offer", "o", "Offer", "Put the next rung on the table.", "offer"),
        Command("agreed", "a", "Agreed", "They agreed to what is on the table.", "agree"),
        Command("refused", "x", "Refused", "They refused what is on the table.", "refuse"),
        Command("escalate", "e", "Escalate", "Ask an approver.", "escalate", False),
        Command(
            "approved", "v", "Approved", "The approver who was asked said yes.", "approve", False
        ),
        Command("read-back", "b", "Read back", "Read back and confirmed.", "read_back", False),
        Command(
            "papered",
            "h",
            "Papered",
            "In a document, section; what reopens it asks.",
            "paper",
            False,
        ),
        Command("waive", "w", "Waive", "Give the clause up, with the reason.", "waive", False),
    ),
    *_for(
        "What we give, get and are promised",
        Command("trade", "t", "Trade", "What we give, and what came back.", "trade"),
        Command(
            "answer-give", "G", "Came back", "What came back for a give.", "answer_give", False
        ),
        Command(
            "packages", "M", "Packages", "Equal offers over several clauses.", "packages", False
        ),
        Command("promise", "m", "Promise", "They said they will do something.", "promise", False),
        Command(
            "promises",
            "l,f7",
            "Promises",
            "What is only said, and what is on paper.",
            "promises",
            False,
        ),
    ),
    *_for(
        "Later, and who does it",
        Command("defer", "d", "Defer", "Put off, with an owner and a date.", "defer"),
        Command("park", "p", "Park", "Leave it for later in this call.", "park", False),
        Command("task", "k", "Task", "Something somebody has to do.", "task", False),
        Command("due", "D", "Due", "What is overdue, or due today.", "due", False),
    ),
    *_for(
        "The whole deal",
        Command(
            "wrap-up", "s,f10", "Wrap up", "Read back, see what is left, end the call.", "wrap_up"
        ),
        Command("undo", "u", "Undo", "Take back the last thing recorded.", "undo"),
        Command(
            "readiness", "R", "Readiness", "May this be signed, and what is missing?", "readiness"
        ),
        Command(
            "prepare", "P", "Prepare", "Alternative, deadline, leverage, who.", "prepare", False
        ),
        Command(
            "tier", "y", "Tier", "Make it a pilot: see what changes, take it.", "retier", False
        ),
        Command(
            "edition",
            "E,f5",
            "Edition",
            "What changed in the playbook; take it or not.",
            "edition",
            False,
        ),
        Command(
            "elsewhere",
            "S,ctrl+s",
            "Save elsewhere",
            "What no disk has taken, into a file you name.",
            "elsewhere",
            False,
        ),
        Command(
            "learned",
            "L",
            "Learned",
            "What was learned from what you filed by hand.",
            "learned",
            False,
        ),
    ),
    *_for(
        "Where to",
        Command("next", "j", "Next", "To the next clause to raise, and why.", "next_clause"),
        Command("agenda", "A", "Agenda", "What is left, in order; Enter goes there.", "agenda"),
        Command("precedents", "N", "Precedents", "What was agreed elsewhere.", "precedents", False),
        Command("go", "g,slash", "Go to", "Jump to a clause by typing.", "go", False),
        Command(
            "filter",
            "f",
            "Filter",
            "Open must-haves, a function, not raised, all.",
            "filter",
            False,
        ),
        Command("playbook", "f4", "Playbook", "This clause in its playbook.", "playbook", False),
        Command("back", "escape", "Back", "One step back; everything is saved.", "back", False),
    ),
)

PRECEDENTS = (Command("back", "escape,N", "Back", "Back to the call.", "back"),)

LEARNED = (
    Command("unlearn", "u", "Unlearn", "It counts no more, in no call.", "unlearn"),
    Command("promote", "p", "Promote", "Make it a phrase of the playbook.", "promote"),
    Command("back", "escape", "Back", "Back to the call.", "back"),
)

PROMISES = (
    Command("read-back", "b", "Read back", "Read back and confirmed.", "read_back"),
    Command("papered", "h", "Papered", "It stands in a document and section.", "paper"),
    Command("condition", "c", "Condition", "What it hangs on.", "condition"),
    Command("verbatim", "v", "Verbatim", "The words are theirs, or ours after all.", "verbatim"),
    Command("without", "w", "Sign without", "We sign without it: why, and who allows it.", "waive"),
    Command("order", "o", "Which wins", "The order of precedence, in one line.", "order"),
    Command("clause", "enter", "Clause", "To its clause in the call.", "clause", False),
    Command("undo", "u", "Undo", "Take back the last thing recorded.", "undo", False),
    Command("readiness", "R", "Readiness", "May this be signed?", "readiness", False),
    Command("back", "escape,l,f7", "Back", "One step back; everything is saved.", "back"),
)

READINESS = (
    Command(
        "settle",
        "enter",
        "Settle",
        "Do what is missing: answer, sign off, go there.",
        "settle",
        False,
    ),
    Command("contract", "c", "Contract", "The minimum contract, by document.", "contract"),
    Command("promises", "l,f7", "Promises", "What is only said, and what is on paper.", "promises"),
    Command("order", "o", "Which wins", "The order of precedence, in one line.", "order"),
    Command("undo", "u", "Undo", "Take back the last thing recorded.", "undo", False),
    Command("back", "escape,R", "Back", "One step back; everything is saved.", "back"),
)

WRAP_UP = (
    Command("back", "escape", "Back", "Back to the call.", "back"),
    Command("confirm", "b", "Confirmed", "They confirmed what was read back.", "confirm"),
    Command("recap", "r", "Recap", "The recap for the vendor, as a file.", "write('recap')"),
    Command("issues", "l", "Issues list", "The one for the vendor, as a file.", "write('issues')"),
    Command("memo", "m", "Memo", "The internal memo, as a file.", "write('memo')"),
    Command("end", "e", "End", "Close this session and go to the deals.", "end"),
    Command("promises", "p,f7", "Promises", "What is only said, and what is on paper.", "promises"),
    Command("readiness", "R", "Readiness", "May this be signed?", "readiness"),
)


AGENDA = (
    Command("go", "enter", "Go to", "To the clause under the cursor.", "go", False),
    Command("minutes", "m", "Minutes", "How long this call may take.", "minutes"),
    Command("prepare", "P", "Prepare", "What we came with, to change it.", "prepare"),
    Command("back", "escape", "Back", "Back to the call.", "back"),
)

PACKAGES = (
    Command("pick", "space", "Pick", "This clause in the packages, or not.", "pick"),
    Command("offer-a", "1", "Offer A", "Put package A on the table.", "offer(0)"),
    Command("offer-b", "2", "Offer B", "Put package B on the table.", "offer(1)"),
    Command("offer-c", "3", "Offer C", "Put package C on the table.", "offer(2)"),
    Command("back", "escape", "Back", "Back to the call; nothing is offered.", "back"),
)

PREPARATION = (Command("back", "escape,f2", "Keep", "Keep what is typed, and go back.", "back"),)

PLAYBOOK = (
    Command("find", "f2,slash", "Find", "By id, title or phrase, while you type.", "find"),
    Command("clause", "c,f3", "Clause", "To the clause, as it is negotiated.", "clause", False),
    Command(
        "source", "e,f4", "Source", "To its TOML; once more changes it in a layer.", "source", False
    ),
    Command("try", "t,f5", "Try", "A line to try: what would be found?", "try"),
    Command("inbox", "i,f6", "Inbox", "What was heard and matched nothing.", "inbox"),
    Command("problem", "n,f7", "Problem", "To the next problem.", "problem"),
    Command("save", "ctrl+s", "Save", "Write all that was edited.", "save"),
    Command("editor", "v,ctrl+o", "Editor", "This line in your own $EDITOR.", "editor", False),
    Command("where", "w", "Where", "The next file this clause stands in.", "where", False),
    Command("layer", "l", "Layer", "Change this clause in a layer of ours.", "layer", False),
    Command("reload", "r", "Reload", "Read the file again from the disk.", "reload", False),
    Command("other", "p", "Playbook", "Another playbook.", "other", False),
    Command(
        "phrase", "plus", "Phrase", "The statement is a phrase of this clause.", "phrase", False
    ),
    Command("objection", "o", "Objection", "It is one of its objections.", "objection", False),
    Command("new-objection", "m", "New objection", "It begins a new one.", "new_objection", False),
    Command("small-talk", "z", "Small talk", "Nothing is to be found for it.", "small_talk", False),
    Command("undo", "u", "Undo", "Take back what was taken in last.", "undo", False),
    Command("back", "escape", "Back", "One step back; unsaved edits are asked about.", "back"),
)

COVER = (Command("back", "escape", "Back", "Leave what is under this page.", "back"),)


def bindings(commands: Iterable[Command]) -> list[BindingType]:
    """The commands as Textual bindings."""
    return [
        Binding(
            command.key,
            command.action,
            command.title,
            show=command.footer,
            tooltip=command.help,
            id=command.id,
            priority=command.priority,
        )
        for command in commands
    ]


def grouped(commands: Iterable[Command]) -> dict[str, list[Command]]:
    """The commands by what they are for, which help shows as headings."""
    groups: dict[str, list[Command]] = {}
    for command in commands:
        groups.setdefault(command.group or "This screen", []).append(command)
    return groups


def key_names(command: Command) -> str:
    """A command's keys as they are printed on the keyboard."""
    names = {"question_mark": "?", "slash": "/", "plus": "+", "minus": "-", "escape": "Esc"}
    return " ".join(
        names.get(key, key.upper() if key[0] == "f" and key[1:].isdigit() else key.title())
        if len(key) > 1
        else key
        for key in command.key.split(",")
    )
